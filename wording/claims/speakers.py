"""Who is said to have said what: "the State Department said", "according to DHS", a quotation."""

import re

from wording.claim_in_text import Speaker
from wording.claims.sentence import Sentence
from wording.claims.verbs import MEASURE
from wording.later import Later
from wording.lexicon import word_sets

_WORDS = word_sets("claims", "speakers")
_SAYING = _WORDS["said"] | {"according"}
_SAID = f"(?:{'|'.join(sorted(_WORDS['said']))})"
_NAMED = (
    r"(?:[Tt]he )?[A-Z][\w.'\u2019&-]*"
    r"(?:[ -](?:(?:of|for|the|and|de|van|von|al) )?[A-Z][\w.'\u2019&-]*){0,6}"
)
_OFFICE = rf"(?:[Tt]he|a) (?:\w+ ){{0,2}}(?:{'|'.join(sorted(_WORDS['offices']))})"
_NAME = rf"(?:{_NAMED}|[Hh]e|[Ss]he|[Tt]hey|{_OFFICE})"
_BETWEEN = r"(?: (?:on \w+day|recently|also|has|have|previously|last \w+|\w+ly))?"
_BEFORE = Later(rf"\b(?P<name>{_NAME}){_BETWEEN} {_SAID}\b")
_AFTER = Later(
    rf"(?:,|[\"\u201d]) (?P<name>{_NAME}) {_SAID}\b|(?:,|[\"\u201d]) {_SAID} (?P<after>{_NAME})"
    rf"|\b[Aa]ccording to (?P<source>{_NAME})"
)
_QUOTES = Later(r'"[^"]{1,2000}"')


def speaker_of(sentence: Sentence, first: int) -> Speaker | None:
    """Who is said to have said what starts at token `first` of the sentence; None where nobody is named."""
    if sentence.has(_SAYING, sentence.first, sentence.last) is None:
        return None
    plain = sentence.tokens.plain
    start = sentence.tokens.starts[sentence.first]
    text = plain.text[start : sentence.tokens.ends[sentence.last - 1]]
    at = sentence.tokens.starts[first] - start
    match = _nearest(text, at)
    if match is None:
        return None
    name = next(group for group in ("name", "after", "source") if match.groupdict().get(group))
    if match[name].lower() in MEASURE:
        return None  # "Unemployment claims rose"
    over = match.end(name) == len(text) and match[name].endswith(".")  # the full stop is the sentence's
    a, b = plain.place(start + match.start(name), start + match.end(name) - over)
    return Speaker(plain.given[a:b], a, b, any(m.start() < at < m.end() for m in _QUOTES.finditer(text)))


def _nearest(text: str, at: int) -> re.Match[str] | None:
    """The attribution that reaches to the place: the last one before it, else the first after it."""
    before = [match for match in _BEFORE.finditer(text) if match.end() <= at]
    if before:
        return before[-1]
    return next((match for match in _AFTER.finditer(text) if match.start() >= at or match["source"]), None)
