"""Numbers in digits and in words, with magnitudes: "5,300", "3.2 million", "two dozen", "half a million"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.errors import QuantityError
from factcheck.interval import over, plus, times
from factcheck.quantity import ONE, Digits, Quantity, digits
from wording.later import Later
from wording.lexicon import longest_first, words

LISTS = words("numbers")
CARDINALS = {name: Decimal(value) for name, value in LISTS["cardinals"].items()}
MAGNITUDES = {name: Decimal(value) for name, value in LISTS["magnitudes"].items()}
DENOMINATORS = {name: Decimal(value) for name, value in LISTS["denominators"].items()}
ORDINALS = {name: Decimal(value) for name, value in LISTS["ordinals"].items()}
EXACT = frozenset({"dozen", "score"})  # a dozen is 12, not about 12
MOST_DIGITS = 1000  # longer numbers are nobody's figures; a limit keeps every sum quick

_DIGITS = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.\d+)?|\.\d+"
_ONES = "|".join(longest_first([name for name, value in CARDINALS.items() if value < 20]))
_TENS = "|".join(name for name, value in CARDINALS.items() if value >= 20)
# "and" joins only after hundred and thousand: "five and ten" are two numbers.
BELOW_100 = rf"(?:(?:{_TENS})(?:[- ](?:{_ONES}))?|(?:{_ONES}))"
BELOW_1000 = rf"(?:(?:a|{BELOW_100})[- ]hundred(?:[- ](?:and[- ])?{BELOW_100})?|{BELOW_100})"
_THOUSANDS = rf"(?:(?:a|{BELOW_1000})[- ]thousand(?:[- ](?:and[- ])?{BELOW_1000})?)"
CARDINAL = rf"(?:{_THOUSANDS}|{BELOW_1000})"
_MAGNITUDE = "|".join(re.escape(name) for name in longest_first(MAGNITUDES))
_LARGE = "hundred|thousand|million|billion|trillion|lakh|crore"
# "m", "k", "bn" may touch the digits; words for magnitudes follow a space or a hyphen.
NUMBER = Later(
    rf"(?P<sign>(?<![\w.,])-(?=[\d.])|\bminus )?(?:(?P<digits>{_DIGITS})|(?P<words>\b{CARDINAL}\b))"
    r"(?P<half>[ -]and[ -](?:a[ -]half|1/2|a 1/2)(?![a-z]))?"
    rf"(?:[ -]?(?P<magnitude>(?:{_MAGNITUDE})(?![a-z])))?"
    rf"(?:[ -](?P<second>(?:{_MAGNITUDE})(?![a-z])))?"
    rf"(?P<rest>(?<=llion) {CARDINAL}\b)?"
)
PART = rf"(?P<k>{'|'.join(longest_first(CARDINALS))}|a|\d+)?[ -]?(?P<d>{'|'.join(longest_first(DENOMINATORS))})s?"
# "half a million", "a quarter of a million", "a dozen", "a million and a half".
_OF_MAGNITUDE = Later(
    rf"(?<![\w-])(?:(?:(?P<k>{'|'.join(longest_first(CARDINALS))}|a|\d+)[ -])?(?P<d>{'|'.join(longest_first(DENOMINATORS))})s?"
    rf"|(?P<slashed>\d{{1,3}}/\d{{1,4}})|(?P<one>a|an|one)) (?:of )?(?:a )?"
    rf"(?P<magnitude>{_LARGE}|dozen|score)(?P<half> and a half)?(?![a-z])"
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
    """The first number at or after `start` in plain text, None where there is none.

    Raises QuantityError where digits go on in a way that cannot be read: "1.234.567", "1e6".
    """
    of_magnitude, named = _OF_MAGNITUDE.search(text, start), NUMBER.search(text, start)
    if of_magnitude and (named is None or _before(of_magnitude, named)):
        return _part_of(of_magnitude)
    if named is None:
        return None
    if named["digits"] is not None:
        _check_whole(text, named)
    return _named(named)


def _before(of_magnitude: re.Match[str], named: re.Match[str]) -> bool:
    """Whether the part of a magnitude is the number meant: "a hundred" alone, not "a hundred and fifty"."""
    if of_magnitude.start() != named.start():
        return of_magnitude.start() < named.start()
    return of_magnitude.end() >= named.end()


def _check_whole(text: str, match: re.Match[str]) -> None:
    """Refuses digits that the number found is only a part of."""
    before, after = text[: match.end("digits")], text[match.end("digits") :]
    ahead = re.search(r"\d[.,'_^a-z]?$", before[: match.start("digits")])
    behind = re.match(r"[.,'_^]\d|e[+-]?\d|x[\da-f]|‰|s\b", after)
    if ahead or behind:
        word = re.search(r"\S*$", before)[0] + re.match(r"\S*", after)[0]  # type: ignore[index]  # both may be empty
        raise QuantityError(
            f"found the number {word[:80]!r}, which cannot be read whole; expected digits with commas between "
            'thousands and a point before decimals, such as "1,234,567" or "1.5 million"'
        )


def _part_of(match: re.Match[str]) -> Number:
    """A part of a magnitude, or one of it, as exact as the words are."""
    factor = MAGNITUDES[match["magnitude"]]
    if match["one"]:
        found = digits("1.5" if match["half"] else "1", factor)
    else:
        k, n = _numerator(match), _denominator(match)
        amount = over(times(k, factor), n)
        place = over(factor, Decimal(10))
        found = Digits(amount, ONE, place, place)
    if match["magnitude"] in EXACT:
        found = Digits(found.amount)
    return Number(match.start(), match.end(), replace(found, last=ONE), in_digits=False)


def _numerator(match: re.Match[str]) -> Decimal:
    return Decimal(match["slashed"].partition("/")[0]) if match["slashed"] else count_of(match["k"])


def _denominator(match: re.Match[str]) -> Decimal:
    if match["slashed"]:
        return max(Decimal(match["slashed"].partition("/")[2]), ONE)
    return DENOMINATORS[match["d"]]


def count_of(text: str | None) -> Decimal:
    """How many parts: one for "a" and for nothing."""
    if text in (None, "a"):
        return ONE
    return Decimal(text) if text and text.isdigit() else CARDINALS.get(text or "", ONE)


def _named(match: re.Match[str]) -> Number:
    factor = MAGNITUDES[match["magnitude"]] if match["magnitude"] else ONE
    if match["second"]:
        factor = times(factor, MAGNITUDES[match["second"]])
    found = _in_digits(match, factor) if match["digits"] is not None else _in_words(match, factor)
    if match["magnitude"] in EXACT:
        found = Digits(found.amount)
    if match["sign"]:
        found = replace(found, amount=-found.amount)
    return Number(match.start(), match.end(), found, in_digits=match["digits"] is not None)


def _in_digits(match: re.Match[str], factor: Decimal) -> Digits:
    text = match["digits"].replace(",", "") + (".5" if match["half"] else "")
    if text.count(".") > 1:
        raise QuantityError(
            f"found {match[0][:80]!r}, which cannot be read whole; expected a decimal or a half, not both"
        )
    return digits(text if not text.startswith(".") else f"0{text}", factor)


def _in_words(match: re.Match[str], factor: Decimal) -> Digits:
    value = of_words(match["words"])
    if match["half"]:
        value = plus(value, Decimal("0.5"))
    found = digits(format(value, "f"), factor)
    return (
        digits(format(plus(found.amount, of_words(match["rest"].strip())), "f")) if match["rest"] else found
    )


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
