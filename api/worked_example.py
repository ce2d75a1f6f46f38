"""The claim the service was made for (semantics, the worked example), as requests and as a form; and an article.

Government Executive, June 2022, said on 13 June 2022. The page for one claim, `addsup demo`, the README
and OpenAPI show these same requests. The article is invented, its figures are in the sample.
"""

import json
from typing import Any

WORDING = "The new target would mark a threefold increase over the current rate of admissions."
CONTEXT = {"said_on": "2022-06-13", "country": "US", "area": "US", "language": "en"}
SUBJECT = {"amount": "20,000", "unit": "people", "nature": "target", "period": "2022-10-01/2024-09-30"}

CLAIMED: dict[str, Any] = {
    "claim": {
        "wording": WORDING,
        "relation": "multiple",
        "stated": "a threefold increase",
        "subject": SUBJECT,
        "reference": {
            "sum": [
                {"amount": "5,300", "unit": "people", "period": "2017-10/2022-06"},
                {"amount": "1,800", "unit": "people", "period": "2022-07/2022-09", "nature": "projection"},
            ]
        },
    },
    "context": CONTEXT,
}
"""With the claim's own numbers."""

STORED: dict[str, Any] = {
    "claim": CLAIMED["claim"]
    | {
        "reference": {
            "sum": [
                {
                    "amount": "5,300",
                    "unit": "people",
                    "measure": "refugees admitted",
                    "area": "Latin America and the Caribbean",
                    "period": "2017-10/2022-06",
                },
                CLAIMED["claim"]["reference"]["sum"][1],
            ],
            "period": "current",
        },
    },
    "context": CONTEXT,
}
"""The same, and what it measures: the stored figures for "the current rate" stand beside its own."""

ADMITTED: dict[str, Any] = {
    "claim": {
        "wording": "The U.S. admitted just 5,300 refugees from Latin America and the Caribbean region from "
        "October 2017 through June 2022",
        "relation": "equals",
        "stated": "just 5,300",
        "subject": {
            "measure": "refugees admitted",
            "area": "Latin America and the Caribbean",
            "period": "2017-10/2022-06",
        },
    },
    "context": CONTEXT,
}
"""Another sentence of the same report, against the stored figures."""

FORM = {
    "wording": WORDING,
    "relation": "multiple",
    "stated": "a threefold increase",
    "subject": json.dumps(SUBJECT, indent=1),
    "reference": json.dumps(CLAIMED["claim"]["reference"], indent=1),
    "said_on": CONTEXT["said_on"],
    "area": CONTEXT["area"],
}

ARTICLE = {
    "text": "An evening of numbers\n\n"
    "The town library put out 40 chairs on Thursday, and most of them were taken when the talk turned to who "
    "comes to the country, and how many.\n\n"
    "The United States admitted 25,465 refugees in fiscal year 2022, the first speaker began. A neighbour "
    'remembered it otherwise: "We admitted 60,000 refugees in fiscal year 2022." The refugee ceiling stood at '
    "125,000 refugees in fiscal year 2022, she added, and nobody in the room disagreed.\n\n"
    "The year before, the country took in 11,411 refugees, so admissions more than doubled in fiscal year 2022. "
    "At the southwest border, officers counted about 2.4 million encounters in fiscal year 2022.\n\n"
    "Then came the coffee: 300 cups in 2023, by the librarian's count.",
    "said_on": "2023-07-01",
    "area": "US",
    "country": "US",
}
"""A text for the front page to begin with."""
