"""The quantity that starts at a token: a number or another form, with unit, hedge and direction."""

from dataclasses import replace
from decimal import Decimal

from wording.lexicon import word_sets
from wording.quantities.around import change_around, hedge_after, hedge_before
from wording.quantities.forms import FormAt, fold_at, fold_word, form_at, ordinal_at
from wording.quantities.names import is_name
from wording.quantities.number_at import NumberAt, number_at
from wording.quantities.said import QuantitySaid
from wording.quantities.scales import HUNDRED, ONE, SCALES
from wording.quantities.units_at import CURRENCIES, UnitAt, unit_at
from wording.tokens import Tokens

_WORDS = word_sets("quantities", "quantity_at")
_PRONOUN_BEFORE, _ONE_AFTER = _WORDS["pronoun_before"], _WORDS["one_after"]
_PARTS = frozenset({"fraction", "one_in", "k_in"})


def quantity_at(tokens: Tokens, i: int) -> QuantitySaid | None:
    """The quantity that starts at token i, None where none does."""
    word = tokens.words[i]
    fold = fold_word(word)
    if fold is not None:
        return _of_form(tokens, FormAt(i, i + 1, fold, "multiple"))
    form = (ordinal_at(tokens, i) if word[0].isdecimal() else None) or form_at(tokens, i)
    number = number_at(tokens, i)
    if form is not None and (number is None or form.last > number.last or form.form == "ordinal"):
        return _of_form(tokens, form)
    if number is None or _stands_for_somebody(tokens, number):
        return _one_of_unit(tokens, i)
    return _of_number(tokens, number)


def _of_form(tokens: Tokens, form: FormAt) -> QuantitySaid | None:
    if form.form in {"multiple", "inverse"}:
        return _with_words(tokens, form, UnitAt("times", "times", form.first, form.last))
    if form.form == "ordinal":
        return _with_words(tokens, form, UnitAt("", "ordinal", form.first, form.last))
    if form.form not in _PARTS:
        return _with_words(
            tokens, form, unit_at(tokens, form.first, form.last + (tokens.words[form.last] == "of"))
        )
    part = _part_of_unit(tokens, form) if form.form == "fraction" else None
    if part is not None:
        return part
    if form.form == "fraction" and tokens.words[form.last] in {"percentage", "percent", "point", "per"}:
        return None
    return _with_words(
        tokens, form, replace(unit_at(tokens, form.first, form.last), kind="percent", code="percent")
    )


def _part_of_unit(tokens: Tokens, form: FormAt) -> QuantitySaid | None:
    """Such as "half an hour", "three quarters of a mile": a number of that unit."""
    at = form.last + (tokens.words[form.last] == "of")
    at += tokens.words[at] in {"a", "an"}
    unit = unit_at(tokens, form.first, at)
    if unit.kind == "measure" or (unit.kind in {"duration", "points"} and at > form.last):
        return _with_words(tokens, FormAt(form.first, at, form.value / HUNDRED, "number"), unit)
    return None


def _one_of_unit(tokens: Tokens, i: int) -> QuantitySaid | None:
    """Such as "an hour" of "an hour and a half", "a dollar" of "a dollar and 42 cents", "a gallon of milk"."""
    unit = unit_at(tokens, i, i + 1) if tokens.words[i] in {"a", "an"} else None
    if unit is None or unit.last != i + 2 or unit.kind not in {"duration", "measure", "money"}:
        return None
    after, then = tokens.words[i + 2], tokens.words[i + 3]
    goes_on = after == "and" and (then[:1].isdecimal() or (then == "a" and tokens.words[i + 4] == "half"))
    whole = after in {"of", ""} and unit.kind != "duration"
    return _with_words(tokens, FormAt(i, i + 1, ONE, "number"), unit) if goes_on or whole else None


def _stands_for_somebody(tokens: Tokens, number: NumberAt) -> bool:
    """Whether "one" is a pronoun: "no one", "one another", "one's own"."""
    if number.last - number.first > 1 or tokens.words[number.first] != "one":
        return False
    before, after = tokens.words[number.first - 1], tokens.words[number.last]
    if before in _PRONOUN_BEFORE and unit_at(tokens, number.first, number.last).kind != "measure":
        return True
    return after in _ONE_AFTER or after.startswith("'") or (after == "-" and tokens.touches(number.last))


def _of_number(tokens: Tokens, number: NumberAt) -> QuantitySaid:
    span = (number.first, number.last)
    last = fold_at(tokens, number.last)
    if last is not None:
        form = FormAt(number.first, last, number.value, "multiple")
        return _with_words(tokens, form, UnitAt("times", "times", number.first, last), span)
    unit = unit_at(tokens, number.first, _past_of(tokens, number))
    if number.in_digits and is_name(tokens, number.first, number.last, unit):
        return QuantitySaid(*span, number.value, "number", "", "name", span)
    value, unit = _in_millions(tokens, number, unit, _signed(tokens, number, unit))
    return _with_words(tokens, FormAt(*span, value, "number"), unit)


def _past_of(tokens: Tokens, number: NumberAt) -> int:
    """The token at which the unit starts: after "of an" in "two and a quarter of an hour"."""
    at = number.last
    if tokens.words[at] != "of" or number.value == number.value.to_integral():
        return at
    return at + 1 + (tokens.words[at + 1] in {"a", "an"})


def _in_millions(tokens: Tokens, number: NumberAt, unit: UnitAt, value: Decimal) -> tuple[Decimal, UnitAt]:
    """Number and unit, where markets write the magnitude with the currency: "75 USD million", "120 MEUR"."""
    after = tokens.words[unit.last]
    if unit.kind == "money" and number.scale == ONE and after in SCALES:
        return value * SCALES[after], replace(unit, last=unit.last + 1)
    word = tokens.words[number.last]
    code = CURRENCIES.get(word[1:]) if word[:1] == "m" and tokens.written(number.last).isupper() else None
    if code is not None:
        return value * SCALES["million"], UnitAt(code, "money", number.first, number.last + 1)
    return value, unit


def _signed(tokens: Tokens, number: NumberAt, unit: UnitAt) -> Decimal:
    """The number with the minus before it, where there is one."""
    for at in (unit.first, number.first):
        before = tokens.words[at - 1]
        sign = before == "-" and tokens.touches(at) and not (at > 1 and tokens.touches(at - 1))
        if sign or before in {"minus", "negative"}:
            return -number.value
    return number.value


def _with_words(
    tokens: Tokens, form: FormAt, unit: UnitAt, number: tuple[int, int] | None = None
) -> QuantitySaid:
    """The quantity with the hedge and the words of change around it."""
    first, last = min(form.first, unit.first), min(max(form.last, unit.last), len(tokens))
    before, after = hedge_before(tokens, first), hedge_after(tokens, form.last)
    last = max(last, after[1]) if after else last
    hedge = before[0] if before else after[0] if after else None
    change, start, end = (None, first, last) if form.form == "ordinal" else change_around(tokens, first, last)
    return QuantitySaid(
        first, last, form.value, form.form, unit.code, unit.kind, number or (form.first, form.last), form.upper,
        unit.noun, unit.per, hedge, change, min(start, before[1]) if before else start, end,
    )  # fmt: skip
