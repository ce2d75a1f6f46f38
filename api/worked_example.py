"""The claim the service was made for (semantics, the worked example), as requests and as a form.

Government Executive, June 2022, said on 13 June 2022. The front page, `addsup demo`, the README and
OpenAPI show these same requests.
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
