"""What a series is, and the claim does not ask for: its unit, kind, breakdown, area, period, frequency, publisher."""

from decimal import Decimal

from factcheck.series import Series
from factcheck.unit import AMBIGUOUS, comparable, meanings, unit_of_words
from matching.asked import Asked
from matching.described import Described
from matching.vocabulary import Vocabulary, stems_of

A_PART, OTHER_UNIT, OTHER_KIND = Decimal("0.4"), Decimal("0.3"), Decimal("0.5")
OTHER_THINGS = Decimal("0.6")
OTHER_ROLE, OTHER_AREA, OTHER_PERIOD, TOO_SELDOM = (
    Decimal("0.6"),
    Decimal("0.7"),
    Decimal("0.85"),
    Decimal("0.85"),
)
REPUBLISHED = Decimal("0.97")
REPUBLISHERS = frozenset({"datacommons", "dc", "fred", "stlouisfed"})
LEAST_DAYS = {"day": 1, "week": 7, "month": 28, "quarter": 89, "year": 360, "fiscal_year": 360}


def misfits(asked: Asked, one: Described, known: Vocabulary) -> list[tuple[Decimal, str]]:
    """What of the series does not fit what is asked, each with the factor that it takes away, and said in words."""
    series = one.series
    rows = [
        (_is_a_part(asked, series, known), A_PART, f"it counts only a part: {series.breakdown}"),
        (_in_other_unit(asked, series), OTHER_UNIT, f"it counts {series.unit}, and the claim does not"),
        (
            _of_other_things(asked, series, known),
            OTHER_THINGS,
            f"it counts things of another kind: {series.unit}",
        ),
        (
            _of_other_kind(asked, series),
            OTHER_KIND,
            f"it is a {series.stock_flow}, and the claim says otherwise",
        ),
        (_in_other_role(asked, series), OTHER_ROLE, f"its areas are those of {series.area_role}"),
        (_elsewhere(asked, one), OTHER_AREA, _where(asked)),
        (_at_other_time(asked, one), OTHER_PERIOD, "its figures do not reach the period"),
        (_too_seldom(asked, series), TOO_SELDOM, f"its figures are by {series.frequency.replace('_', ' ')}"),
        (series.publisher.id in REPUBLISHERS, REPUBLISHED, f"{series.publisher.name} republishes it"),
    ]
    return [(factor, text) for takes, factor, text in rows if takes]


def _is_a_part(asked: Asked, series: Series, known: Vocabulary) -> bool:
    """Whether the series is broken down in a way that nobody asked for."""
    if not series.breakdown or any(one.is_told_of(series) for one in asked.origins):
        return False
    return not set(stems_of(known.read(series.breakdown))) <= set(stems_of(known.read(asked.words)))


def _in_other_unit(asked: Asked, series: Series) -> bool:
    if asked.unit is None:
        return False
    meant = meanings(asked.unit.code, None) if asked.unit.code in AMBIGUOUS else [asked.unit]
    return not any(comparable(one, unit_of_words(series.unit)) for one in meant)


def _of_other_things(asked: Asked, series: Series, known: Vocabulary) -> bool:
    """Whether the series counts something else than people that the words do not name: migrants are no encounters."""
    unit = unit_of_words(series.unit)
    if unit.kind != "count" or series.unit == "person":
        return False
    return set(stems_of(known.read(series.unit))).isdisjoint(stems_of(known.read(asked.words)))


def _of_other_kind(asked: Asked, series: Series) -> bool:
    return asked.stock_flow is not None and asked.stock_flow != series.stock_flow


def _in_other_role(asked: Asked, series: Series) -> bool:
    """Whether "from X" meets a series whose areas are where people are, or "in X" one of where they come from."""
    roles = {"origin": {"origin"}, "here": {"asylum", "place"}}.get(asked.role or "")
    return roles is not None and series.area_role not in roles


def _elsewhere(asked: Asked, one: Described) -> bool:
    return bool(asked.areas) and not one.covered and not one.titled


def _where(asked: Asked) -> str:
    return f"it has no figures for {asked.area}" + ("" if asked.given else ", where the claim was made")


def _at_other_time(asked: Asked, one: Described) -> bool:
    spans = list(one.covered.values()) or ([one.span] if one.span else [])
    period = asked.period
    if period is None or not spans:
        return False
    return all(period.end <= span.start or period.start >= span.end for span in spans)


def _too_seldom(asked: Asked, series: Series) -> bool:
    """Whether the period asked is shorter than those of the series, and the series no stock of its end."""
    period = asked.period
    if period is None or period.open_ended or series.stock_flow == "stock":
        return False
    return (period.end - period.start).days < LEAST_DAYS[series.frequency]
