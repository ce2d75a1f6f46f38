"""The sentences of a text, as runs of its tokens."""

import re
from bisect import bisect_left
from itertools import pairwise

from wording.lexicon import word_sets
from wording.tokens import Tokens

_WORDS = word_sets("sentences", "sentences")

_END = re.compile(r"(?<![.!?])[.!?]+[\"')\]]*(?=\s)|\n+")
_ABBREVIATED = _WORDS["abbreviated"]
_STARTERS = _WORDS["starters"]
NEAR = 40  # characters on either side that are looked at
MOST = 300  # tokens; what is longer is cut, so that no claim looks further
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?$")


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences in order, each as the tokens [first, last). Every token is in exactly one, none is longer than MOST."""
    text = tokens.plain.text
    cuts = [bisect_left(tokens.starts, m.end()) for m in _END.finditer(text) if _ends(text, m)]
    edges = sorted({0, *cuts, len(tokens)})
    return [(a, min(a + MOST, end)) for start, end in pairwise(edges) for a in range(start, end, MOST)]


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends here: not after an abbreviation, nor where a line was only broken."""
    after = text[match.end() : match.end() + NEAR].lstrip()
    if match[0][0] == "\n":
        before = text[max(0, match.start() - NEAR) : match.start()].rstrip()
        return len(match[0]) > 1 or not (after[:1].islower() and before[-1:].isalnum())
    if match[0][0] != "." or match[0][1:2] == ".":
        return True
    word = _LAST_WORD.search(text[max(0, match.start() - NEAR) : match.start()])
    if not after or after[0].islower() or word is None:
        return bool(after) and not after[0].islower()
    last = word[0].lower()
    if "." in last or len(last) == 1:  # "U.S.", an initial
        first = _FIRST_WORD.match(after)
        return first is not None and first[0].lower() in _STARTERS
    return last not in _ABBREVIATED
