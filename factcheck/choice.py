"""The choices between readings: one row for each way to understand a claim (semantics §6).

The table is what the check uses and what `GET /v1/rules` shows. A standing says how defensible a way
is: `literal` (the words say it), `accepted` (common usage, as good), `strained` (unusual: it can
turn inconsistent into depends, never consistent into depends), `slip` (holds only if the writer
made a known mistake: computed to help the reader, never counted).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

STANDINGS = ("literal", "accepted", "strained", "slip")
DECIDING = frozenset({"literal", "accepted"})


@dataclass(frozen=True, slots=True)
class Assumption:
    """One choice as it was made. about: the words it is about, where several operands raise it."""

    choice: str
    value: str
    standing: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the table. ways: standing and sentence by value; why: the reason, and who says otherwise."""

    code: str
    when: str
    ways: Mapping[str, tuple[str, str]]
    why: str


_ROWS = (
    Choice(
        "fold",
        "n-fold increase, n times more, higher, larger; n times less, fewer, lower; n times as many",
        {
            "ratio_n": ("literal", "The new amount is n times the old one."),
            "ratio_n_plus_1": (
                "strained",
                "The old amount grew by n times itself, so the new one is n + 1 times it.",
            ),
            "ratio_one_nth": ("accepted", "n times fewer means one n-th of the old amount."),
        },
        "Merriam-Webster holds the ambiguity of 'times more' to be imaginary; Columbia Journalism Review says "
        "'grew threefold' can be three or four times; the Associated Press and Meyer's Precision Journalism disagree.",
    ),
    Choice(
        "percent",
        "a change said in percent or in points",
        {
            "ratio_1_plus_p": ("literal", "p percent more than the old amount."),
            "ratio_p": ("slip", "p percent of the old amount, written as if it were p percent more."),
            "relative": ("literal", "The percentage rose by that part of itself."),
            "points": ("strained", "The percentage rose by that many points."),
            "difference": ("literal", "One percentage less the other, in points."),
            "relative_for_points": ("slip", "The relative change, written as if it were points."),
            "growth_rate": ("literal", "The series is itself a growth rate: its value is looked up."),
        },
        "Percent and percentage points are different units; newsroom stylebooks agree, headlines often do not.",
    ),
    Choice(
        "time_basis",
        "two flows over periods of unequal length are compared",
        {
            "totals": ("literal", "The totals are compared, whatever their periods."),
            "per_year": ("accepted", "Each is spread evenly over its period and compared a year."),
        },
        "Where the words speak of a rate, a pace or a year, each per year is literal and totals are accepted.",
    ),
    Choice(
        "change_base",
        "a change with no reference named",
        {
            "year_before": ("literal", "Against the same period a year before."),
            "period_before": ("accepted", "Against the period before."),
            "annual_means": ("accepted", "The mean of the year against the mean of the year before."),
        },
        "Statistical offices report most changes on a year earlier; some, such as quarterly growth, on the period before.",
    ),
    Choice(
        "newest",
        "a stock or rate with no period, or with now, current",
        {"period": ("literal", "The newest period known on the day it was said.")},
        "A level without a date is the latest known.",
    ),
    Choice(
        "reference_period",
        "a flow with current, now, today's rate; with no period at all only the first",
        {
            "last_complete_year": ("accepted", "The last complete year of the publisher."),
            "in_progress_projected": (
                "accepted",
                "The year in progress: what is stored to date plus the projection for the rest.",
            ),
            "in_progress_annualised": (
                "accepted",
                "The year in progress: what is stored to date, spread over the whole year.",
            ),
            "mean_of_span": ("accepted", "The yearly mean of the span that the claim itself names."),
            "as_it_turned_out": ("accepted", "The year that was in progress, as it turned out later."),
        },
        "Nothing in the words says which year the present rate is taken from; each is in use.",
    ),
    Choice(
        "year",
        "a year named, with a publisher that counts fiscal years",
        {
            "calendar_year": ("literal", "The calendar year."),
            "fiscal_year": ("accepted", "The publisher's fiscal year."),
        },
        "Readers take a year to be a calendar year; agencies and those who quote them often mean the fiscal year.",
    ),
    Choice(
        "last_year",
        "last year; in the last year",
        {
            "previous_calendar_year": ("literal", "The calendar year before."),
            "previous_fiscal_year": ("literal", "The publisher's fiscal year before."),
            "twelve_months": ("accepted", "The twelve months before."),
        },
        "'Last year' is the year before, 'in the last year' the twelve months before; each is also used for the other.",
    ),
    Choice(
        "since",
        "since T",
        {
            "from_the_start": ("literal", "Counted from the start of T."),
            "from_the_end": ("strained", "Counted from the end of T."),
            "first_period": ("literal", "Against the first period of T."),
            "own_figure": ("literal", "Against the figure for T."),
            "mean": ("accepted", "Against the mean over T."),
        },
        "Style guides count T in; some writers count from the end of it.",
    ),
    Choice(
        "between",
        "between two years",
        {
            "both_included": ("literal", "Both years are counted in full."),
            "points_in_time": ("strained", "The two years are points in time."),
        },
        "'Between 2019 and 2021' is ordinarily inclusive in newspapers.",
    ),
    Choice(
        "series",
        "the words match several series",
        {"id": ("literal", "The best match is literal; each of at least 0.8 of its score is accepted.")},
        "A measure in words is an open reference; every close match is named.",
    ),
    Choice(
        "breakdown",
        "the words name a group that the series does not give",
        {"whole": ("strained", "The whole population is taken for the group.")},
        "A figure for everybody says little about a part of them.",
    ),
    Choice(
        "adjustment",
        "a month or quarter of a rate, named by words alone, in a series not adjusted for the season",
        {"not_adjusted": ("strained", "The figure that was not adjusted for the season is taken.")},
        "What is announced and quoted of unemployment is the seasonally adjusted rate.",
    ),
    Choice(
        "prices",
        "growth of gross domestic product, named by words alone, in a series in current prices",
        {"current": ("strained", "The change in current prices is taken, with inflation in it.")},
        "Growth of an economy without more words is real growth, in constant prices.",
    ),
    Choice(
        "area",
        "a name that several areas bear",
        {
            "code": (
                "literal",
                "The one the context points to is literal, others strained; all accepted where nothing points.",
            )
        },
        "America, the Americas, Europe and Georgia each name several areas.",
    ),
    Choice(
        "unit",
        "billion, pound, ton, dollar",
        {"code": ("literal", "As the country of the claim has it; others are strained.")},
        "Units of one name differ from country to country.",
    ),
    Choice(
        "rate_over_period",
        "a rate over a period longer than its stored ones",
        {
            "mean": ("literal", "The mean over the period."),
            "last": ("strained", "The value at the end of the period."),
        },
        "Publishers give yearly rates as means; a value at year end is said as such.",
    ),
    Choice(
        "trend",
        "has risen, has fallen, without a count of periods",
        {
            "end_against_start": ("literal", "The end of the span against its start."),
            "every_step": ("strained", "Every step of the span goes the same way."),
        },
        "'Has fallen since' asserts the outcome, not that it never rose in between.",
    ),
    Choice(
        "pace",
        "lagging, behind, ahead, on track, of a target whose period has not ended",
        {"share_of_time_gone": ("literal", "The target is taken for the share of its time that has gone.")},
        "Whoever speaks of pace before the end compares with what should have been reached by then.",
    ),
    Choice(
        "rounding",
        "a stated number in digits without a hedge",
        {
            "nearest": ("literal", "Rounded to the nearest."),
            "cut_off": ("slip", "Cut off instead of rounded."),
        },
        "Rounding is to the nearest by every style guide; cutting off is a common mistake.",
    ),
)
CHOICES = {row.code: row for row in _ROWS}


def assume(choice: str, value: str, standing: str | None = None) -> Assumption:
    """A choice made in one of its ways, with that way's own standing unless another is given."""
    default, text = CHOICES[choice].ways[value]
    return Assumption(choice, value, standing or default, text)


def weakest(assumptions: Sequence[Assumption]) -> str:
    """The standing of a reading: the weakest of those of its choices."""
    return max((a.standing for a in assumptions), key=STANDINGS.index, default="literal")


def strongest_first(assumptions: Sequence[Assumption]) -> int:
    """A key to sort by: readings of the strongest standing come first."""
    return STANDINGS.index(weakest(assumptions))


def restated(assumptions: Sequence[Assumption], standings: Mapping[str, str]) -> tuple[Assumption, ...]:
    """The assumptions with the standings that a newsroom has set, by "choice.value"."""
    return tuple(replace(a, standing=standings.get(f"{a.choice}.{a.value}", a.standing)) for a in assumptions)
