"""Every quantity of a text, in its place: the number, its unit, the noun counted, hedge and direction."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from factcheck.unit import UNITS
from wording.lexicon import word_sets
from wording.numbers import CARDINALS
from wording.quantities.around import change_around, hedge_after, hedge_before
from wording.quantities.compounds import joined
from wording.quantities.forms import STARTS, FormAt, fold_at, fold_word, form_at, ordinal_at
from wording.quantities.names import is_name
from wording.quantities.number_at import NumberAt, number_at
from wording.quantities.parts import PARTS
from wording.quantities.said import QuantitySaid
from wording.quantities.scales import ONE, PACKS, SCALES
from wording.quantities.units_at import CURRENCIES, UnitAt, unit_at
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "find")


def find_quantities(tokens: Tokens, blocked: Iterable[tuple[int, int]] = ()) -> list[QuantitySaid]:
    """The quantities of a text in order, none overlapping another.

    blocked: places [start, end) of the plain text that hold dates, times and years.
    """
    found: list[QuantitySaid] = []
    taken = _blocked_tokens(tokens, blocked)
    i, count = 0, len(tokens)
    while i < count:
        word = tokens.words[i]
        if (
            not (word[0].isdigit() or word in STARTS or word.endswith("fold"))
            or i in taken
            or _mere_article(tokens, i)
        ):
            i += 1
            continue
        one = _quantity_at(tokens, i)
        if one is not None:
            found.append(one)
            i = max(one.number[1], i + 1)
        else:
            i += 1
    return _shared_units(tokens, joined(tokens, found))


_AFTER_ARTICLE = frozenset({*PARTS, *SCALES, *PACKS, "hundred", "few", "couple", "handful", "pair"})


def _mere_article(tokens: Tokens, i: int) -> bool:
    """Whether "a" or "an" starts no amount: "a third", "a dozen" and "an hour and a half" do."""
    if tokens.words[i] not in {"a", "an"}:
        return False
    return tokens.words[i + 1] not in _AFTER_ARTICLE and tokens.words[i + 2] not in {"and", "of", ""}


def _blocked_tokens(tokens: Tokens, blocked: Iterable[tuple[int, int]]) -> set[int]:
    taken: set[int] = set()
    for start, end in blocked:
        at = tokens.at(start)
        while at < len(tokens) and tokens.starts[at] < end:
            taken.add(at)
            at += 1
    return taken


def _quantity_at(tokens: Tokens, i: int) -> QuantitySaid | None:
    word = tokens.words[i]
    fold = fold_word(word)
    if fold is not None:
        return _with_words(tokens, FormAt(i, i + 1, fold, "multiple"), UnitAt("times", "times", i, i + 1))
    form = ordinal_at(tokens, i) if word[0].isdigit() else None
    form = form or form_at(tokens, i)
    number = number_at(tokens, i)
    if form is not None and (number is None or form.last > number.last or form.form == "ordinal"):
        return _of_form(tokens, form)
    if number is None or _is_no_amount(tokens, number):
        return _one_of_unit(tokens, i)
    return _of_number(tokens, number)


def _of_form(tokens: Tokens, form: FormAt) -> QuantitySaid | None:
    if form.form in {"multiple", "inverse"}:
        unit = UnitAt("times", "times", form.first, form.last)
    elif form.form == "fraction" and (part := _part_of_unit(tokens, form)) is not None:
        return part
    elif form.form in {"fraction", "one_in", "k_in"}:
        unit = replace(unit_at(tokens, form.first, form.last), kind="percent", code="percent")
        if form.form == "fraction" and tokens.words[form.last] in {"percentage", "percent", "point", "per"}:
            return None
    elif form.form == "ordinal":
        unit = UnitAt("", "ordinal", form.first, form.last)
    else:
        unit = unit_at(tokens, form.first, form.last + (tokens.words[form.last] == "of"))
    return _with_words(tokens, form, unit)


def _part_of_unit(tokens: Tokens, form: FormAt) -> QuantitySaid | None:
    """Such as "half an hour", "three quarters of a mile": a number of that unit."""
    at = form.last
    for words in ({"of"}, {"a", "an"}):
        at += tokens.words[at] in words
    unit = unit_at(tokens, form.first, at)
    if unit.kind not in {"duration", "measure", "points"} and unit.code not in UNITS:
        return None
    if unit.kind in {"count", "none", "percent", "money"} or (at == form.last and unit.kind != "measure"):
        return None
    return _with_words(tokens, FormAt(form.first, at, form.value / 100, "number"), unit)


def _one_of_unit(tokens: Tokens, i: int) -> QuantitySaid | None:
    """Such as "an hour" of "an hour and a half", "a dollar" of "a dollar and 42 cents", "a gallon of milk"."""
    unit = unit_at(tokens, i, i + 1) if tokens.words[i] in {"a", "an"} else None
    if unit is None or unit.last != i + 2 or unit.kind not in {"duration", "measure", "money"}:
        return None
    after, then = tokens.words[i + 2], tokens.words[i + 3]
    goes_on = after == "and" and (then[:1].isdigit() or (then == "a" and tokens.words[i + 4] == "half"))
    whole = after in {"of", ""} and unit.kind != "duration"
    return _with_words(tokens, FormAt(i, i + 1, ONE, "number"), unit) if goes_on or whole else None


_PRONOUN_BEFORE = _WORDS["pronoun_before"]
_ONE_AFTER = _WORDS["one_after"]


def _is_no_amount(tokens: Tokens, number: NumberAt) -> bool:
    """Whether "one" stands for somebody or something, or "a hundred" is a manner of speaking."""
    if number.last - number.first == 1 and tokens.words[number.first] == "one":
        before, after = tokens.words[number.first - 1], tokens.words[number.last]
        return (
            (before in _PRONOUN_BEFORE and unit_at(tokens, number.first, number.last).kind != "measure")
            or after in _ONE_AFTER
            or after.startswith("'")
            or (after == "-" and tokens.touches(number.last))
        )
    return False


def _of_number(tokens: Tokens, number: NumberAt) -> QuantitySaid | None:
    last = fold_at(tokens, number.last)
    if last is not None:
        form = FormAt(number.first, last, number.value, "multiple")
        return _with_words(
            tokens, form, UnitAt("times", "times", number.first, last), (number.first, number.last)
        )
    of = (
        tokens.words[number.last] == "of" and number.value != number.value.to_integral()
    )  # "two and a quarter of an hour"
    unit = unit_at(
        tokens, number.first, number.last + of + (of and tokens.words[number.last + 1] in {"a", "an"})
    )
    if number.in_digits and is_name(tokens, number.first, number.last, unit):
        return QuantitySaid(
            number.first, number.last, number.value, "number", "", "name", (number.first, number.last)
        )
    value = _signed(tokens, number, unit)
    if unit.kind == "money" and number.scale == ONE and tokens.words[unit.last] in SCALES:  # "75 USD million"
        value, unit = value * SCALES[tokens.words[unit.last]], replace(unit, last=unit.last + 1)
    code = CURRENCIES.get(tokens.words[number.last][1:]) if tokens.words[number.last][:1] == "m" else None
    if code is not None and tokens.written(number.last).isupper():  # "120 MEUR"
        value, unit = value * SCALES["million"], UnitAt(code, "money", number.first, number.last + 1)
    return _with_words(tokens, FormAt(number.first, number.last, value, "number"), unit)


def _signed(tokens: Tokens, number: NumberAt, unit: UnitAt) -> Decimal:
    """The number with the minus before it, where there is one."""
    for at in (unit.first, number.first):
        before = tokens.words[at - 1]
        if before in {"minus", "negative"}:
            return -number.value
        if before == "-" and tokens.touches(at) and not (at > 1 and tokens.touches(at - 1)):
            return -number.value
    return number.value


def _with_words(
    tokens: Tokens, form: FormAt, unit: UnitAt, number: tuple[int, int] | None = None
) -> QuantitySaid:
    first, last = min(form.first, unit.first), min(max(form.last, unit.last), len(tokens))
    before, after = hedge_before(tokens, first), hedge_after(tokens, form.last)
    if after is not None:
        last = max(last, after[1])
    hedge = before[0] if before else after[0] if after else None
    change, start, end = (None, first, last) if form.form == "ordinal" else change_around(tokens, first, last)
    start = min(start, before[1] if before else start)
    return QuantitySaid(
        first, last, form.value, form.form, unit.code, unit.kind, number or (form.first, form.last), form.upper,
        unit.noun, unit.per, hedge, change, start, end,
    )  # fmt: skip


_JOINS = frozenset({"to", "-", "or", "and"})


def _shared_units(tokens: Tokens, found: list[QuantitySaid]) -> list[QuantitySaid]:
    """The same quantities, where "eight or nine euros" and "5 to 10 million" share unit and magnitude."""
    for i in range(len(found) - 1, 0, -1):
        one, two = found[i - 1], found[i]
        gap = tokens.words[one.last : two.first]
        if one.form != "number" or two.form != "number" or len(gap) > 2 or not gap or gap[0] not in _JOINS:
            continue
        if (
            one.kind == "none"
            and two.kind != "none"
            and (len(gap) == 1 or gap[1] in {"$", "about", "nearly"})
        ):
            found[i - 1] = replace(one, unit=two.unit, kind=two.kind, noun=two.noun, per=two.per)
            one = found[i - 1]
        scale = _scale_of(tokens, two)
        if (
            gap[0] in {"to", "-"}
            and scale > ONE
            and one.value < 1000
            and one.value * scale <= two.value
            and _scale_of(tokens, one) == ONE
        ):
            found[i - 1] = replace(one, value=one.value * scale)
    for i in range(1, len(found)):
        one, two = found[i - 1], found[i]
        if (
            two.kind == "none"
            and one.kind not in {"none", "ordinal", "times", "age", "percent", "duration"}
            and _of_the_same(tokens, one, two)
        ):
            found[i] = replace(two, unit=one.unit, kind=one.kind, noun=one.noun)
    for i in range(1, len(found)):
        one, two = found[i - 1], found[i]
        if (
            two.change is None
            and one.change
            and one.start < one.first
            and two.kind in {"percent", "points"}
            and _in_other_words(tokens, one, two)
        ):
            found[i] = replace(two, change=one.change, start=two.first - 1)
        if one.hedge and two.hedge is None and tokens.words[one.last : two.first] in (["("], ["/"]):
            found[i] = replace(found[i], hedge=one.hedge)  # the same in another unit: "(60 miles)"
    return found


def _in_other_words(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> bool:
    """Whether the second quantity says the same change again, or the same of something else: "or 0.6 %", "Y by 2 %"."""
    gap = tokens.words[one.last : two.first]
    if gap in ([",", "or"], ["or"], ["("], ["and"], [",", "and"]):
        return True
    return tokens.words[two.first - 1] == "by" and len(gap) <= 6 and not any(word in ".;?!" for word in gap)


_SAME_BEFORE = _WORDS["same_before"]


def _of_the_same(tokens: Tokens, one: QuantitySaid, two: QuantitySaid) -> bool:
    """Whether a bare number counts what the one before it does: "3.9 million headsets, up from 2.4 million"."""
    before = tokens.words[two.start - 1]
    if not tokens.words[two.number[0]][0].isdigit() or any(
        word in ".;?!" for word in tokens.words[one.last : two.start]
    ):
        return False
    return (before in _SAME_BEFORE or tokens.words[two.last] in {"who", "whose"}) and one.kind in {
        "count",
        "points",
        "money",
        "measure",
    }


def _scale_of(tokens: Tokens, quantity: QuantitySaid) -> Decimal:
    number = number_at(tokens, quantity.number[0])
    return number.scale if number is not None else ONE


__all__ = ["CARDINALS", "QuantitySaid", "find_quantities"]
