"""A quantity from its words: "nearly 30,000", "a threefold increase", "3 in 10", "cut by a third".

`read_quantity` takes the words of one quantity. It strips what stands around the number (hedge,
evaluatives, words of change), then tries the forms of FORMS_IN_ORDER; the first that fits decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factcheck.errors import QuantityError
from factcheck.hedge import EVALUATIVES, HEDGES
from factcheck.quantity import ONE, Quantity, digits
from factcheck.unit import NO_UNIT, PERCENT, POINTS, TIMES, UNITS, Unit, singular_of, unit_named
from wording.lexicon import longest_first, words
from wording.numbers import (
    CARDINALS,
    DENOMINATORS,
    MAGNITUDES,
    MOST_DIGITS,
    NUMBER,
    ORDINALS,
    Number,
    find_number,
)
from wording.text import plain

MOST_CHARACTERS = 2000
ORDINAL_UNIT = Unit("ordinal", "none")
_LISTS = words("numbers")
_CHANGE = words("change")


def _any(phrases: "list[str] | dict[str, str]") -> str:
    return "|".join(re.escape(phrase) for phrase in longest_first(phrases))


def _whole_words(rows: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(rows)})(?![\w-])")


_INCREASE, _DECREASE = _whole_words(_CHANGE["increase"]), _whole_words(_CHANGE["decrease"])
_BEFORE = [(phrase, hedge.code) for hedge in HEDGES.values() for phrase in hedge.before]
_AFTER = [(phrase, hedge.code) for hedge in HEDGES.values() for phrase in hedge.after]
_HEDGE_OF = dict(sorted(_BEFORE, key=lambda row: -len(row[0])))
_SIGNS = {phrase for phrase in _HEDGE_OF if not phrase[-1].isalpha()}
_HEDGE_BEFORE = re.compile(
    rf"(?:(?<![\w-])(?P<word>{_any([p for p in _HEDGE_OF if p not in _SIGNS])})(?![\w-])"
    rf"|(?P<sign>{_any(list(_SIGNS))}))(?: (?:a|an|the|by))?(?= ?[\w$€£¥₹.-])"
)
_AFTER_OF = dict(sorted(_AFTER, key=lambda row: -len(row[0])))
_HEDGE_AFTER = re.compile(
    rf"(?:(?<=\d)(?P<plus>\+)(?!\d))|(?: |(?=-))(?P<word>{_any([p for p in _AFTER_OF if p != '+'])})(?![\w])"
)
_EVALUATIVE = re.compile(
    rf"(?<![\w-])(?:{_any(list(EVALUATIVES))})(?![\w-])(?! (?:over|under|above|below|short|shy|more))"
)
_CURRENCY = {name for name, unit in UNITS.items() if unit.kind == "money"}
_CURRENCY_SIGN = re.compile(
    rf"(?:{_any([n for n in _CURRENCY if not n.isalpha() or n in {'rs', 'usd', 'eur', 'gbp'}])})\s?(?=-?[\d.])"
)
_NOT_A_UNIT = frozenset(
    ["in", "of", "from", "per", "to", "by", "than", "over", "under", "since", "during", "between", "through", "for", "and", "or", "at", "on", "with", "as", "compared", "a", "an", "the", "last", "this", "next", "each", "every", "more", "fewer", "less", "higher", "lower", "larger", "smaller", "increase", "decrease", "rise", "fall", "drop", "decline", "jump", "growth", "cut", "reduction", "percent", "year-on-year", "annually", "yearly", "who", "which", "that", "were", "was", "are", "is", "had", "have", "has", "been", "will", "would", "times", "up", "down", "it", "they"]
)


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a quantity with hedge, evaluatives and change taken note of."""

    text: str
    hedge: str | None
    change: str | None
    evaluative: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Quantity:
    """The quantity that the words state, hedge, unit and direction included.

    Raises QuantityError where they state none, or are too long to be one.
    """
    if len(text) > MOST_CHARACTERS:
        raise QuantityError(
            f'found {len(text)} characters; expected the words of one quantity, such as "nearly 30,000"'
        )
    clean = plain(text)
    _check_length(clean)
    said = _said(clean)
    for form in FORMS_IN_ORDER:
        found = form(said)
        if found is not None:
            return replace(
                found,
                hedge=found.hedge or said.hedge,
                evaluative=said.evaluative,
                wording=" ".join(text.split()),
            )
    raise QuantityError(
        f"found {text[:80]!r}, which states no quantity; expected digits or words for a number, such as "
        '"5,300", "nearly 30,000", "a third", "tripled" or "3 in 10"'
    )


def _check_length(text: str) -> None:
    longest = max((len(run) for run in re.findall(r"\d[\d,.]*", text)), default=0)
    if longest > MOST_DIGITS:
        raise QuantityError(f"found a number of {longest} digits; expected at most {MOST_DIGITS}")


def _said(text: str) -> _Said:
    """The words with what stands around the number taken out, in the order in which it is written."""
    evaluative = tuple(dict.fromkeys(_EVALUATIVE.findall(text)))
    text = " ".join(_EVALUATIVE.sub(" ", text).split())
    text, hedge = _take_hedge(text)
    return _Said(text, hedge, _change(text), evaluative)


def _take_hedge(text: str) -> tuple[str, str | None]:
    before = _HEDGE_BEFORE.search(text)
    if before:
        code = _HEDGE_OF[before["word"] or before["sign"]]
        rest = f"{text[: before.start()]} {text[before.end() :]}"
        return " ".join(rest.split()), code
    after = _HEDGE_AFTER.search(text)
    if after and find_number(text[: after.start()]):
        code = _AFTER_OF[after["word"] or "+"]
        return " ".join(f"{text[: after.start()]} {text[after.end() :]}".split()), code
    return text, None


def _change(text: str) -> str | None:
    """Increase or decrease, by the first word that says so."""
    up, down = _INCREASE.search(text), _DECREASE.search(text)
    if up and (down is None or up.start() < down.start()):
        return "increase"
    return "decrease" if down else None


def _exact_words(said: _Said) -> Quantity | None:
    """ "none", "all", "most" and their kin."""
    for form, pattern in _WORD_FORMS:
        if pattern.match(_with_hedge(said)):
            amount = {"all": "100", "nearly_all": "90", "majority": "50", "minority": "50"}.get(form, "0")
            unit = NO_UNIT if form == "none" else PERCENT
            if form == "none":
                unit = _unit_after(re.sub(pattern, "", said.text))
            return Quantity(Decimal(amount), unit, form, hedge=None)
    return None


def _with_hedge(said: _Said) -> str:
    return f"{said.hedge} {said.text}" if said.hedge == "nearly" else said.text


_WORD_FORMS = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        ("nearly_all", r"(?:(?:virtually|practically|nearly|almost) (?:all|every|everyone|everybody|the whole)|nearly (?:all|every|everyone)|the vast majority|the overwhelming majority)\b"),
        ("majority", r"(?:most\b(?! recent)|(?:a|the) (?:clear |slim |narrow )?majority|more than half of all(?! \d))"),
        ("minority", r"a (?:small )?minority\b"),
        ("all", r"(?:all|every|everyone|everybody|each)(?: of)?(?= |$)(?! \d)"),
        ("none", r"(?:none|not (?:a single|one|any)|no one|nobody|nil|zero|never|not a)\b(?!-)(?! \d)"),
    )
)  # fmt: skip


def _in_so_many(said: _Said) -> Quantity | None:
    """ "one in five", "3 in 10", "nine of 10", "79 cents for every dollar"."""
    match = _IN.search(said.text)
    if match is None:
        return None
    k, n = _whole(match["k"]), _whole(match["n"])
    if k is None or n is None or n <= 0:
        return None
    form = (
        "one_in"
        if k == 1 and match["how"] in {"in", "out of", "in every", "out of every", "of every"}
        else "k_in"
    )
    return Quantity(k, PERCENT, form, out_of=n, change=said.change)


def _whole(text: str) -> Decimal | None:
    number = find_number(text)
    return number.amount if number and number.end == len(text) else None


_N = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{_any(list(CARDINALS))})(?:[ -](?:{_any(list(CARDINALS))}|hundred|thousand))*)"
_IN = re.compile(
    rf"(?<![\w.])(?P<k>{_N}) (?P<how>in every|out of every|of every|out of|in|of(?: the)?(?: (?:last|past))?)"
    rf" (?P<n>{_N})(?![\w%]|[ -]?(?:{_any(list(MAGNITUDES))}))"
)
_CENTS = re.compile(
    r"(?P<k>\d+(?:\.\d+)?) (?:cents|pence|c) (?:for every|on the|to the|per|for each) (?:dollar|pound|euro)"
)


def _cents(said: _Said) -> Quantity | None:
    match = _CENTS.search(said.text)
    return Quantity(**digits(match["k"]), unit=PERCENT) if match else None


def _multiple(said: _Said) -> Quantity | None:
    """ "threefold", "n times as many", "tripled", "half as many"."""
    for form in (_fold, _times, _by_itself, _part_as_many):
        found = form(said)
        if found is not None:
            return found
    return None


_FOLD = re.compile(rf"(?P<n>\d[\d,]*(?:\.\d+)?|{_any(list(CARDINALS))})[ -]?fold(?![a-z])")


def _fold(said: _Said) -> Quantity | None:
    match = _FOLD.search(said.text)
    if match is None:
        return None
    number = find_number(match["n"])
    return _of_number(number, said.change) if number else None


def _of_number(number: Number, change: str | None) -> Quantity:
    return Quantity(
        number.amount, TIMES, "inverse" if change == "decrease" else "multiple", number.last, number.kept,
        number.written, number.in_digits, change=change,
    )  # fmt: skip


_TIMES = re.compile(r"^(?: ?-? ?(?:to|-|or) ?(?P<upper>[\w.]+))? ?-?(?:times|x\b|×)(?P<after>.*)$")


def _times(said: _Said) -> Quantity | None:
    number = find_number(said.text)
    if number is None:
        return None
    match = _TIMES.match(said.text[number.end :])
    if match is None:
        return None
    change = _change(match["after"]) if match["after"].strip() else None
    if any(match["after"].strip().startswith(level) for level in _CHANGE["level"]):
        change = None
    elif change is None and not re.search(r"\bto$", said.text[: number.start].strip()):
        change = _change(said.text[: number.start]) if " by" in said.text[: number.start] else None
    first = _of_number(number, change)
    second = find_number(match["upper"] or "")
    return replace(first, upper=_of_number(second, change)) if second else first


_BY_ITSELF = re.compile(rf"\b(?:(?P<up>{_any(_LISTS['multiples'])})|(?P<down>halv(?:e|es|ed|ing)))\b")


def _by_itself(said: _Said) -> Quantity | None:
    match = _BY_ITSELF.search(said.text)
    if match is None:
        return None
    if match["down"]:
        return Quantity(Decimal(2), TIMES, "inverse", in_digits=False)
    return Quantity(Decimal(_LISTS["multiples"][match["up"]]), TIMES, "multiple", in_digits=False)


_PART = rf"(?P<k>{_any(list(CARDINALS))}|a|\d+)?[ -]?(?P<d>{_any(list(DENOMINATORS))})s?"
_AS_MANY = re.compile(
    rf"(?<![\w-]){_PART} (?:as (?:many|much|high|large|big|likely|often)|the (?:size|number|rate|level|amount))\b"
)


def _part_as_many(said: _Said) -> Quantity | None:
    """ "half as many" is one n-th as a multiple; "two thirds as many" a fraction."""
    match = _AS_MANY.search(said.text)
    if match is None:
        return None
    k, n = _count(match["k"]), DENOMINATORS[match["d"]]
    if k == 1:
        return Quantity(n, TIMES, "inverse", in_digits=False)
    return Quantity(k, PERCENT, "fraction", out_of=n, in_digits=False)


def _count(text: str | None) -> Decimal:
    if text in (None, "a"):
        return ONE
    return CARDINALS.get(text or "", ONE) if not (text or "").isdigit() else Decimal(text or "1")


_FRACTION = re.compile(
    rf"(?<![\w-]){_PART}(?![\w-])(?! ?(?:a |an )?(?:hundred|thousand|million|billion|trillion|dozen|as))"
)
_SLASHED = re.compile(r"(?<![\d/.,])(?P<k>\d{1,3})/(?P<d>\d{1,4})(?![\d/])")


def _fraction(said: _Said) -> Quantity | None:
    """ "half", "a third", "three quarters", "2/3"."""
    slashed = _SLASHED.search(said.text)
    if slashed and int(slashed["d"]) and not NUMBER.match(said.text[: slashed.start()].strip() or "x"):
        return Quantity(
            Decimal(slashed["k"]),
            PERCENT,
            "fraction",
            out_of=Decimal(slashed["d"]),
            change=said.change,
            in_digits=False,
        )
    match = _FRACTION.search(said.text)
    if match is None or (match["k"] is None and match["d"] not in {"half", "halve"}):
        return None
    return Quantity(
        _count(match["k"]),
        PERCENT,
        "fraction",
        out_of=DENOMINATORS[match["d"]],
        change=said.change,
        in_digits=False,
    )


_ORDINAL = re.compile(
    rf"(?<![\w-])(?<!\ba )(?<!\bone )(?:(?P<word>{_any(list(ORDINALS))})|(?P<n>\d{{1,4}})(?:st|nd|rd|th))(?:[ -](?:\w+est|most|least|year|month|quarter|in|of|place|among|consecutive|straight|successive|time)\b|$)"
)


def _ordinal(said: _Said) -> Quantity | None:
    """ "third-highest", "the fifth year running", "3rd"."""
    match = _ORDINAL.search(said.text)
    if match is not None:
        number = ORDINALS[match["word"]] if match["word"] else Decimal(match["n"])
        return Quantity(number, ORDINAL_UNIT, in_digits=match["n"] is not None)
    return None


_PLURAL = re.compile(rf"\b(?P<words>{_any(_LISTS['plurals'])})\b")
_VAGUE = re.compile(
    rf"(?<![\w-])(?P<words>{_any(list(_LISTS['vague']))})\b(?: (?P<magnitude>hundred|thousand|million|billion|dozen)\b)?"
)


def _vague(said: _Said) -> Quantity | None:
    """ "thousands", "a few", "several hundred"."""
    match = _PLURAL.search(said.text)
    if match and not (find_number(said.text[: match.start()])):
        unit = _unit_after(said.text[match.end() :])
        return Quantity(
            Decimal(_LISTS["plurals"][match["words"]]), unit, "plural", in_digits=False, change=said.change
        )
    match = _VAGUE.search(said.text)
    if match is None:
        return None
    factor = MAGNITUDES[match["magnitude"]] if match["magnitude"] else ONE
    low, high = (Decimal(value) * factor for value in _LISTS["vague"][match["words"]])
    unit = _unit_after(said.text[match.end() :])
    first = Quantity(low, unit, in_digits=False, change=said.change)
    return replace(first, upper=replace(first, amount=high)) if high > low else first


_MAGNIFIED = re.compile(rf"[\d.,]+[ -]?(?P<m>{_any(list(MAGNITUDES))})(?![a-z])")
_RANGE = re.compile(r"^ ?(?:to|-|and|or) ?(?=[\d$€£¥₹.]|[a-z])")


def _number(said: _Said) -> Quantity | None:
    """A number, or a range of two, with the unit after it or the currency sign before it."""
    number = find_number(said.text)
    if number is None:
        return None
    before, after = said.text[: number.start], said.text[number.end :]
    unit, rest = _unit(before, after)
    first = _quantity(number, unit, said.change)
    upper = _upper(before, rest if unit.kind == "percent" else after, unit, said.change)
    if upper is None:
        return first
    second, unit, factor = upper
    if factor != ONE and number.written <= ONE:
        first = replace(first, **_magnified(first, factor))
    first, second = replace(first, unit=unit), replace(second, unit=unit)
    if first.amount > second.amount:
        return first
    return replace(first, upper=second)


def _magnified(quantity: Quantity, factor: Decimal) -> dict[str, Decimal]:
    """ "5 to 10 million" are millions both."""
    return digits(format(quantity.amount, "f"), factor)


def _upper(before: str, after: str, unit: Unit, change: str | None) -> tuple[Quantity, Unit, Decimal] | None:
    match = _RANGE.match(after)
    joined = match is not None and (
        match[0].strip() in {"to", "-"} or re.search(r"\bbetween\b", before) is not None
    )
    if match is None or not joined:
        return None
    tail = after[match.end() :]
    tail = _CURRENCY_SIGN.sub("", tail, count=1) if _CURRENCY_SIGN.match(tail) else tail
    number = find_number(tail)
    if number is None or number.start > 0:
        return None
    named, _ = _unit(before, tail[number.end :])
    unit = unit if unit.kind != "none" and named.kind == "none" else named
    magnitude = _MAGNIFIED.match(tail)
    return _quantity(number, unit, change), unit, MAGNITUDES[magnitude["m"]] if magnitude else ONE


def _quantity(number: Number, unit: Unit, change: str | None) -> Quantity:
    return Quantity(
        number.amount,
        unit,
        "number",
        number.last,
        number.kept,
        number.written,
        number.in_digits,
        change=change,
    )


_PERCENT = re.compile(r"^[ -]?(?:%|per ?cent(?:age)?|pct\.?)(?P<points>[ -]?points?)?(?![a-z])")
_POINTS = re.compile(r"^[ -]?(?:(?:percentage |percent |per cent )?points?|pp|ppts?)(?![a-z])")
_BASIS = re.compile(r"^[ -]?(?:basis points?|bps?)(?![a-z])")
_PER = re.compile(
    r"\b(?:a|an|per|each|every)\s+(?P<base>day|week|month|quarter|year|hour|minute|capita|person|head|(?:100,?000|1,?000|10,?000|million)(?: (?:people|inhabitants|residents|births|population))?)\b"
)


_SIGN_BEFORE = re.compile(rf"(?:^|[\s(])(?P<sign>{_any(list(_CURRENCY))}) ?-?$")


def _unit(before: str, after: str) -> tuple[Unit, str]:
    """The unit around a number and what follows it."""
    for pattern, unit in ((_BASIS, UNITS["basis point"]), (_POINTS, POINTS)):
        match = pattern.match(after)
        if match:
            return unit, after[match.end() :]
    match = _PERCENT.match(after)
    if match:
        return (POINTS if match["points"] else PERCENT), after[match.end() :]
    sign = _SIGN_BEFORE.search(before)
    if sign:
        return unit_named(sign["sign"]), after
    return _per(_unit_after(after), after), after


def _per(unit: Unit, after: str) -> Unit:
    """ "900 a day", "12 per 100,000 people": the unit counted, per the base."""
    match = _PER.search(after)
    if match is None or unit.kind == "money":
        return unit
    base = match["base"].replace(",", "").split(" ")[0]
    base = {"capita": "person", "head": "person", "million": "1000000"}.get(base, base)
    return Unit(f"{unit.code} per {base}".strip(), "rate")


def _unit_after(after: str) -> Unit:
    """The unit that the words after a number name: a unit of the table, else the noun counted."""
    found: list[str] = []
    for word in re.findall(r"[^\s,;:()]+", after.lstrip(" -"))[:5]:
        bare = word.strip(".'\"!?")
        if bare in _NOT_A_UNIT or not bare or bare[0].isdigit():
            break
        found.append(bare)
    for length in range(min(3, len(found)), 0, -1):
        name = " ".join(found[:length])
        if name in UNITS or singular_of(name) in UNITS:
            return unit_named(name)
    return unit_named(" ".join(found[:3])) if found else NO_UNIT


FORMS_IN_ORDER: tuple[Callable[[_Said], Quantity | None], ...] = (
    _exact_words, _cents, _in_so_many, _multiple, _ordinal, _fraction, _vague, _number,
)  # fmt: skip
