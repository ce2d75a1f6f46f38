"""The words for a measure, with the place and the time that they name: "refugees in Kenya at the end of 2021"."""

import re
from datetime import date
from typing import NamedTuple

from wording.claims.phrases import measured
from wording.claims.sentence import Sentence
from wording.claims.subjects import from_where
from wording.claims.times_of import words_of
from wording.lexicon import word_sets
from wording.plain_text import plain_text
from wording.read_text import sentences_of
from wording.times import find_times
from wording.tokens import tokens_of

_PEOPLE = word_sets("claims", "counted")["peopled"]  # "people in Kenya", "everyone who lived there"


# What is told of the time or of who counted, not of the measure: ", before the crisis", ", by the agency's count".
_ASIDE = re.compile(
    r",\s*(?:the (?:year|month|day) )?(?:before|after|amid|following|despite|when|as|while|just|at the height of)\b"
    r"[^,\d]*(?=,|$)"
    r"|,? (?:by|on|according to|as per) (?:the )?[^,\d]{2,50}\b(?:count|tally|reckoning|figures|data|numbers|lights|books|list)\b"
    r"|, (?:the )?[^,\d]{2,40} (?:said|says|show|shows|reported)\b(?=,|$)",
    re.IGNORECASE,
)


class MeasureSaid(NamedTuple):
    """A measure as an operand names it. area, period: in words; None where none is named."""

    measure: str
    area: str | None = None
    period: str | None = None


def read_measure(
    text: str,
    said_on: date | None = None,
    country: str | None = None,
    places: frozenset[str] = frozenset(),
) -> MeasureSaid:
    """The measure that the text names, without the place and the time in it; the text itself where it names none.

    said_on, country, places: as for read_text.
    """
    plain = plain_text(_ASIDE.sub("", text))
    sentence = next(sentences_of(tokens_of(plain), find_times(plain, said_on, country), places), None)
    found = measured(sentence, sentence.first, sentence.last) if sentence else None
    if sentence is None or found is None or not found.words:
        return MeasureSaid(text)
    found = from_where(sentence, found)
    words = [word for word in found.words.split() if word[0].isalnum()]
    peopled = found.area is not None and _PEOPLE.issuperset(words)
    return MeasureSaid("population" if peopled else " ".join(words) or text, found.area, _period(sentence))


def _period(sentence: Sentence) -> str | None:
    return next((words for time in sentence.times if (words := words_of(sentence, time))), None)
