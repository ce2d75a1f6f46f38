"""The small parts of the core, where the cases do not reach: what they refuse, and their own laws."""

from datetime import date
from decimal import Decimal

import pytest

from factcheck.check import Asked, check
from factcheck.choice import CHOICES, STANDINGS, Assumption, restated
from factcheck.claim import Leaf
from factcheck.comparability import WARNINGS
from factcheck.errors import ClaimError, QuantityError
from factcheck.evidence import Evidence
from factcheck.interval import INFINITY, Interval, divide, multiply, over, plain, point, significant, subtract
from factcheck.needed import needed
from factcheck.peers import moved_safely
from factcheck.period import Period
from factcheck.quantity import Quantity
from factcheck.relations import RELATIONS
from factcheck.rules import rules
from factcheck.unit import comparable, same_population, singular_of, unit_named
from schemas.check_request import load_request

D = Decimal


def test_an_interval_has_its_low_end_first() -> None:
    with pytest.raises(ValueError, match="above"):
        Interval(D(2), D(1))


def test_intervals_meet_in_more_than_an_end() -> None:
    assert Interval(D(1), D(3)).meets(Interval(D(2), D(4)))
    assert not Interval(D(1), D(2)).meets(Interval(D(2), D(3)))
    assert point(D(2)).meets(Interval(D(2), D(3)))
    assert not point(D(2)).meets(Interval(D(2), D(3), low_included=False))
    assert point(D(2)).meets(point(D(2)))
    assert not Interval(D(2), D(2), low_included=False).meets(point(D(2)))


def test_nothing_is_divided_by_what_may_be_zero() -> None:
    assert divide(point(D(1)), Interval(D(-1), D(1))) is None
    assert divide(point(D(1)), Interval(D(0), D(1))) is None
    assert divide(Interval(D(2), D(4)), Interval(D(-2), D(-1))) == Interval(D(-4), D(-1))
    assert divide(Interval(D(1), INFINITY), Interval(D(1), INFINITY)) == Interval(D(0), INFINITY)
    assert divide(Interval(D(1), INFINITY), Interval(-INFINITY, D(-1))) == Interval(-INFINITY, D(0))


def test_arithmetic_on_intervals_without_an_end() -> None:
    assert subtract(Interval(D(1), INFINITY), Interval(D(1), INFINITY)) == Interval(-INFINITY, INFINITY)
    assert multiply(Interval(D(0), INFINITY), point(D(0))) == point(D(0))
    assert over(D(5), INFINITY) == 0


def test_a_quotient_has_twenty_digits_rounded_half_to_even() -> None:
    assert plain(over(D(2), D(3))) == "0.66666666666666666667"
    assert plain(significant(D("2.5"), 1)) == "2"
    assert plain(D("1E+3")) == "1000"
    assert plain(D("-0.0")) == "0"


REFUSED = [
    {"form": "guess"},
    {"amount": D("NaN")},
    {"amount": D("Infinity")},
    {"form": "k_in", "out_of": D(0)},
    {"amount": D(5), "upper": Quantity(D(4))},
]


@pytest.mark.parametrize("parts", REFUSED, ids=str)
def test_a_quantity_refuses_parts_that_do_not_fit(parts: dict[str, object]) -> None:
    with pytest.raises(QuantityError, match="expected"):
        Quantity(**{"amount": D(1), **parts})  # type: ignore[arg-type]


def test_a_leaf_is_an_amount_a_series_or_a_measure() -> None:
    with pytest.raises(ClaimError, match="/subject"):
        Leaf("/subject")


SINGULAR = {"people": "person", "women": "woman", "cities": "city", "crashes": "crash", "classes": "class", "taxes": "tax",
            "buses": "bus", "crisis": "crisis", "gas": "gas", "law enforcement actions": "law enforcement action",
            "series": "series", "lives": "life", "ties": "tie", "dress": "dress"}  # fmt: skip


@pytest.mark.parametrize(("plural", "singular"), SINGULAR.items())
def test_a_noun_in_the_singular(plural: str, singular: str) -> None:
    assert singular_of(plural) == singular


COMPARABLE = [
    ("people", "arrests", True), ("km", "miles", True), ("kg", "tonnes", True), ("USD", "USD", True),
    ("USD", "EUR", False), ("percent", "percentage points", False), ("km", "kg", False),
    ("°C", "°F", False), ("", "EUR", True), ("percent", "people", False),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "wanted"), COMPARABLE)
def test_which_units_compare(a: str, b: str, wanted: bool) -> None:
    assert comparable(unit_named(a), unit_named(b)) is wanted
    assert comparable(unit_named(b), unit_named(a)) is wanted


def test_nouns_for_people_count_within_people() -> None:
    assert same_population(unit_named("people"), unit_named("refugees"))
    assert same_population(unit_named("refugees"), unit_named("people"))
    assert not same_population(unit_named("people"), unit_named("arrests"))
    assert not same_population(unit_named("refugees"), unit_named("officers"))


def test_the_rules_shown_are_the_tables_in_force() -> None:
    shown = rules()
    assert [row["code"] for row in shown["relations"]] == list(RELATIONS)
    assert {row["code"] for row in shown["warnings"]} == set(WARNINGS)
    assert {row["code"]: {v["value"]: v["standing"] for v in row["values"]} for row in shown["choices"]} == {
        code: {value: standing for value, (standing, _) in row.ways.items()} for code, row in CHOICES.items()
    }
    assert all(row["why"] and row["when"] for row in shown["choices"])


def test_every_way_of_every_choice_has_a_standing() -> None:
    assert {standing for row in CHOICES.values() for standing, _ in row.ways.values()} <= set(STANDINGS)


def test_a_newsroom_may_set_another_standing() -> None:
    assumed = (
        Assumption("fold", "ratio_n_plus_1", "strained", ""),
        Assumption("fold", "ratio_n", "literal", ""),
    )
    changed = restated(assumed, {"fold.ratio_n_plus_1": "accepted"})
    assert [assumption.standing for assumption in changed] == ["accepted", "literal"]


def test_a_standing_that_a_newsroom_sets_decides() -> None:
    """Whoever holds "a threefold increase" to be four times as good as three (semantics §6)."""
    claim = {
        "relation": "multiple",
        "stated": "a threefold increase",
        "subject": {"amount": "3,003", "unit": "people"},
        "reference": {"amount": "1,001", "unit": "people"},
    }
    request = load_request({"claim": claim, "context": {"said_on": "2024-05-01"}}, date(2024, 5, 2))
    usual = check(request.claim, Evidence(), request.context, Asked(date(2024, 5, 2)))
    own = (("fold.ratio_n_plus_1", "accepted"),)
    changed = check(request.claim, Evidence(), request.context, Asked(date(2024, 5, 2), standings=own))
    assert (usual.verdict, changed.verdict) == ("consistent", "depends")
    assert [reading.standing for reading in changed.readings] == ["literal", "accepted"]


def test_what_must_be_there_is_given_back_or_named() -> None:
    assert needed(3, "count") == 3
    with pytest.raises(ValueError, match="found no count"):
        needed(None, "count")


def test_a_period_is_moved_no_further_than_the_calendar_goes() -> None:
    second, span = Period(date(2, 1, 1), date(3, 1, 1)), Period(date(2, 1, 1), date(5, 1, 1))
    assert not span.covers(moved_safely(second, -2, span))
    assert moved_safely(second, 1, span) == Period(date(3, 1, 1), date(4, 1, 1))
