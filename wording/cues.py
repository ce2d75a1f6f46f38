"""What the words around a number say of it: a rate, a pace, the present."""

from wording.later import Later
from wording.text import plain

_RATE = Later(r"\b(?:rate|pace|annual(?:ly)?|yearly|(?:a|per|each|every) year)\b")
_PACE = Later(r"\b(?:lag(?:s|ged|ging)?|trail(?:s|ed|ing)?|behind|ahead|(?:on|off) (?:track|pace|course))\b")
_NOW = Later(r"\b(?:current|present|today's|now)\b")

_PERIOD_BEFORE = Later(
    r"\b(?:(?:previous|preceding|prior) (?:day|week|month|quarter)"
    r"|(?P<unit>day|week|month|quarter)[- ](?:on|over|to)[- ](?P=unit)"
    r"|(?:from|than|over) (?:the )?last (?:day|week|month|quarter)|the (?:day|week|month|quarter) before)\b"
)


def has_rate(wording: str) -> bool:
    """Whether the words compare rates, a pace or yearly amounts (semantics §6, time_basis)."""
    return bool(_RATE.search(plain(wording)))


def has_pace(wording: str) -> bool:
    """Whether the words speak of keeping up with a target: lagging, behind, ahead, on track."""
    return bool(_PACE.search(plain(wording)))


def speaks_of_now(wording: str) -> bool:
    """Whether the words compare with the present level: "the current rate"."""
    return bool(_NOW.search(plain(wording)))


def from_period_before(wording: str) -> bool:
    """Whether the words measure a change from the period before: "from the previous quarter", "month on month"."""
    return bool(_PERIOD_BEFORE.search(plain(wording)))
