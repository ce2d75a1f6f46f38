"""Words around a number that a check says nothing about: causes, intents, attributions.

A right number must not lend its green to a wrong "because" (semantics §1).
"""

from dataclasses import dataclass

from wording.later import Later

_CLAUSE = r"[^.;!?\n]{1,300}"
_NAME = r"(?:(?:[Tt]he )?[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){0,5})"
_SAID = r"(?:said|says|told|estimated|reported|announced|claimed|argued|stated|according)"
_PATTERNS = (
    (
        "cause",
        Later(
            rf"(?i:\b(?:because(?: of)?|due to|owing to|thanks to|as a result of|caused by|driven by)\b{_CLAUSE})"
        ),
    ),
    (
        "intent",
        Later(
            rf"(?i:\b(?:in order to|so that|so as to|aimed at|intended to|designed to|to help)\b{_CLAUSE})"
        ),
    ),
    ("attribution", Later(rf"(?:,\s*{_NAME}\s+{_SAID}\b|\baccording to {_NAME}|^{_NAME}\s+{_SAID}\b)")),
)


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Words [start, end) of a text that are not checked. why: cause, intent or attribution."""

    quote: str
    start: int
    end: int
    why: str


def not_checked(text: str) -> list[Unchecked]:
    """The words of the text that no figure can bear out, in order."""
    found = []
    for why, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            quote = match[0].lstrip(", ").rstrip(" ,")
            start = match.start() + match[0].index(quote)
            found.append(Unchecked(quote, start, start + len(quote), why))
    return sorted(found, key=lambda words: words.start)
