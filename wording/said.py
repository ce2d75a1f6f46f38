"""What stands around a number: hedges, evaluatives and words of change, taken note of and out of the way."""

import re
from dataclasses import dataclass

from factcheck.hedge import EVALUATIVES, HEDGES
from wording.later import Later
from wording.lexicon import longest_first, words
from wording.numbers import find_number

CHANGE = words("change")


def any_of(phrases: "list[str] | dict[str, str]") -> str:
    """A pattern for any of the phrases, the longest first."""
    return "|".join(re.escape(phrase) for phrase in longest_first(phrases))


def _whole_words(rows: list[str]) -> Later:
    return Later(rf"(?<![\w-])(?:{'|'.join(rows)})(?![\w-])")


_INCREASE = _whole_words(CHANGE["increase"])


_DECREASE = _whole_words(CHANGE["decrease"])


_BEFORE = [(phrase, hedge.code) for hedge in HEDGES.values() for phrase in hedge.before]


_AFTER = [(phrase, hedge.code) for hedge in HEDGES.values() for phrase in hedge.after]


_HEDGE_OF = dict(sorted(_BEFORE, key=lambda row: -len(row[0])))


_SIGNS = {phrase for phrase in _HEDGE_OF if not phrase[-1].isalpha()}


_HEDGE_BEFORE = Later(
    rf"(?:(?<![\w-])(?P<word>{any_of([p for p in _HEDGE_OF if p not in _SIGNS])})(?![\w-])"
    rf"|(?P<sign>{any_of(list(_SIGNS))}))(?: (?:the|by))?(?= ?[\w$€£¥₹.-])"
)


_AFTER_OF = dict(sorted(_AFTER, key=lambda row: -len(row[0])))


_HEDGE_AFTER = Later(
    r"(?:(?<=[\d%])(?P<plus>\+)(?!\d))"
    rf"|(?: |(?=-))(?P<word>{any_of([p for p in _AFTER_OF if p != '+'])})(?![\w])"
)


_EVALUATIVE = Later(
    rf"(?<![\w-])(?:{any_of(list(EVALUATIVES))})(?![\w-])(?! (?:over|under|above|below|short|shy|more))"
)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a quantity with hedge, evaluatives and change taken note of."""

    text: str
    hedge: str | None
    change: str | None
    evaluative: tuple[str, ...]


def said_of(text: str) -> Said:
    """The words with what stands around the number taken out, in the order in which it is written."""
    evaluative = tuple(dict.fromkeys(_EVALUATIVE.findall(text)))
    text = " ".join(_EVALUATIVE.sub(" ", text).split())
    text, hedge = _take_hedge(text)
    return Said(text, hedge, change_in(text), evaluative)


_VERB = Later(rf"\b(?:{any_of(words('numbers')['multiples'])}|halved)\b")


def _take_hedge(text: str) -> tuple[str, str | None]:
    before = _HEDGE_BEFORE.search(text)
    if before:
        code = _HEDGE_OF[before["word"] or before["sign"]]
        rest = f"{text[: before.start()]} {text[before.end() :]}"
        return " ".join(rest.split()), code
    after = _HEDGE_AFTER.search(text)
    if after and (find_number(text[: after.start()]) or _VERB.search(text[: after.start()])):
        code = _AFTER_OF[after["word"] or "+"]
        return " ".join(f"{text[: after.start()]} {text[after.end() :]}".split()), code
    return text, None


def change_in(text: str) -> str | None:
    """Increase or decrease, by the first word that says so."""
    up, down = _INCREASE.search(text), _DECREASE.search(text)
    if up and (down is None or up.start() < down.start()):
        return "increase"
    return "decrease" if down else None
