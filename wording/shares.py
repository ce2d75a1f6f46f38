"""Parts of a whole and places in a row: "a third", "3 in 10", "most", "none", "third-highest"."""

import re
from dataclasses import replace
from decimal import Decimal

from factcheck.interval import over
from factcheck.quantity import ONE, Quantity, digits
from factcheck.unit import NO_UNIT, PERCENT, POINTS, TIMES, Unit
from wording.later import Later
from wording.numbers import (
    CARDINAL,
    DENOMINATORS,
    MAGNITUDES,
    NUMBER,
    ORDINALS,
    PART,
    count_of,
    find_number,
    of_digits,
)
from wording.said import Said, any_of
from wording.units import unit_after


def exact_words(said: Said) -> Quantity | None:
    """Such as "none", "all", "most" and their kin."""
    for form, pattern in _WORD_FORMS:
        if pattern.match(_with_hedge(said)):
            amount = {"all": "100", "nearly_all": "90", "majority": "50", "minority": "50"}.get(form, "0")
            unit = NO_UNIT if form == "none" else PERCENT
            if form == "none":
                unit = unit_after(pattern.sub("", said.text))
            return Quantity(Decimal(amount), unit, form, hedge=None)
    return None


def _with_hedge(said: Said) -> str:
    return f"{said.hedge} {said.text}" if said.hedge == "nearly" else said.text


_WORD_FORMS = tuple(
    (form, Later(pattern))
    for form, pattern in (
        ("nearly_all", r"(?:virtually|practically|nearly|almost) (?:all|every|everyone|everybody|the whole)\b"),
        ("nearly_all", r"the (?:vast|overwhelming) majority\b"),
        ("majority", r"(?:most\b(?! recent)|(?:a|the) (?:clear |slim |narrow )?majority)"),
        ("minority", r"a (?:small )?minority\b"),
        ("all", r"(?:all|every|everyone|everybody|each)(?: of)?(?= |$)(?! \d)"),
        ("none", r"(?:none|not (?:a single|one|any)|no one|nobody|nil|zero|never|not a)\b(?!-)(?! \d)"),
    )
)  # fmt: skip


def in_so_many(said: Said) -> Quantity | None:
    """Such as "one in five", "3 in 10", "nine of 10", "79 cents for every dollar"."""
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


_N = rf"(?:\d[\d,]*(?:\.\d+)?(?: (?:thousand|million|billion))?|a (?:hundred|thousand|million|billion)|{CARDINAL}(?: million)?)"


_IN = Later(
    rf"(?<![\w.])(?P<k>{_N}) (?P<how>in every|out of every|of every|out of|in|of(?: the)?(?: (?:last|past))?)"
    rf" (?P<n>{_N})(?![\w%]|[ -]?(?:{any_of(list(MAGNITUDES))}))"
)


_CENTS = Later(
    r"(?P<k>\d+(?:\.\d+)?) (?:cents|pence|c) (?:for every|on the|to the|per|for each) (?:dollar|pound|euro)"
)


def cents(said: Said) -> Quantity | None:
    """So many cents for every dollar, as a percentage."""
    match = _CENTS.search(said.text)
    return of_digits(digits(match["k"]), Quantity(ONE, PERCENT)) if match else None


_FRACTION = Later(
    rf"(?<![\w-])(?<!\band )(?<!\band a ){PART}(?![\w-])"
    r"(?! ?(?:of )?(?:a |an )?(?:hundred|thousand|million|billion|trillion|dozen|percent|per cent|percentage|point|as\b))"
)


_SLASHED = Later(
    r"(?<![\d/.,])(?P<k>\d{1,3})/(?P<d>\d{1,4})"
    r"(?![\d/]| (?:of )?(?:a )?(?:hundred|thousand|million|billion|trillion|per ?cent|point))"
)


def fraction(said: Said) -> Quantity | None:
    """Such as "half", "a third", "three quarters", "2/3"; "to a third" is what is left, not what went."""
    slashed = _SLASHED.search(said.text)
    if slashed and int(slashed["d"]) and not NUMBER.match(said.text[: slashed.start()].strip() or "x"):
        return _fraction_of(Decimal(slashed["k"]), Decimal(slashed["d"]), slashed, said)
    match = _FRACTION.search(said.text)
    if match is None or (match["k"] is None and match["d"] not in {"half", "halve"}):
        return None
    return _fraction_of(count_of(match["k"]), DENOMINATORS[match["d"]], match, said)


def _fraction_of(k: Decimal, n: Decimal, match: re.Match[str], said: Said) -> Quantity:
    left = said.change == "decrease" and re.search(r"\bto (?:about |nearly )?$", said.text[: match.start()])
    if left and k == ONE:
        return Quantity(n, TIMES, "part", in_digits=False)
    change = None if left else said.change
    return Quantity(k, PERCENT, "fraction", out_of=n, change=change, in_digits=False)


_PART_OF_UNIT = Later(
    rf"(?<![\w-]){PART} (?:of )?(?:a |an |one )?(?P<unit>percentage points?|per ?cent(?:age)? points?|points?|per ?cent)(?![a-z])"
)


def part_of_unit(said: Said) -> Quantity | None:
    """Such as "half a percent", "a quarter of a percentage point": that part of one."""
    match = _PART_OF_UNIT.search(said.text)
    if match is None or said.text[: match.start()].endswith("and "):
        return None
    value = over(count_of(match["k"]), DENOMINATORS[match["d"]])
    found = replace(digits(format(value, "f")[:20]), kept=value, last=over(value, Decimal(10)))
    unit = POINTS if "point" in match["unit"] else PERCENT
    return of_digits(found, Quantity(value, unit, in_digits=False, change=said.change))


ORDINAL_UNIT = Unit("ordinal", "none")


_ORDINAL = Later(
    rf"(?<![\w-])(?<!\ba )(?<!\bone )(?:(?P<word>{any_of(list(ORDINALS))})|(?P<n>\d{{1,4}})(?:st|nd|rd|th))"
    r"(?:[ -](?:\w+est|most|least|year|month|quarter|in|of|place|among|consecutive|straight|successive|time)\b|$)"
)


_TOP = Later(
    rf"(?<![\w-])(?:(?:top|bottom)[ -](?P<n>\d{{1,4}}|{CARDINAL})(?![\w%]|[ -](?:%|per ?cent))"
    rf"|(?:among|one of|in) the (?P<m>\d{{1,4}}|{CARDINAL})(?= (?:\w+est|most|least)\b))"
)


def ordinal(said: Said) -> Quantity | None:
    """Such as "third-highest", "the fifth year running", "3rd"; "top three" is the third place or better."""
    top = _TOP.search(said.text)
    if top is not None:
        number = _whole(top["n"] or top["m"])
        return Quantity(number, ORDINAL_UNIT, hedge="at most") if number else None
    match = _ORDINAL.search(said.text)
    if match is not None:
        number = ORDINALS[match["word"]] if match["word"] else Decimal(match["n"])
        return Quantity(number, ORDINAL_UNIT, in_digits=match["n"] is not None)
    return None
