"""Units: what an amount is an amount of, and which units compare with which.

Percent and percentage point are different units and never convert. A unit that is not in the table
is a count noun ("arrests"). Nothing is converted between currencies (semantics §2, §4).
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement, or the noun counted.

    kind: what it measures; units of one kind convert by `factor` (how many of the kind's base unit
    it is), but currencies only into themselves. negative: whether a level in it can be below zero.
    """

    code: str
    kind: str
    factor: Decimal = Decimal(1)
    negative: bool = False

    @property
    def counted(self) -> bool:
        """Whether amounts in it are whole numbers of things."""
        return self.kind in {"count", "none"}


NO_UNIT = Unit("", "none")
PERCENT = Unit("percent", "percent", negative=True)
POINTS = Unit("percentage point", "points", negative=True)
TIMES = Unit("times", "times")
PERSON = Unit("person", "count")

# code, kind, factor to the kind's base unit, other spellings (the plural in s goes without saying)
_TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("percent", "percent", "1", "%|per cent|pct|percentage"),
    ("percentage point", "points", "1", "point|pp|ppt|pct point|percent point|per cent point|%-point"),
    ("basis point", "points", "0.01", "bp|bps"),
    ("times", "times", "1", "fold|time|x|×"),
    ("person", "count", "1", "people|persons|individual|human|inhabitant|resident|folks"),
    ("USD", "money", "1", "$|us$|us dollar|u.s. dollar|american dollar|dollars us"),
    ("EUR", "money", "1", "€|euro|euros"),
    ("GBP", "money", "1", "£|pound sterling|british pound|sterling|quid"),
    ("JPY", "money", "1", "¥|yen|jp¥"),
    ("CNY", "money", "1", "yuan|renminbi|rmb|cn¥"),
    ("INR", "money", "1", "₹|rs|rs.|rupee|indian rupee"),
    ("CAD", "money", "1", "c$|ca$|canadian dollar"),
    ("AUD", "money", "1", "a$|au$|australian dollar"),
    ("NZD", "money", "1", "nz$|new zealand dollar"),
    ("SGD", "money", "1", "s$|singapore dollar"),
    ("HKD", "money", "1", "hk$|hong kong dollar"),
    ("CHF", "money", "1", "swiss franc|franc"),
    ("SEK", "money", "1", "swedish krona|kronor|krona"),
    ("NOK", "money", "1", "norwegian krone"),
    ("DKK", "money", "1", "danish krone"),
    ("PLN", "money", "1", "zloty|złoty"),
    ("BRL", "money", "1", "r$|real|reais"),
    ("MXN", "money", "1", "mx$|mexican peso"),
    ("RUB", "money", "1", "₽|ruble|rouble"),
    ("TRY", "money", "1", "₺|turkish lira"),
    ("KRW", "money", "1", "₩|won"),
    ("ILS", "money", "1", "₪|shekel"),
    ("ZAR", "money", "1", "rand"),
    ("NGN", "money", "1", "₦|naira"),
    ("UAH", "money", "1", "₴|hryvnia"),
    ("m", "length", "1", "metre|meter"),
    ("km", "length", "1000", "kilometre|kilometer|kms"),
    ("cm", "length", "0.01", "centimetre|centimeter"),
    ("mm", "length", "0.001", "millimetre|millimeter"),
    ("mile", "length", "1609.344", "mi"),
    ("yard", "length", "0.9144", "yd"),
    ("foot", "length", "0.3048", "feet|ft"),
    ("inch", "length", "0.0254", "inches"),
    ("m2", "surface", "1", "m²|sqm|square metre|square meter"),
    ("km2", "surface", "1000000", "km²|sq km|square kilometre|square kilometer"),
    ("hectare", "surface", "10000", "ha"),
    ("acre", "surface", "4046.8564224", ""),
    ("square mile", "surface", "2589988.110336", "sq mi"),
    ("square foot", "surface", "0.09290304", "square feet|sq ft"),
    ("kg", "mass", "1", "kilogram|kilogramme|kilo"),
    ("g", "mass", "0.001", "gram|gramme"),
    ("mg", "mass", "0.000001", "milligram"),
    ("tonne", "mass", "1000", "metric ton|t"),
    ("short ton", "mass", "907.18474", "us ton"),
    ("long ton", "mass", "1016.0469088", "imperial ton"),
    ("lb", "mass", "0.45359237", "lbs|pound-mass"),
    ("ounce", "mass", "0.028349523125", "oz"),
    ("litre", "volume", "1", "liter|l"),
    ("US gallon", "volume", "3.785411784", "gallon|gal"),
    ("barrel", "volume", "158.987294928", "bbl"),
    ("m3", "volume", "1000", "m³|cubic metre|cubic meter"),
    ("W", "power", "1", "watt"),
    ("kW", "power", "1000", "kilowatt"),
    ("MW", "power", "1000000", "megawatt"),
    ("GW", "power", "1000000000", "gigawatt"),
    ("kWh", "energy", "1", "kilowatt-hour|kilowatt hour"),
    ("MWh", "energy", "1000", "megawatt-hour|megawatt hour"),
    ("GWh", "energy", "1000000", "gigawatt-hour|gigawatt hour"),
    ("TWh", "energy", "1000000000", "terawatt-hour|terawatt hour"),
    ("km/h", "speed", "1", "kph|kmh|kilometres an hour|kilometers per hour"),
    ("mph", "speed", "1.609344", "miles an hour|miles per hour"),
    ("°C", "temperature in Celsius", "1", "degree celsius|degrees celsius|celsius|degrees c"),
    ("°F", "temperature in Fahrenheit", "1", "degree fahrenheit|degrees fahrenheit|fahrenheit"),
    ("second", "duration", "1", "sec"),
    ("minute", "duration", "60", "min|mins"),
    ("hour", "duration", "3600", "hr|hrs"),
    ("day", "duration", "86400", ""),
    ("week", "duration", "604800", ""),
    ("month", "duration", "2629746", ""),
    ("year", "duration", "31556952", "yr|yrs"),
)  # fmt: skip

_CAN_BE_NEGATIVE = {"percent", "points", "money", "temperature in Celsius", "temperature in Fahrenheit"}

# What a word for several units means, by country of the claim: the literal meaning first
# (semantics §6, choice "unit").
AMBIGUOUS: dict[str, dict[str, str]] = {
    "dollar": {"US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "": "USD"},
    "pound": {"GB": "GBP", "US": "lb", "": "GBP"},
    "ton": {"US": "short ton", "GB": "tonne", "CA": "tonne", "AU": "tonne", "": "tonne"},
}

# Nouns that name people by what they are or do: each is a population within "person".
_PEOPLE = frozenset(
    [
        "adult",
        "american",
        "asylum-seeker",
        "caseworker",
        "child",
        "citizen",
        "civilian",
        "employee",
        "family-member",
        "farmer",
        "foreigner",
        "girl",
        "boy",
        "immigrant",
        "inmate",
        "man",
        "migrant",
        "minor",
        "officer",
        "passenger",
        "patient",
        "prisoner",
        "refugee",
        "resident",
        "soldier",
        "student",
        "teacher",
        "teenager",
        "tourist",
        "veteran",
        "visitor",
        "voter",
        "woman",
        "worker",
        "youth",
        "baby",
        "claimant",
    ]
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "babies": "baby", "feet": "foot",
    "people": "person", "lives": "life", "wives": "wife",
    "buses": "bus", "gases": "gas", "viruses": "virus", "series": "series", "species": "species",
}  # fmt: skip


def _rows() -> dict[str, Unit]:
    units = {}
    for code, kind, factor, spellings in _TABLE:
        unit = Unit(code, kind, Decimal(factor), kind in _CAN_BE_NEGATIVE)
        for spelling in (code, *spellings.split("|")):
            if spelling:
                units[spelling.lower()] = unit
    return units


UNITS = _rows()


@lru_cache(maxsize=4096)
def unit_named(text: str) -> Unit:
    """The unit of that name or sign, in the singular or plural; any other text is the noun counted."""
    name = " ".join(text.split()).lower()
    if not name:
        return NO_UNIT
    if name in UNITS:
        return UNITS[name]
    singular = singular_of(name)
    return UNITS.get(singular) or Unit(singular, "count")


def singular_of(noun: str) -> str:
    """The noun, its last word in the singular by the common rules of English."""
    head, _, last = noun.rpartition(" ")
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif last.endswith(("sses", "shes", "ches", "xes")):
        last = last[:-2]
    elif last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 3:
        last = last[:-1]
    return f"{head} {last}".strip()


def meanings(name: str, country: str | None) -> list[Unit]:
    """What a name of AMBIGUOUS may mean, first as the country of the claim has it."""
    rows = AMBIGUOUS[name]
    codes = dict.fromkeys([rows.get((country or "").upper(), rows[""]), *rows.values()])
    return [UNITS[code.lower()] for code in codes]


def comparable(a: Unit, b: Unit) -> bool:
    """Whether amounts in the two can be set against one another, after conversion where needed."""
    if "none" in (a.kind, b.kind):
        return True
    if a.kind == b.kind == "rate":
        return _same_rate(a.code, b.code)
    if a.kind == "money":
        return a.code == b.code
    return a.kind == b.kind


PER = " per "


def rate_of(counted: str, base: str) -> Unit:
    """So many of what is counted for each base: "person per day", "per 100000" where nothing is named."""
    return Unit(f"{counted}{PER}{base}".strip(), "rate")


def unit_of_words(text: str) -> Unit:
    """The unit of that name, or of so much of one for each of another: "death per 1,000 live births".

    Of a base in digits only the digits are kept: whom they count is the population's business.
    """
    counted, base = rate_parts(" ".join(text.split()))
    if not base:
        return unit_named(text)
    base = base.replace(",", "")
    digits = base.partition(" ")[0]
    base = (
        digits
        if digits.isdigit() and len(digits) >= len("100")
        else {"capita": "person", "head": "person"}.get(base, base)
    )
    return rate_of(unit_named(counted).code, base)


def rate_parts(code: str) -> tuple[str, str]:
    """What is counted and for each what: the two sides of "person per day"; no base where it is no rate."""
    counted, per, base = f" {code}".rpartition(PER)
    return (counted.strip(), base) if per else (code, "")


def _same_rate(a: str, b: str) -> bool:
    """Whether two rates have one base, and count the same as far as they say."""
    (counted_a, base_a), (counted_b, base_b) = rate_parts(a), rate_parts(b)
    return base_a == base_b and (
        "" in (counted_a, counted_b) or comparable(unit_named(counted_a), unit_named(counted_b))
    )


def same_population(a: Unit, b: Unit) -> bool:
    """Whether two count nouns count the same things as far as the words tell."""
    if a.kind != "count" or b.kind != "count" or a.code == b.code:
        return True
    if PERSON.code in (a.code, b.code):
        other = b if a.code == PERSON.code else a
        return other.code.rpartition(" ")[2] in _PEOPLE
    return False
