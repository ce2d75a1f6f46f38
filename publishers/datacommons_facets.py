"""Facets of Data Commons' answers: what is said of each, in camelCase or in snake_case, and what follows from it."""

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from publishers.json_body import number, of_kind
from publishers.rules import columns_of, rules

HUNDRED = Decimal(100)
LISTED = 12  # facets in a message
_UNFIT = re.compile(r"[^A-Za-z0-9._:-]+")
_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ADDRESS = re.compile(r"https?://[^\s]{1,1990}")


def listed(variable: dict[str, Any], facets: dict[str, Any]) -> str:
    """The facets that an answer has of a variable, those of the most places first: "1: Import_Name Method; 2: …"."""
    counts = Counter(
        str(of(facet, "facetId") or "")
        for entity, said in held(variable, "byEntity", "the variable").items()
        for facet in listing(of_kind(said, dict, entity), "orderedFacets", entity)
    )
    return "; ".join(
        f"{one}: {method_of(facet_of(one, facets))}".strip(": ") for one, _ in counts.most_common(LISTED)
    )


def method_of(facet: dict[str, str]) -> str:
    """Where the facet comes from, and by which method."""
    return f"{facet.get('importName', '')} {facet.get('measurementMethod', '')}".strip()


def facet_of(facet_id: str, facets: dict[str, Any]) -> dict[str, str]:
    """What is said of the facet, in camelCase; nothing of what is calculated, which has none."""
    said = held(facets, facet_id, "facets")
    names = ("importName", "measurementMethod", "observationPeriod", "unit", "scalingFactor", "provenanceUrl")
    return {name: str(found) for name in names if (found := of(said, name)) is not None}


def derived_from(code: str, facet_id: str, facet: dict[str, str], frequency: str) -> dict[str, str]:
    """What the service says of the series. A facet that does not say how long its periods are can have several."""
    name, method = facet.get("importName", "calculated"), facet.get("measurementMethod", "")
    words, unit = _words(code), _words(facet.get("unit", ""))
    address = facet.get("provenanceUrl", "")
    parts = [code, name, facet_id, "" if facet.get("observationPeriod") else frequency]
    return {
        "series": "dc." + ".".join(_UNFIT.sub("-", part) for part in parts if part),
        "title": f"{words} ({', '.join(part for part in (name, method) if part)})",
        "measure": words,
        "dataset": name,
        "frequency": frequency,
        "url": address if _ADDRESS.fullmatch(address) else f"https://datacommons.org/browser/{code}",
        **columns_of(code, rules("datacommons", "variable")),
        **({"unit": unit} if unit else {}),  # over the variable's: a unit that no rule knows is not another
        **columns_of(facet.get("unit", ""), rules("datacommons", "unit")),
        **columns_of(method, rules("datacommons", "method")),
        **_scaled(facet),
    }


def _words(name: str) -> str:
    """The name in words: "Count_Person", "MexicanPeso"."""
    return " ".join(_CAPITALS.sub(" ", name.replace("_", " ")).split()).lower()


def _scaled(facet: dict[str, str]) -> dict[str, str]:
    """What a scaling factor says: of how many the values are a part. The service writes it "100" and "100.0000"."""
    text = facet.get("scalingFactor", "")
    factor = number(text, "scalingFactor") if text else Decimal(1)
    if factor <= 1:
        return {}
    unit = "percent" if factor == HUNDRED else f"per {factor.normalize():f}"
    return {"unit": unit, "stock_flow": "rate", "statistic": "rate"}


def of(holder: dict[str, Any], name: str) -> Any:
    """What stands under the name, in camelCase or in snake_case; None where nothing does."""
    snake = _CAPITALS.sub("_", name).lower()
    return holder.get(name, holder.get(snake))


def held(holder: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    """The object under the name; an empty one where there is none: so the service says that it knows nothing."""
    found = of(holder, name)
    return {} if found is None else of_kind(found, dict, f"{where}, {name}")


def listing(holder: dict[str, Any], name: str, where: str) -> list[dict[str, Any]]:
    """The list of objects under the name; an empty one where there is none. Raises ShapeError."""
    found = of(holder, name)
    rows = [] if found is None else of_kind(found, list, f"{where}, {name}")
    return [of_kind(row, dict, f"{where}, {name}") for row in rows]
