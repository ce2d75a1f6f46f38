"""A whole text made plain, with the way back: every place in it is a place of the text as it was given.

`wording.text` makes the words of one quantity plain; here nothing moves without being kept track of,
because a caller marks the words where they stand.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

# One character for another: none of these moves a place.
_SAME = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u2032": "'", "\u201b": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2212": "-", "\u2014": "\u2014", "\u2015": "\u2014",
    "\uff0e": ".", "\uff0c": ",", "\u066b": ".", "\u066c": ",", "\uff05": "%", "\u066a": "%", "\uff04": "$",
    "\uffe1": "\u00a3", "\uffe5": "\u00a5", "\u2044": "/", "\u00d7": "x",
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f\x85", " "),
})  # fmt: skip
# What does not show, marks that sit on a letter, and fractions in one character: these move places.
_MOVING = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\u00bc-\u00be\u2150-\u215e]"
)
# A space that does not break, inside a number: the thousands of many publishers.
_THOUSANDS = re.compile("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain. text: as written; low: in small letters, every character in the same place."""

    given: str
    text: str
    low: str
    places: "array[int] | None" = None

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The place [start, end) of the given text that a place of the plain one stands for; never empty."""
        if self.places is None:
            return start, end
        first, last = self.places[start], self.places[end - 1] + 1
        while last < len(self.given) and unicodedata.combining(self.given[last]):
            last += 1
        return first, last

    def quote(self, start: int, end: int) -> str:
        """The words of the given text at a place of the plain one."""
        first, last = self.place(start, end)
        return self.given[first:last]


def plain_text(given: str) -> Plain:
    """The text with one kind of space, quotation mark, dash and digit; what does not show is left out."""
    if given.isascii():
        text = given.translate(_SAME) if _ODD_SPACE.search(given) else given
        return Plain(given, text, text.lower())
    if not (_MOVING.search(given) or _THOUSANDS.search(given)):
        text = _one_for_one(given)
        return Plain(given, text, _lowered(text))
    kept, places = [], array("l")
    gone = {match.start() for match in _THOUSANDS.finditer(given)}
    for at, character in enumerate(given):
        if at not in gone:
            shown = _shown(character, given[at - 1 : at])
            kept.append(shown)
            places.extend([at] * len(shown))
    text = _one_for_one("".join(kept))
    return Plain(given, text, _lowered(text), places)


_ODD_SPACE = re.compile(r"[\t\v\f\x1c-\x1f]")
_NOT_ASCII_DIGIT = re.compile(r"[^\x00-\x7f]")


def _shown(character: str, before: str) -> str:
    """What of the character shows: nothing of a mark, "1/2" of "½", and of "2½" what reads as two and a half."""
    if not _MOVING.match(character):
        return character
    if unicodedata.decomposition(character).startswith("<fraction>"):
        fraction = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
        return f" and {fraction}" if before.isdecimal() else fraction
    return ""


def _one_for_one(text: str) -> str:
    """The text with like characters made one, each in its place."""
    return _NOT_ASCII_DIGIT.sub(_digit, text.translate(_SAME))


def _digit(match: re.Match[str]) -> str:
    character = match[0]
    return str(unicodedata.digit(character)) if character.isdecimal() else character


def _lowered(text: str) -> str:
    """The text in small letters; a letter that would become two stays as it is."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := character.lower()) == 1 else character for character in text)
