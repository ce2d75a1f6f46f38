"""Who is said to have said what: "the State Department said", "according to DHS", a quotation."""

import re

from wording.claim_in_text import Speaker
from wording.claims.sentence import Sentence

_SAID = r"(?:said|says|told|estimated|estimates|reported|reports|announced|claimed|claims|argued|stated|states|added|noted|tweeted|wrote|warned|insisted|acknowledged|confirmed|predicted|tells)"
_NAME = r"(?:(?:[Tt]he )?(?:[A-Z][\w.'\u2019&-]*)(?:[ -](?:(?:of|for|the|and|de|van|von|al) )?[A-Z][\w.'\u2019&-]*){0,6}|[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|a) (?:\w+ ){0,2}(?:president|department|agency|government|ministry|minister|official|officials|report|study|company|police|spokesman|spokeswoman|administration))"
_BEFORE = re.compile(
    rf"\b(?P<name>{_NAME})(?: (?:on \w+day|recently|also|has|have|previously|last \w+|\w+ly))? {_SAID}\b"
)
_AFTER = re.compile(
    rf"(?:,|[\"\u201d]) (?P<name>{_NAME}) {_SAID}\b|(?:,|[\"\u201d]) {_SAID} (?P<after>{_NAME})|\b[Aa]ccording to (?P<source>{_NAME})"
)
_SAYING = frozenset(re.findall(r"\w+", _SAID[3:])) | {"according"}
_QUOTES = re.compile(r'"[^"]{1,2000}"')


def speaker_of(sentence: Sentence, first: int, last: int) -> Speaker | None:
    """Who is said to have said what stands in the tokens [first, last) of the sentence."""
    if sentence.has(_SAYING, sentence.first, sentence.last) is None:
        return None
    plain = sentence.tokens.plain
    start, end = sentence.tokens.starts[sentence.first], sentence.tokens.ends[sentence.last - 1]
    text = plain.text[start:end]
    at = sentence.tokens.starts[first] - start
    match = _nearest(text, at)
    quoted = _is_quoted(text, at)
    if match is None:
        return None
    name = next(
        group for group in ("name", "after", "source") if group in match.re.groupindex and match[group]
    )
    a, b = plain.place(start + match.start(name), start + match.end(name))
    return Speaker(plain.given[a:b], a, b, quoted)


def _nearest(text: str, at: int) -> re.Match[str] | None:
    """The attribution that reaches to the place: the last one before it, else the first after it."""
    before = [m for m in _BEFORE.finditer(text) if m.end() <= at]
    after = [m for m in _AFTER.finditer(text)]
    if before:
        return before[-1]
    return next((m for m in after if m.start() >= at or m["source"]), None)


def _is_quoted(text: str, at: int) -> bool:
    return any(m.start() < at < m.end() for m in _QUOTES.finditer(text))
