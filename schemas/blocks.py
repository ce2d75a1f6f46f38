"""A text in one piece or in blocks: read as one, and every place told within its block.

Blocks are joined by blank lines, so that what one says carries over to the next. Places are code points
here; callers whose strings are UTF-16 (JavaScript, Java, C#) may have them told in its code units.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

BETWEEN = "\n\n"
CODE_POINT, UTF16 = OFFSETS = ("codepoint", "utf16")
_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text. id: the caller's name for it, None for a text in one piece.

    start: its place in the text joined. wide: where it has characters that count twice.
    """

    id: str | None
    text: str
    start: int
    wide: Sequence[int]

    def offset(self, at: int) -> int:
        """A place of the text joined as the caller counts it within this block."""
        return _told(at - self.start, self.wide)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The pieces of a text, in order."""

    text: str
    blocks: tuple[Block, ...]

    def block_of(self, start: int, end: int) -> Block | None:
        """The block in which the place [start, end) of the text joined lies whole, None where it lies in none."""
        at = bisect_right(self.blocks, start, key=lambda block: block.start) - 1
        if at < 0:
            return None
        block = self.blocks[at]
        return block if end <= block.start + len(block.text) else None


def blocks_of(pieces: Iterable[tuple[str | None, str]], offsets: str) -> Blocks:
    """The text that the pieces, each an id and its text, make up. offsets: one of OFFSETS."""
    ids, texts = zip(*pieces, strict=True) if pieces else ((), ())
    starts = accumulate((len(text) + len(BETWEEN) for text in texts), initial=0)
    wide = _wide if offsets == UTF16 else _none
    made = (Block(*parts) for parts in zip(ids, texts, starts, map(wide, texts), strict=False))
    return Blocks(BETWEEN.join(texts), tuple(made))


def _wide(text: str) -> Sequence[int]:
    """Where the text has characters that are two code units of UTF-16."""
    if text.isascii():
        return ()
    return [at for at, character in enumerate(text) if character > _LAST_OF_ONE_UNIT]


def _none(_: str) -> Sequence[int]:
    return ()


def _told(at: int, wide: Sequence[int]) -> int:
    return at + bisect_left(wide, at)


def in_units(places: Any, wording: str, offsets: str) -> Any:
    """A claim, or rows with start and end, whose places in the wording are told in those units."""
    wide = _wide(wording) if offsets == UTF16 else ()
    return _in_units(places, wide) if wide else places


def _in_units(node: Any, wide: Sequence[int]) -> Any:
    if isinstance(node, Mapping):
        return {
            name: _told(below, wide)
            if name in {"start", "end"} and isinstance(below, int)
            else _in_units(below, wide)
            for name, below in node.items()
        }
    return [_in_units(below, wide) for below in node] if isinstance(node, list | tuple) else node
