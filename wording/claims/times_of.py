"""Which of the times in a sentence a claim is about."""

import re

from wording.claims.sentence import Sentence
from wording.claims.verbs import SUPERLATIVE
from wording.lexicon import word_sets
from wording.times import TimeSaid

_WORDS = word_sets("claims", "times_of")

_SAYING = _WORDS["saying"]


def period_of(sentence: Sentence, first: int, last: int, until: int | None = None) -> tuple[str | None, int]:
    """The period of what stands in the tokens [first, last), and the token after the words that say it.

    The nearest time after it that no other amount parts from it, else the nearest before it.
    until: the token from which on times belong to something else, such as the other side of a comparison.
    """
    times = [time for time in sentence.times if until is None or time[0] < until]
    after = [
        time
        for time in times
        if last <= time[0]
        and _free(sentence, last, time[0])
        and words_of(sentence, time)
        and not _of_a_record(sentence, time)
        and not (_in_an_aside(sentence, first, last) and "," in sentence.words[last : time[0]])
    ]
    if after:
        return words_of(sentence, after[0]), after[0][1]
    inside = [time for time in times if first <= time[0] < last and words_of(sentence, time)]
    if inside:
        return words_of(sentence, inside[0]), max(last, inside[0][1])
    before = [
        time
        for time in times
        if time[1] <= first and words_of(sentence, time) and not _of_the_saying(sentence, time)
    ]
    if before and _free(sentence, before[-1][1], first):
        return words_of(sentence, before[-1]), last
    return None, last


def _in_an_aside(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the tokens stand between the commas of "Kenya, a country of 55 million people, votes in August"."""
    start, end = sentence.clause(first)[0], sentence.clause(last)[1]
    return (
        sentence.words[start - 1 : start] == [","]
        and start > sentence.first
        and sentence.words[start] in _ASIDE
        and sentence.words[end : end + 1] == [","]
    )


_ASIDE = frozenset({"a", "an", "with", "the", "home"})


def _of_a_record(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> bool:
    """Whether the time is that of "the lowest since August 2020"."""
    near = range(time[0] - 1, max(sentence.first, time[0] - OF_A_RECORD), -1)
    at = next((k for k in near if sentence.words[k] == "since" or sentence.time_at(k)), time[0])
    at = at if sentence.words[at] == "since" else time[0]
    once = sentence.words[at - 1] == "time" and sentence.words[at - 2] in {"first", "only"}
    return once or sentence.words[at - 1] in SUPERLATIVE | {"low", "high"}


_PRICES = frozenset({"dollars", "dollar", "prices", "us", "u.s.", "us$", "$", "euros"})
OF_A_RECORD = 6  # tokens between "the fewest since" and a time: "since the program began in 1980"
# What counts from the period of the claim before it, not from the day it was said.
YEAR_BEFORE = "the year before"
_SAYS_BEFORE = frozenset(
    {
        "a year earlier",
        "the previous year",
        "one year earlier",
        "the prior year",
        "previous year",
        "prior year",
    }
)
_EARLIER = frozenset({"before", "earlier", "prior"})


def words_of(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> str | None:
    """The period in the words that a check reads; None where it is none, or a bare "the year", which names nothing."""
    said = sentence.tokens.plain.low[time[2].start : time[2].end]
    if said in _SAYS_BEFORE or (
        said in {"year", "a year", "the year"} and sentence.words[time[1]] in _EARLIER
    ):
        return YEAR_BEFORE
    if said == "current" and sentence.words[time[1]] in _PRICES:
        return None  # "in current dollars"
    if is_base_year(sentence, time):
        return None
    if said in {"year", "the year"} or time[2].kind not in {"date", "period"}:
        return None
    words = _year_that_ended(sentence, time) or time[2].words
    nearest = max((other[1] for other in sentence.times if other[1] <= time[0]), default=sentence.first)
    led = sentence.words[max(nearest, time[0] - SINCE_REACH) : time[0]]
    if (
        words
        and "since" in led
        and "," not in led[led.index("since") :]
        and words[:1].isdecimal()
        and "/" not in words
    ):
        return f"since {words}"  # "since taking office in January 2021"
    return words


def is_base_year(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> bool:
    """Whether it is the year of some prices: "in 2015 dollars"."""
    return sentence.words[time[1] - 1].isdecimal() and sentence.words[time[1]] in _PRICES


SINCE_REACH = 5  # tokens


_MONTH = re.compile(r"(\d{4})-(\d{2})")


def _year_that_ended(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> str | None:
    """The twelve months of "the year that ended in September 2022"."""
    before = sentence.words[max(sentence.first, time[0] - 5) : time[0]]
    month = _MONTH.fullmatch(time[2].words or "")
    if month is None or "year" not in before or _ENDED.isdisjoint(before[before.index("year") :]):
        return None
    first = int(month[1]) * 12 + int(month[2]) - 12
    return f"{first // 12:04}-{first % 12 + 1:02}/{month[0]}"


_ENDED = frozenset({"ended", "ending", "ends"})


def _of_the_saying(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> bool:
    """Whether the time is when somebody spoke: "Biden on Friday said"."""
    return (
        sentence.has(_SAYING, time[1], time[1] + 1) is not None
        or sentence.has(_SAYING, time[0] - 2, time[0]) is not None
    )


def _free(sentence: Sentence, first: int, last: int) -> bool:
    """Whether no other amount stands in the tokens [first, last)."""
    between = [
        q
        for q in sentence.quantities
        if first <= q.first < last and q.kind not in {"duration", "name", "ordinal", "age"}
    ]
    return not between and all(sentence.words[k] != ";" for k in range(first, last))


def span_since(sentence: Sentence, at: int) -> tuple[str | None, int]:
    """The span that a superlative or a trend is said of: "since 1980", "in 40 years"; and the token after it."""
    long = next(
        (
            time
            for time in sentence.times
            if at - 4 <= time[0] <= at + 3 and time[2].kind == "duration" and time[2].count and time[2].unit
        ),
        None,
    )
    if long is not None and sentence.has(frozenset({"in"}), long[0] - 4, long[0]) is not None:
        return f"the last {long[2].count:f} {long[2].unit}s", long[1]
    after = next((time for time in sentence.times if time[0] >= at - 2 and words_of(sentence, time)), None)
    if after is None or after[0] > at + 8:
        return None, at
    words = after[2].words or ""
    since = (
        sentence.tokens.words[after[0] - 1] == "since"
        or words.startswith("since")
        or words.endswith("/..")
        or words in {"on record", "ever"}
    )
    if not since:
        return None, at
    if sentence.tokens.words[after[0] - 1] == "since" and not words.startswith("since") and "/" not in words:
        words = f"since {words}"
    return words, after[1]
