"""Numbers in digits and in words, with magnitudes: "5,300", "3.2 million", "two dozen", "half a million"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.interval import plus, times
from factcheck.quantity import ONE, Digits, Quantity, digits
from wording.lexicon import longest_first, words

LISTS = words("numbers")
CARDINALS = {name: Decimal(value) for name, value in LISTS["cardinals"].items()}
MAGNITUDES = {name: Decimal(value) for name, value in LISTS["magnitudes"].items()}
DENOMINATORS = {name: Decimal(value) for name, value in LISTS["denominators"].items()}
ORDINALS = {name: Decimal(value) for name, value in LISTS["ordinals"].items()}
EXACT = frozenset({"dozen", "score"})  # a dozen is 12, not about 12
MOST_DIGITS = 1000  # longer numbers are nobody's figures; a limit keeps every sum quick

_DIGITS = r"(?:\d{1,3}(?:,\d{2,3})+|\d+)(?:\.\d+)?|\.\d+"
_CARDINAL = "|".join(longest_first(CARDINALS))
_WORDS = rf"(?:{_CARDINAL})(?:[- ](?:(?:{_CARDINAL})|hundred|and(?= (?:{_CARDINAL})\b)|thousand))*"
_MAGNITUDE = "|".join(f"{re.escape(name)}" for name in longest_first(MAGNITUDES))
# "m", "k", "bn" may touch the digits; words for magnitudes follow a space or a hyphen.
NUMBER = re.compile(
    rf"(?P<sign>-(?=[\d.])|minus )?(?:(?P<digits>{_DIGITS})|(?P<words>\b(?:{_WORDS})\b))"
    rf"(?P<half> and (?:a|1/2|one) ?(?:half)?(?=\W|$))?"
    rf"(?:[ -]?(?P<magnitude>(?:{_MAGNITUDE})(?![a-z])))?"
    rf"(?:[ -](?P<second>(?:{_MAGNITUDE})(?![a-z])))?"
)
ARTICLE = re.compile(
    r"\b(?P<part>half|a quarter of|half of|a|an|one)(?: an?)? "
    r"(?P<magnitude>hundred|thousand|million|billion|trillion|dozen|score|lakh|crore)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text: its place [start, end), and what Quantity needs to know of its digits."""

    start: int
    end: int
    digits: Digits
    in_digits: bool

    @property
    def amount(self) -> Decimal:
        """The number itself."""
        return self.digits.amount


def find_number(text: str, start: int = 0) -> Number | None:
    """The first number at or after `start` in plain text, None where there is none."""
    by_article, by_name = ARTICLE.search(text, start), NUMBER.search(text, start)
    if by_article and (by_name is None or by_article.start() <= by_name.start()):
        return _with_article(by_article)
    return _named(by_name) if by_name else None


def _with_article(match: re.Match[str]) -> Number:
    """Words with an article, as exact as they are: "a million", "half a million"."""
    factor = MAGNITUDES[match["magnitude"]]
    part = {"half": "0.5", "half of": "0.5", "a quarter of": "0.25"}.get(match["part"], "1")
    found = digits(part, factor)
    if match["magnitude"] in EXACT:
        found = Digits(found.amount)
    return Number(match.start(), match.end(), replace(found, last=ONE), in_digits=False)


def _named(match: re.Match[str]) -> Number:
    factor = MAGNITUDES[match["magnitude"]] if match["magnitude"] else ONE
    if match["second"]:
        factor = times(factor, MAGNITUDES[match["second"]])
    if match["digits"] is not None:
        text = match["digits"].replace(",", "")
        if match["half"]:
            text += ".5"
        found = digits(text if not text.startswith(".") else f"0{text}", factor)
    else:
        value = of_words(match["words"])
        if match["half"]:
            value = plus(value, Decimal("0.5"))
        found = digits(format(value, "f"), factor)
    if match["magnitude"] in EXACT:
        found = Digits(found.amount)
    if match["sign"]:
        found = replace(found, amount=-found.amount)
    return Number(match.start(), match.end(), found, in_digits=match["digits"] is not None)


def of_digits(found: Digits, quantity: Quantity) -> Quantity:
    """The quantity with that amount and the places of its digits."""
    return replace(quantity, amount=found.amount, last=found.last, kept=found.kept, written=found.written)


def of_words(text: str) -> Decimal:
    """The number that words such as "two hundred and twelve thousand" say."""
    total, group = Decimal(0), Decimal(0)
    for word in re.split(r"[- ]+", text):
        if word in CARDINALS:
            group += CARDINALS[word]
        elif word == "hundred":
            group = max(group, ONE) * 100
        elif word == "thousand":
            total, group = total + max(group, ONE) * 1000, Decimal(0)
    return total + group
