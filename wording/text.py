"""Odd characters made plain, so that every pattern has one form to match."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SAME = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\uff0e": ".", "\uff0c": ",", "\u066b": ".", "\u066c": ",", "\uff05": "%", "\u066a": "%",
})  # fmt: skip
_SPACED_THOUSANDS = re.compile(r"(?<!\d)(\d{1,3}(?: \d{3})+)(?!\d)")
# "-$5" and "minus $5" become "$-5".
_SIGN_BEFORE_CURRENCY = re.compile(
    r"(?:(?<![\w.,])-|\bminus )(?P<currency>(?:[a-z]{1,3})?[$€£¥₹₽₩₪₺₦₴])\s?(?=[\d.])"
)
_VULGAR = re.compile(r"(\d*) ?([\u00bc-\u00be\u2150-\u215e])")


def plain(text: str) -> str:
    """The text in small letters with one kind of space, quotation mark, dash and digit.

    Thousands parted by spaces are joined, "½" becomes "1/2", and characters that do not show go.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text).translate(_SAME)
        text = _VULGAR.sub(_as_words, text)
        text = "".join(_digit(character) for character in text)
    text = _SPACES.sub(" ", text).strip().lower()
    text = _SIGN_BEFORE_CURRENCY.sub(r"\g<currency>-", text)
    return _SPACED_THOUSANDS.sub(lambda match: match[1].replace(" ", ""), text)


def _digit(character: str) -> str:
    if character.isascii() or not character.isdecimal():
        return character
    return str(unicodedata.digit(character))


def _as_words(match: re.Match[str]) -> str:
    fraction = unicodedata.normalize("NFKC", match[2]).replace("\u2044", "/")
    return f"{match[1]} and {fraction}" if match[1] else fraction
