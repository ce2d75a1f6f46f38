"""What holds of every claim and every figure, whatever they are."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import orjson
from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from factcheck.hedge import HEDGES
from factcheck.interval import INFINITY, plain
from factcheck.period import Period, months_from, parse_period
from factcheck.quantity import Quantity
from factcheck.reach import Situation, reach_of
from factcheck.unit import Unit
from schemas.errors import BodyError
from schemas.quantity import QuantityField, dump_quantity
from tests.cases.pencil import faults
from tests.factcheck.claims import answer, figures_of, maker
from wording import read_quantity

QUICK = settings(max_examples=100, deadline=None, derandomize=True)
# A seed makes a whole claim: a smaller seed is no simpler claim, so nothing is to be had from shrinking.
SEEDED = settings(
    QUICK, max_examples=400, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
SEEDS = st.integers(0, 1_000_000)


@SEEDED
@given(SEEDS)
@example(7118)  # the year 1, of a publisher that counts fiscal years
@example(20)  # a trend over a year of a subject of nine thousand years
def test_no_valid_claim_raises_and_each_answer_computes_again(seed: int) -> None:
    of = maker(seed)
    claim, context, options = of.claim(), of.context(), of.options()
    try:
        document = answer(claim, figures_of(of.rows(claim)), context, options)
    except BodyError:  # words that state no quantity on that day: a documented result
        return
    assert not list(faults(orjson.loads(orjson.dumps(document)))), claim


@settings(SEEDED, max_examples=80)
@given(SEEDS)
def test_a_verdict_does_not_depend_on_the_order_of_figures(seed: int) -> None:
    of = maker(seed)
    claim, context = of.claim(), of.context()
    some = of.rows(claim)
    shuffled = random.Random(seed).sample(some, len(some))
    try:
        first, second = (answer(claim, figures_of(rows), context) for rows in (some, shuffled))
    except BodyError:
        return
    assert first["verdict"] == second["verdict"]
    assert [r["computed"] for r in first["readings"]] == [r["computed"] for r in second["readings"]]


@settings(SEEDED, max_examples=80)
@given(SEEDS)
def test_a_claim_as_understood_gives_the_same_digest(seed: int) -> None:
    of = maker(seed)
    claim, context, options = of.claim(), of.context(), of.options()
    figures = figures_of(of.rows(claim))
    try:
        first = answer(claim, figures, context, options)
    except BodyError:
        return
    again = answer(first["claim"], figures, first["context"], options)
    assert again["digest"] == first["digest"]


_RATIO = st.sampled_from(["multiple", "percent_change", "share"])
_DIGITS = st.integers(1, 99_999)


@QUICK
@given(
    _RATIO,
    st.sampled_from(["tripled", "a threefold increase", "up 40%", "half", "cut by a third", "more than 20%"]),
    _DIGITS,
    _DIGITS,
)
def test_ten_times_every_amount_keeps_the_verdict_of_a_ratio(
    relation: str, stated: str, a: int, b: int
) -> None:
    def verdict(factor: int) -> Any:
        some = [
            f"arrivals,t:n,person,flow,year,,,,,,,{p},{v * factor},,,,actual,final,2023-02-01"
            for p, v in (("2022", a), ("2021", b))
        ]
        later, earlier = ({"series": "arrivals", "period": period} for period in ("2022", "2021"))
        claim = {"relation": relation, "stated": stated, "subject": later, "reference": earlier}
        return answer(claim, figures_of(some))["verdict"]

    assert verdict(1) == verdict(10)


@QUICK
@given(
    _RATIO,
    st.sampled_from(["tripled", "a threefold increase", "up 40%", "half"]),
    st.integers(1, 99),
    st.integers(1, 99),
    st.integers(1, 3),
)
def test_ten_times_every_round_amount_keeps_the_verdict_of_a_ratio(
    relation: str, stated: str, a: int, b: int, zeros: int
) -> None:
    """Of amounts whose last digit kept is the same in place, so that they are as round as before."""

    def verdict(zeros: int) -> Any:
        subject, reference = ({"amount": f"{n}00{'0' * zeros}", "unit": "people"} for n in (a, b))
        claim = {"relation": relation, "stated": stated, "subject": subject, "reference": reference}
        return answer(claim, figures_of([]))["verdict"]

    assert verdict(0) == verdict(zeros)


_UNITS = st.sampled_from(
    [
        Unit("person", "count"),
        Unit("EUR", "money"),
        Unit("percent", "percent"),
        Unit("percentage point", "points"),
    ]
)
_HEDGE = st.sampled_from([None, *HEDGES])


@QUICK
@given(st.integers(1, 99_999), st.integers(0, 6), _UNITS)
@example(105, 0, Unit("person", "count"))
def test_dropping_a_digit_never_narrows_an_interval(number: int, zeros: int, unit: Unit) -> None:
    """ "5,340" put less exactly, as "5,300": the interval is as wide or wider."""
    text = f"{number}{'0' * zeros}"
    significant = len(str(number).rstrip("0"))
    assume(significant > 1)
    rounded = (
        Decimal(text).scaleb(-len(text)).quantize(Decimal(1).scaleb(-(significant - 1))).scaleb(len(text))
    )
    fine, coarse = (read_quantity(plain(n)) for n in (Decimal(text), rounded))
    widths = [reach_of(_in(q, unit), Situation()).interval.width for q in (fine, coarse)]
    assume(
        fine.amount >= 100 or coarse.amount < 100
    )  # 99.6 % rounded to 100 % crosses from one rule to another
    assert widths[1] >= widths[0] or abs(coarse.amount) < abs(
        fine.amount
    )  # 5 % of the smaller number may be less
    # … and never so much narrower that the rounding itself could not explain it:
    assert widths[1] >= widths[0] * Decimal("0.9")


def _in(quantity: Quantity, unit: Unit) -> Quantity:
    return replace(quantity, unit=unit)


@QUICK
@given(st.integers(1, 999), st.integers(1, 6))
def test_dropping_a_decimal_never_narrows_an_interval(number: int, decimals: int) -> None:
    fine = read_quantity(f"{number}.{'5' * decimals}")
    coarse = read_quantity(f"{number}.{'5' * (decimals - 1)}" if decimals > 1 else f"{number}")
    first, second = (reach_of(_in(q, Unit("EUR", "money")), Situation()).interval for q in (fine, coarse))
    assert second.width >= first.width


@QUICK
@given(st.integers(1, 10**7), _HEDGE, _UNITS, st.booleans())
def test_a_hedge_holds_what_it_must(number: int, hedge: str | None, unit: Unit, share: bool) -> None:
    """§3: around the number, from below to it, or from it on, and never an empty interval."""
    assume(not (share and (unit.kind != "percent" or number > 100)))
    quantity = replace(read_quantity(str(number)), unit=unit, hedge=hedge)
    reach = reach_of(quantity, Situation(share=share))
    a = Decimal(number)
    assert reach.interval.low <= reach.firm.low <= reach.firm.high <= reach.interval.high
    if hedge in {None, "about", "exactly", "at least", "at most", "nearly", "as many as"}:
        assert reach.interval.holds(a)
    if hedge == "about":
        plain_reach = reach_of(replace(quantity, hedge=None), Situation(share=share)).interval
        assert plain_reach.inside(reach.interval)
    if hedge in {"more than", "at least"}:
        assert reach.interval.high == INFINITY
        assert reach.interval.holds(a + 1)
        assert not reach.interval.holds(a * Decimal("0.98") - 1)
    if hedge in {"less than", "at most"}:
        assert not reach.interval.holds(a * Decimal("1.02") + 1)
        assert reach.interval.holds(a / 2)
    if hedge in {"nearly", "as many as"}:
        assert reach.interval.low == a * Decimal("0.9")
    if hedge == "just over":
        assert reach.interval.high == a * Decimal("1.1")


@QUICK
@given(st.integers(0, 10**9), st.integers(0, 40), st.booleans())
def test_a_plain_decimal_reads_back(number: int, places: int, negative: bool) -> None:
    value = Decimal(-number if negative else number).scaleb(-places)
    assert Decimal(plain(value)) == value
    assert plain(Decimal(plain(value))) == plain(value)
    assert "E" not in plain(value).upper()


_DAYS = st.dates(date(1000, 1, 1), date(9978, 12, 31))  # and 4,000 days more are still in the calendar


@QUICK
@given(_DAYS, st.integers(1, 4000))
@example(date(1000, 1, 1), 31)
@example(date(2020, 2, 1), 29)
@example(date(9978, 1, 1), 4000)
def test_a_period_reads_back(start: date, days: int) -> None:
    period = Period(start, start + timedelta(days=days))
    again = parse_period(period.label)
    assert (again.start, again.end) == (period.start, period.end)
    assert again.label == period.label


@QUICK
@given(st.integers(1000, 9970), st.integers(1, 12), st.integers(1, 240))
def test_a_period_of_months_reads_back(year: int, month: int, months: int) -> None:
    period = months_from(date(year, month, 1), months)
    assert parse_period(period.label) == period


@settings(SEEDED, max_examples=250)
@given(SEEDS)
def test_a_quantity_reads_back(seed: int) -> None:
    """As told in an answer it is understood as the same quantity, so that the claim may be sent again."""
    of = maker(seed)
    field = QuantityField()
    stated = of.stated(of.one(("equals", "multiple", "share", "rank", "trend", "rate")))
    try:
        quantity = field.deserialize(stated)
    except ValidationError:  # no quantity of that unit: refused in words
        return
    told = dump_quantity(quantity)
    told.pop("evaluative", None)
    again = field.deserialize(told)
    for situation in (Situation(), Situation(share=True), Situation(measured=True), Situation(fixed=True)):
        assert reach_of(again, situation) == reach_of(quantity, situation)
    assert (again.value, again.unit, again.hedge, again.direction) == (
        quantity.value, quantity.unit, quantity.hedge, quantity.direction,
    )  # fmt: skip
