"""Which language a text is in, as far as its commonest words tell."""

import re

MOST = 4000  # characters that are looked at
_WORD = re.compile(r"[^\W\d_]+")
FEW = 8  # words below which nothing can be told
# The commonest short words of each language; none stands in two rows but for chance likenesses.
_COMMON = {
    "en": "the of and to in that is was for on with as it are by at from his her this have be not they an or which you their has were been says said will than more who had he she we but after over its i a you your me my am do so if no all can out up what when there about into them other than being who our".split(),
    "de": "der die das und ist nicht ein eine den von mit sich des auf für dem werden im auch als wird aus bei nach zu sind am oder über haben ich".split(),
    "fr": "le la les des et est une dans pour que qui sur pas au par avec plus ce sont du il elle nous vous aux été cette ses mais".split(),
    "es": "el la los las de y que en un una por con para es del se no su al lo como más pero sus fue han este entre desde".split(),
    "it": "il lo gli di che è un una per con non sono della del nel alla dei delle più anche come si da ha le".split(),
    "pt": "o os as de que e do da em um uma para com não por mais dos das no na se foi ao como são ou".split(),
    "nl": "de het een van en is dat op te zijn met voor niet aan er om ook als bij door maar naar heeft worden".split(),
    "pl": "i w na z nie się że do jest to o po od za przez dla jak oraz był".split(),
    "sv": "och att det som en på är av för med den till inte har de ett om var från".split(),
    "tr": "ve bir bu için ile da de olarak daha çok olan gibi sonra kadar en".split(),
}
_ROWS = {language: frozenset(words) for language, words in _COMMON.items()}


def language_of(low: str) -> str:
    """The language of a text in small letters: a tag such as "en" or "de", "und" where nothing tells."""
    words = _WORD.findall(low[:MOST])
    if not words:
        return "und"
    foreign = sum(1 for word in words if ord(word[0]) > 0x24F)
    if foreign * 2 > len(words):
        return "mul" if len(words) < FEW else "x-other"
    if len(words) < FEW:
        return "und"
    if sum(word in _ROWS["en"] for word in words) * 5 > len(words):
        return "en"
    counts = {language: sum(word in row for word in words) for language, row in _ROWS.items()}
    best = max(counts, key=lambda language: counts[language])
    if counts[best] * 6 < len(words) or counts[best] < 2 * counts["en"]:
        return "en" if counts["en"] else "und"
    return best
