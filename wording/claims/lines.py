"""Claims of one text as a line of JSON, for trying the reader without a server."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wording.quantity import read_quantity
from wording.read_text import read_text

_VALUELESS = frozenset({"order", "extreme"})


def claims_line(case: Mapping[str, Any]) -> dict[str, Any]:
    """The prediction for one case: {"id", "claims": [{"relation", "value", "start", "end", "claim"}]}.

    value: the number stated, in percent for parts; the k of "k of n"; null where the relation has none.
    """
    said_on = date.fromisoformat(case["ref_date"]) if case.get("ref_date") else None
    return {
        "id": case["id"],
        "claims": [
            {"relation": found.claim["relation"], "value": _value(found.claim), "start": found.start, "end": found.end,
             "claim": found.claim}
            for found in read_text(case["text"], said_on).claims
        ],
    }  # fmt: skip


def _value(claim: Mapping[str, Any]) -> float | None:
    stated = claim.get("stated")
    if stated is None or claim["relation"] in _VALUELESS:
        return None
    if " of " in stated.get("wording", ""):
        quantity = read_quantity(stated["wording"])
        if quantity.form == "k_in":
            return float(quantity.amount)
    return float(stated["amount"])
