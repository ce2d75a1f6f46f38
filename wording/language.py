"""Which language a text is in, as far as its commonest words tell."""

import re

from wording.lexicon import languages, word_sets

MOST = 4000  # characters that are looked at
FEW = 2  # common words below which nothing can be told
PLAIN_ENOUGH = 5  # one word in so many among the commonest of English: no other language is asked
HARDLY = 6  # fewer than one word in so many: none of the languages
LATIN = 0x24F  # the last letter of Latin alphabets
_WORD = re.compile(r"[^\W\d_]+")
_ROWS = {language: word_sets("common", "words", language)["common"] for language in languages()}
_ENGLISH = _ROWS["en"]


def language_of(low: str) -> str:
    """The language of a text in small letters: "en", another tag, "mul" for other scripts, "und" where nothing tells."""
    words = _WORD.findall(low[:MOST])
    if not low.isascii() and sum(word[0] > chr(LATIN) for word in words) * 2 > len(words):
        return "mul"
    english = len([word for word in words if word in _ENGLISH])
    if english * PLAIN_ENOUGH > len(words):
        return "en"
    counts = {language: sum(word in row for word in words) for language, row in _ROWS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best] < max(FEW, 2 * english) or counts[best] * HARDLY < len(words):
        return "en" if english else "und"
    return best
