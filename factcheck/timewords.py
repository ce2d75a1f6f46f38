"""The words of time, resolved from the day on which something was said (semantics §6, §10).

`meanings` gives every defensible meaning with its standing. Only the words and the two calendars (the
year that begins in January, the publisher's fiscal year) decide here; whether figures exist for a
period is the reading's business.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from factcheck.errors import PeriodError
from factcheck.named_time import COUNT, MONTH, Moment, count_of, month_number, named_point
from factcheck.period import (
    FIRST_YEAR,
    LAST_YEAR,
    OPEN_END,
    OPEN_START,
    Period,
    add_months,
    calendar_year,
    fiscal_year,
    in_words,
    month,
    months_from,
    parse_period,
)

LITERAL = "literal"
ACCEPTED = "accepted"
STRAINED = "strained"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to understand words of time.

    kind: "period"; "newest" (the newest period known); "current" (the present level of a flow);
    "relative" (the subject's period moved by `months`). choice, value: the row of the readings
    table and the way taken in it, None where the words leave no choice. to_date: what is stored so
    far will do. named_past: a span that the claim itself treats as over. relative_to_said_on: the
    meaning changes with the day it was said. change: first and last point of a span, for a claim of
    change.
    """

    kind: str
    period: Period | None = None
    choice: str | None = None
    value: str = ""
    standing: str = LITERAL
    text: str = ""
    to_date: bool = False
    named_past: bool = False
    relative_to_said_on: bool = False
    months: int = 0
    at_end: bool = False
    change: tuple[Period, Period] | None = None


_UNIT = r"(?P<unit>day|week|month|quarter|year|decade)s?"
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_LEAD = re.compile(
    r"^(?:(?:in|during|for|over|of|throughout|within|on|as of|at|by|the|calendar|year|end)\s+)+(?=\S)"
)
_END = re.compile(r"\b(?:end of|ended?|stood at|at year[- ]end)\b")
Resolver = Callable[[re.Match[str], Moment], list[Meaning]]


def meanings(words: str, moment: Moment) -> list[Meaning]:
    """Every meaning of the words, literal ones first.

    Raises PeriodError where they are no words of time that we know, or lead out of the calendar.
    """
    try:
        found = _understood(words, moment)
    except PeriodError:
        raise
    except (ValueError, OverflowError) as error:  # what Python's dates say of the year 0
        raise PeriodError(_OUT_OF_CALENDAR.format(words[:80])) from error
    for meaning in found:
        if meaning.period is not None and not _in_calendar(meaning.period):
            raise PeriodError(_OUT_OF_CALENDAR.format(words[:80]))
    return found


_OUT_OF_CALENDAR = f"found {{!r}}; expected a time from the year {FIRST_YEAR} to the year {LAST_YEAR}"


def _in_calendar(period: Period) -> bool:
    begins = period.start == OPEN_START or period.start.year >= FIRST_YEAR - 1
    return begins and (period.end == OPEN_END or period.end.year <= LAST_YEAR + 1)


def _understood(words: str, moment: Moment) -> list[Meaning]:
    text = (
        re.sub(r"(?<!\.)\.$", "", " ".join(words.split()).strip(" ,;"))
        .lower()
        .replace("–", "-")
        .replace("’", "'")
    )
    at_end = bool(_END.search(text))
    bare = _LEAD.sub("", text)
    for candidate in dict.fromkeys((text, bare)):
        for pattern, resolver in _TABLE:
            match = pattern.fullmatch(candidate)
            if match:
                return [replace(meaning, at_end=at_end) for meaning in resolver(match, moment)]
    return [replace(_named(bare, words, moment), at_end=at_end)] if bare else []


def _split_year(text: str, moment: Moment) -> Period | None:
    """A fiscal year named by the two calendar years it lies in; "2011-12" stays the month of ISO 8601."""
    match = re.fullmatch(r"(\d{4})(?:/|-(?!0|1[0-2]))(\d{2})", text)
    if match is None or moment.fiscal == 1 or (int(match[1]) + 1) % 100 != int(match[2]):
        return None
    return fiscal_year(int(match[1]) + 1, moment.fiscal)


def _named(text: str, words: str, moment: Moment) -> Meaning:
    """A period by its name alone: ISO, "FY2022", "2021/22" or "June 2022"."""
    spoken = named_point(text, moment) or _split_year(text, moment)
    if spoken is not None:
        return Meaning("period", spoken)
    try:
        period = parse_period(text.upper(), moment.fiscal)
    except PeriodError as error:
        raise PeriodError(
            f'found {words[:80]!r}; expected a period such as "2022", "2022-06", "2017-10/2022-06", '
            '"FY2022", "June 2022", "last year", "since 2017" or "current"'
        ) from error
    span = "/" in text
    return Meaning(
        "period", period, named_past=span and _past(period, moment), to_date=period.end == OPEN_END,
        change=_ends(text, moment) if span else None, relative_to_said_on=period.end == OPEN_END,
    )  # fmt: skip


def _past(period: Period, moment: Moment) -> bool:
    """Whether a span is spoken of as over: its last month has at least begun."""
    last_month_begins = period.last_day.replace(day=1)
    return last_month_begins <= moment.said_on


def _ends(text: str, moment: Moment) -> tuple[Period, Period] | None:
    first, _, second = text.partition("/")
    if ".." in (first.strip(), second.strip()):
        return None
    return parse_period(first.upper(), moment.fiscal), parse_period(second.upper(), moment.fiscal)


def _current(_match: re.Match[str], _moment: Moment) -> list[Meaning]:
    return [Meaning("current", relative_to_said_on=True)]


def _year(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """A year by its number: the calendar year, and with a publisher that counts fiscal years also the fiscal one."""
    year = int(match["year"])
    calendar = Meaning("period", calendar_year(year))
    if moment.fiscal_month in (None, 1):
        return [calendar]
    return [
        replace(calendar, choice="year", value="calendar_year", text=f"{year} is the calendar year."),
        Meaning("period", fiscal_year(year, moment.fiscal), "year", "fiscal_year", ACCEPTED,
                f"{year} is the fiscal year {year}, which the publisher counts."),
    ]  # fmt: skip


def _last_year(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """The previous year and the twelve months before: which of them is literal depends on the words."""
    year_before = [("previous_calendar_year", calendar_year(moment.said_on.year - 1))]
    if moment.fiscal_month not in (None, 1):
        year_before.append(
            ("previous_fiscal_year", fiscal_year(moment.fiscal_year_in_progress() - 1, moment.fiscal))
        )
    this_month = moment.said_on.replace(day=1)
    twelve = ("twelve_months", Period(add_months(this_month, -12), this_month))
    rolling = match["rolling"] is not None
    ways = [twelve, *year_before] if rolling else [*year_before, twelve]
    literal = {"twelve_months"} if rolling else {"previous_calendar_year", "previous_fiscal_year"}
    return [
        Meaning("period", period, "last_year", value, LITERAL if value in literal else ACCEPTED,
                f"\"{match[0]}\" is {in_words(period)}.", relative_to_said_on=True)
        for value, period in ways
    ]  # fmt: skip


def _neighbour(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """This, last or next month, quarter, fiscal year … and this year, which is in progress."""
    step = {"this": 0, "last": -1, "previous": -1, "next": 1}[match["which"]]
    if match["unit"] == "fiscal year":
        period = fiscal_year(moment.fiscal_year_in_progress() + step, moment.fiscal)
    elif match["unit"] == "week":
        monday = moment.said_on.toordinal() - moment.said_on.weekday() + 7 * step
        period = Period(date.fromordinal(monday), date.fromordinal(monday + 7))
    else:
        months = _MONTHS_IN[match["unit"]]
        first = (moment.said_on.month - 1) // months * months + 1
        period = months_from(add_months(date(moment.said_on.year, first, 1), months * step), months)
    return [Meaning("period", period, to_date=step == 0, relative_to_said_on=True)]


def _so_far(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """The year in progress, as far as it has come."""
    calendar = Meaning("period", calendar_year(moment.said_on.year), to_date=True, relative_to_said_on=True)
    if moment.fiscal_month in (None, 1) and "fiscal" not in match[0]:
        return [calendar]
    fiscal = replace(calendar, period=fiscal_year(moment.fiscal_year_in_progress(), moment.fiscal))
    if "fiscal" in match[0]:
        return [fiscal]
    return [
        replace(calendar, choice="year", value="calendar_year", text="The year is the calendar year."),
        replace(fiscal, choice="year", value="fiscal_year", standing=ACCEPTED,
                text="The year is the publisher's fiscal year."),
    ]  # fmt: skip


def _rolling(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """The last, or the next, so many units of time, in whole months where the unit is a month or more."""
    count, unit = count_of(match), match["unit"]
    ahead = match["way"] in {"next", "coming", "following"}
    if unit in {"day", "week"}:
        days = count * (7 if unit == "week" else 1)
        today = moment.said_on.toordinal()
        first, end = (today + 1, today + 1 + days) if ahead else (today - days, today)
        return [
            Meaning(
                "period",
                Period(date.fromordinal(max(first, 1)), date.fromordinal(end)),
                relative_to_said_on=True,
            )
        ]
    this_month = moment.said_on.replace(day=1)
    months = count * _MONTHS_IN[unit]
    start = add_months(this_month, 1) if ahead else add_months(this_month, -months)
    return [Meaning("period", months_from(start, months), relative_to_said_on=True)]


def _since(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """From the start of T, literal, or from its end, strained; for a change T itself is the base."""
    named = meanings(match["t"], moment)[0]
    then = named.period
    if then is None:
        raise PeriodError(f'found {match[0]!r}; expected a date after "since", such as "since 2017"')
    open_from = Meaning("period", Period(then.start, OPEN_END), "since", "from_the_start",
                        text=f"\"{match[0]}\" counts from the start of {in_words(then)}.",
                        to_date=True, relative_to_said_on=True, change=(then, then))  # fmt: skip
    after = replace(open_from, period=Period(then.end, OPEN_END), value="from_the_end", standing=STRAINED,
                    text=f"\"{match[0]}\" counts from the end of {in_words(then)}.")  # fmt: skip
    return [open_from, after]


def _span(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """From A to B, both included."""
    first, second = (
        named_point(match[name].removeprefix("the "), moment)
        or parse_period(match[name].upper(), moment.fiscal)
        for name in ("a", "b")
    )
    period = Period(first.start, second.end)
    return [Meaning("period", period, named_past=_past(period, moment), change=(first, second))]


def _between(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """From A to B, both included; two years may also be two points in time."""
    whole = _span(match, moment)[0]
    if not (whole.change and match["a"].isdigit() and match["b"].isdigit()):
        return [whole]
    first, second = whole.change
    points = Period(first.end, second.end)
    return [
        replace(whole, choice="between", value="both_included", text="Both years are counted in full."),
        Meaning("period", points, "between", "points_in_time", STRAINED,
                "The years are two points in time: what came between their ends.",
                named_past=whole.named_past, change=(first, second)),
    ]  # fmt: skip


def _bare_month(match: re.Match[str], moment: Moment) -> list[Meaning]:
    """A month without a year: the last one of that name that has begun."""
    number = month_number(match["month"])
    year = moment.said_on.year - (1 if number > moment.said_on.month else 0)
    return [Meaning("period", month(year, number), relative_to_said_on=True)]


def _ever(_match: re.Match[str], _moment: Moment) -> list[Meaning]:
    return [Meaning("period", Period(OPEN_START, OPEN_END), to_date=True)]


def _yesterday(_match: re.Match[str], moment: Moment) -> list[Meaning]:
    today = moment.said_on
    return [
        Meaning("period", Period(date.fromordinal(today.toordinal() - 1), today), relative_to_said_on=True)
    ]


def _before(match: re.Match[str], _moment: Moment) -> list[Meaning]:
    """A year (month …) before the period of the subject."""
    return [Meaning("relative", months=-_MONTHS_IN[match["unit"]])]


_WHEN = r"[\w ,.-]{2,30}?"
_TABLE: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), resolver)
    for pattern, resolver in (
        (r"(?:the )?current(?:ly)?(?: (?:rate|level|pace|year))?|now|nowadays|(?:at )?present", _current),
        (r"today(?:'s)?(?: rate| level| pace)?|(?:at )?the moment", _current),
        (r"(?P<year>\d{4})", _year),
        (r"last year(?P<rolling>$.)?", _last_year),
        (
            r"(?P<rolling>(?:in |over |during |within |for )?the (?:last|past) year|(?:over )?past year)",
            _last_year,
        ),
        (
            r"so far this (?:fiscal )?year|(?:fiscal )?year to date|this (?:fiscal )?year(?: so far)?|ytd",
            _so_far,
        ),
        (
            r"(?P<which>this|last|previous|next) (?P<unit>week|month|quarter|year|fiscal year|decade)",
            _neighbour,
        ),
        (rf"(?:the )?(?P<way>last|past|previous|next|coming|following) {COUNT} {_UNIT}", _rolling),
        (rf"(?:the )?(?P<way>last|past)(?P<n>) {_UNIT}", _rolling),
        (rf"(?:ever )?since (?P<t>{_WHEN})", _since),
        (rf"between (?P<a>{_WHEN}) and (?P<b>{_WHEN})", _between),
        (rf"(?:from )?(?P<a>{_WHEN}) (?:through|to|until|till) (?P<b>{_WHEN})", _span),
        (r"(?:from )?(?P<a>\d{4}) ?- ?(?P<b>\d{4})", _span),
        (rf"(?:last )?{MONTH}", _bare_month),
        (r"(?:on|in) (?:record|history)|ever|all time|record|history|time", _ever),
        (r"yesterday", _yesterday),
        (r"(?:a|one|the) (?P<unit>month|quarter|year) (?:earlier|before|ago)", _before),
        (r"(?:the )?(?:previous|prior|preceding) (?P<unit>month|quarter|year)", _before),
    )
)
