"""A whole text in, its numeric claims out: `read_text` is the way in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wording.claim_in_text import ClaimInText
from wording.claims.build import claims_of
from wording.claims.draft import Draft
from wording.claims.places import find_places
from wording.claims.sentence import Sentence
from wording.claims.topics import Topic, topic_after
from wording.claims.written import written
from wording.language import language_of
from wording.plain_text import plain_text
from wording.quantities.find import find_quantities
from wording.sentences import sentences
from wording.times import TimeSaid, find_times
from wording.tokens import Tokens, tokens_of

_YEAR = re.compile(r"\d{4}")
REMEMBERED = 60  # earlier claims of a text that later words may come back to


@dataclass(frozen=True, slots=True)
class TextRead:
    """The claims of a text in order, and the language it is in ("en", or "und" where nothing tells)."""

    claims: tuple[ClaimInText, ...]
    language: str


def read_text(
    text: str,
    said_on: date | None = None,
    country: str | None = None,
    places: frozenset[str] = frozenset(),
) -> TextRead:
    """The numeric claims of a text, each in its place. A text in another language gives none.

    said_on: the day from which words such as "last year" are understood, where the caller knows it.
    country: whose order of day and month "9/11/2001" is in. places: names of places that the lexicon
    does not have.
    """
    plain = plain_text(text)
    language = language_of(plain.low)
    if language not in {"en", "und"}:
        return TextRead((), language)
    drafts: list[Draft] = []
    spoken = language
    found: list[ClaimInText] = []
    for number, sentence in enumerate(
        sentences_of(tokens_of(plain), find_times(plain, said_on, country), places)
    ):
        own = language_of(
            plain.low[sentence.tokens.starts[sentence.first] : sentence.tokens.ends[sentence.last - 1]]
        )
        spoken = spoken if own == "und" else own
        if spoken not in {"en", "und"}:
            continue  # a quotation in another language
        made = claims_of(sentence, drafts[-REMEMBERED:])
        drafts.extend(made)
        group = f"g{number}" if len(made) > 1 else None
        found.extend(written(draft, group) for draft in made)
    return TextRead(tuple(sorted(found, key=lambda claim: claim.start)), language)


def sentences_of(tokens: Tokens, times: list[TimeSaid], more: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of the text with what was found in each.

    Nothing in one hangs on the words of another, but that "the country" and "that year" come back to those named last.
    """
    t, topic = 0, Topic()
    told: TimeSaid | None = None
    for first, last in sentences(tokens):
        own = tokens.part(first, last)
        end, within = tokens.ends[last - 1], []
        while t < len(times) and times[t].start < end:
            within.append(times[t])
            t += 1
        within = [_come_back(time, told, tokens) for time in within]
        told = next((time for time in reversed(within) if _YEAR.search(time.words or "")), told)
        placed = tuple(
            (own.at(time.start), max(own.at(time.end), own.at(time.start) + 1), time) for time in within
        )
        named = [time for time in within if time.count is None or (time.words or "")[:1].isdecimal()]
        quantities = find_quantities(own, [(time.start, time.end) for time in named])
        places = tuple(find_places(own, 0, len(own), topic, more))
        topic = topic_after(places, topic)
        yield Sentence(own, 0, len(own), tuple(quantities), placed, places)


def _come_back(time: TimeSaid, told: TimeSaid | None, tokens: Tokens) -> TimeSaid:
    """The time; for "that year" the one told last."""
    again = told is not None and tokens.plain.low[time.start : time.end] == "that year"
    return replace(time, words=told.words) if told is not None and again else time
