"""From a text to the claims in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from factcheck.errors import QuantityError
from factcheck.interval import plain
from wording.claim_in_text import ClaimInText, Open
from wording.numbers import find_number
from wording.plain_text import Plain, plain_text
from wording.units import unit_after

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?=\S)[^\n.!?]*)*[.!?]?")
_TIME = re.compile(r"\b(?:in|during|since) (?:fiscal (?:year )?|(?:[a-z]{3,9}) )?\d{4}\b")
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in|a|is|was|were|that|for|on|by|with)\b")
_WORD = re.compile(r"[^\W\d_]+")
SHORT = 4  # words: too few to say which language they are


@dataclass(frozen=True, slots=True)
class TextRead:
    """The claims of a text in order of their place, and its language: "en", another tag, or "und"."""

    claims: tuple[ClaimInText, ...]
    language: str


def read_text(text: str, said_on: date | None, country: str | None) -> TextRead:  # noqa: ARG001
    """What the text claims in numbers, as said on that day in that country."""
    made = plain_text(text)
    if len(_WORD.findall(made.low)) > SHORT and not _ENGLISH.search(made.low):
        return TextRead((), "und")
    return TextRead(tuple(_claims(made)), "en")


def _claims(text: Plain) -> Iterator[ClaimInText]:
    for sentence in _SENTENCE.finditer(text.text):
        start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
        claim = _claim(text, start, sentence.end())
        if claim:
            yield claim


def _claim(text: Plain, start: int, end: int) -> ClaimInText | None:
    low = text.low[start:end]
    try:
        number = find_number(_TIME.sub(lambda match: " " * len(match[0]), low))
    except QuantityError:
        return None
    if number is None:
        return None
    noun = unit_after(low[number.end :]).code
    words = low[number.start : number.end] + (f" {noun}" if noun else "")
    claim = {
        "relation": "equals",
        "stated": {"amount": plain(number.amount), "wording": words},
        "wording": text.quote(start, end),
    }
    first, last = text.place(start, end)
    if not noun:
        return ClaimInText(first, last, claim, (Open("/subject", "the text does not say what is counted"),))
    time = _TIME.search(low)
    return ClaimInText(
        first, last, claim | {"subject": {"measure": noun, **({"period": time[0]} if time else {})}}
    )
