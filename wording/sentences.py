"""The sentences of a text, as runs of its tokens."""

import re
from bisect import bisect_left

from wording.lexicon import word_sets
from wording.tokens import Tokens

_WORDS = word_sets("sentences", "sentences")

_END = re.compile(r"[.!?]+[\"')\]]*(?=\s)|\n+")
_ABBREVIATED = _WORDS["abbreviated"]
_STARTERS = _WORDS["starters"]
_LAST_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?$")


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences in order, each as the tokens [first, last). Every token is in exactly one."""
    text = tokens.plain.text
    cuts = [bisect_left(tokens.starts, m.end()) for m in _END.finditer(text) if _ends(text, m)]
    edges = sorted({0, *cuts, len(tokens)})
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if a < b]


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends here: not after an abbreviation, nor where a line was only broken."""
    after = text[match.end() : match.end() + 40].lstrip()
    if match[0][0] == "\n":
        before = text[max(0, match.start() - 40) : match.start()].rstrip()
        return len(match[0]) > 1 or not (after[:1].islower() and before[-1:].isalnum())
    if match[0][0] != "." or (len(match[0]) > 1 and match[0][1] == "."):
        return True
    if not after or after[0].islower():
        return False
    word = _LAST_WORD.search(text[max(0, match.start() - 20) : match.start()])
    if word is None:
        return True
    last = word[0].lower()
    if "." in last or len(last) == 1:  # "U.S.", an initial
        return (
            re.match(r"[^\W\d_]+", after) is not None
            and re.match(r"[^\W\d_]+", after)[0].lower() in _STARTERS
        )  # type: ignore[index]
    return last not in _ABBREVIATED
