"""What a quantity may mean: "dollar", "pound", "ton" and "billion", as the country has them."""

import re
from dataclasses import replace
from decimal import Decimal

from factcheck import unit
from factcheck.binding import Binder
from factcheck.choice import Assumption
from factcheck.interval import times
from factcheck.quantity import Quantity
from factcheck.timewords import LITERAL, STRAINED

QuantityWay = tuple[Quantity, tuple[Assumption, ...]]


def quantity_ways(binder: Binder, quantity: Quantity) -> list[QuantityWay]:
    """What "dollar", "pound", "ton" and "billion" in a quantity may mean; the country's own meaning first."""
    country = (binder.context.country or "").upper()
    meant = _unit_meanings(quantity, country)
    if _BILLION.search(quantity.wording) is None:
        return meant
    return [
        (scaled, (*assumed, Assumption("unit", value, standing, text, "billion")))
        for each, assumed in meant
        for scaled, value, standing, text in _billions(each, long_scale=country in LONG_SCALE)
    ]


def _unit_meanings(quantity: Quantity, country: str) -> list[QuantityWay]:
    name = "dollar" if _own_dollar(quantity, country) else quantity.unit.code
    if name not in unit.AMBIGUOUS:
        return [(quantity, ())]
    rows: list[QuantityWay] = []
    for i, meaning in enumerate(unit.meanings(name, country)):
        assumed = Assumption(
            "unit", meaning.code, STRAINED if i else LITERAL, f"{name} is {meaning.code}.", name
        )
        upper = replace(quantity.upper, unit=meaning) if quantity.upper else None
        rows.append((replace(quantity, unit=meaning, upper=upper), (assumed,)))
    return rows


def _own_dollar(quantity: Quantity, country: str) -> bool:
    """Whether a bare "$" is written where the dollar is another than that of the United States."""
    bare = _DOLLAR_SIGN.search(quantity.wording)
    return (
        bool(bare) and quantity.unit.code == "USD" and country != "US" and country in unit.AMBIGUOUS["dollar"]
    )


_DOLLAR_SIGN = re.compile(r"(?<![A-Za-z.])\$")

# Countries whose own "billion" is a million millions: the long scale.
LONG_SCALE = frozenset({
    "AT", "BE", "CH", "DE", "DK", "ES", "FI", "FR", "IT", "LU", "NL", "NO", "PL", "PT", "SE", "CZ", "SK", "SI",
    "HR", "HU", "AR", "BO", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV",
    "UY", "VE",
})  # fmt: skip
_BILLION = re.compile(r"\bbillions?\b", re.IGNORECASE)
_THOUSAND = Decimal(1000)


def _billions(quantity: Quantity, *, long_scale: bool) -> list[tuple[Quantity, str, str, str]]:
    """A billion as a thousand millions and as a million millions."""
    standings = (STRAINED, LITERAL) if long_scale else (LITERAL, STRAINED)
    short = (quantity, "short_scale", standings[0], "A billion is a thousand millions.")
    long = (_times_thousand(quantity), "long_scale", standings[1], "A billion is a million millions.")
    return [long, short] if long_scale else [short, long]


def _times_thousand(quantity: Quantity) -> Quantity:
    return replace(
        quantity,
        amount=times(quantity.amount, _THOUSAND),
        kept=times(quantity.kept, _THOUSAND),
        written=times(quantity.written, _THOUSAND),
        upper=_times_thousand(quantity.upper) if quantity.upper else None,
    )
