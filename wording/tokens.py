"""A plain text as words, numbers and signs, each with its place."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from wording.plain_text import Plain

# Digits with what groups them, words with their apostrophes and full stops ("don't", "U.S."), any other sign.
# What goes on without an end is cut: nothing that is looked at or kept grows with it.
_TOKEN = re.compile(
    r"\d{1,20}(?:\.\d{1,20})?e[+-]?\d{1,4}\b|\d[\d.,]{0,80}\d|\d"
    r"|[^\W\d_]\.(?:[^\W\d_]\.){1,10}|[^\W\d_]{1,50}(?:'[^\W\d_]{1,50}){0,3}|[^\s\w]|_"
)


PAD = 32
_PADDING = [""] * PAD


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, in order. starts, ends: places in the plain text.

    words: in small letters, with PAD empty ones after the last, so that a word a little past either end is "".
    """

    plain: Plain
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.starts)

    def written(self, i: int) -> str:
        """The token at i as written, "" past either end."""
        return self.plain.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def touches(self, i: int) -> bool:
        """Whether nothing stands between token i and the one before it."""
        return 0 < i < len(self.starts) and self.ends[i - 1] == self.starts[i]

    def part(self, first: int, last: int) -> "Tokens":
        """The tokens [first, last) by themselves, in their places of the same text."""
        words = [*self.words[first:last], *_PADDING]
        return Tokens(self.plain, words, self.starts[first:last], self.ends[first:last])

    def at(self, place: int) -> int:
        """The first token that starts at or after the place."""
        return bisect_left(self.starts, place)


def tokens_of(plain: Plain) -> Tokens:
    """The tokens of a plain text."""
    matches = list(_TOKEN.finditer(plain.low))
    return Tokens(
        plain, [*(m[0] for m in matches), *_PADDING], [m.start() for m in matches], [m.end() for m in matches]
    )
