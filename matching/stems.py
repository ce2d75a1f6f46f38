"""Words in one form, whatever their number and tense: "admitting refugees" and "refugees admitted"."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from factcheck.unit import singular_of
from matching.lexicon import lexicon

LONGEST_TEXT = 1000  # characters that are read of a text
_WORD = re.compile(r"[a-z]-\d+|[^\W_]+")  # "U-6" is one word, "asylum-seekers" are two
_OWNER = re.compile(r"['’]s?\b")
_ENDINGS = ("ing", "ed")
_VOWELS = frozenset("aeiouy")
LEAST = 3  # letters that must be left of a word
# Words that neither tell one measure from another nor a measure from something else.
STOP_WORDS: frozenset[str] = frozenset(lexicon("words")["stop"].split())


@lru_cache(1 << 14)
def stems(text: str) -> tuple[str, ...]:
    """The words of the text in order, in small letters without accents and endings, stop words left out."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST_TEXT])
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
    words = _WORD.findall(_OWNER.sub("", plain))
    return tuple(
        stem(word) for word in words if word not in STOP_WORDS and (len(word) > 1 or word.isdecimal())
    )


def written(text: str, wanted: Collection[str]) -> str:
    """The words of the text, as it has them, whose stems are among those wanted; these themselves where there are none."""
    found = [word for word in text.split() if (own := stems(word)) and set(own) <= set(wanted)]
    return " ".join(found) or " ".join(wanted)


@lru_cache(1 << 14)
def stem(word: str) -> str:
    """The word without the endings of number and tense: "hosted", "hosting" and "hosts" are "host"."""
    word = singular_of(word)
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if left != word and len(left) >= LEAST and not _VOWELS.isdisjoint(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "aeiouls" else left
            break
    ends_silent = word.endswith("e") and len(word) > LEAST and word[-2] != "e"
    return word[:-1] if ends_silent else word
