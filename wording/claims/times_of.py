"""Which of the times in a sentence a claim is about."""

from wording.claims.sentence import Sentence
from wording.lexicon import word_sets
from wording.times import TimeSaid

_WORDS = word_sets("claims", "times_of")

_SAYING = _WORDS["saying"]


def period_of(sentence: Sentence, first: int, last: int) -> tuple[str | None, int]:
    """The period of what stands in the tokens [first, last), and the token after the words that say it.

    The nearest time after it that no other amount parts from it, else the nearest before it.
    """
    after = [
        time
        for time in sentence.times
        if time[0] >= last and _free(sentence, last, time[0]) and _period(time[2])
    ]
    if after:
        return after[0][2].words, after[0][1]
    inside = [time for time in sentence.times if first <= time[0] < last and _period(time[2])]
    if inside:
        return inside[0][2].words, max(last, inside[0][1])
    before = [
        time
        for time in sentence.times
        if time[1] <= first and _period(time[2]) and not _of_the_saying(sentence, time)
    ]
    if before and _free(sentence, before[-1][1], first):
        return before[-1][2].words, last
    return None, last


def _of_the_saying(sentence: Sentence, time: tuple[int, int, TimeSaid]) -> bool:
    """Whether the time is when somebody spoke: "Biden on Friday said"."""
    return (
        sentence.has(_SAYING, time[1], time[1] + 1) is not None
        or sentence.has(_SAYING, time[0] - 2, time[0]) is not None
    )


def _period(time: TimeSaid) -> bool:
    return time.words is not None and time.kind in {"date", "period"}


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
    after = next((time for time in sentence.times if time[0] >= at - 2 and _period(time[2])), None)
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
