"""What a claim asks for, as far as it helps to find the series it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcheck.period import Period
from factcheck.series import Series
from factcheck.unit import Unit
from matching.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Origin:
    """A place named among the words of a measure: "Syrian refugees". names: all that it is called, in small letters."""

    words: str
    names: frozenset[str]

    def is_told_of(self, series: Series) -> bool:
        """Whether the series counts just those from the place."""
        broken_down = (series.breakdown or "").lower()
        return broken_down.startswith("from ") and broken_down.removeprefix("from ") in self.names


def role_of(words: str) -> str | None:
    """What the area is the area of: origin for "refugees from" it, here for those living in it; None where open."""
    said = words.lower().split()
    if (
        said[-1:] == ["from"]
        or not _ABROAD.isdisjoint(said)
        or any(one in words.lower() for one in _ELSEWHERE)
    ):
        return "origin"
    return "here" if "living" in said else None


def without_owners(words: str) -> str:
    """The words without those who have or set what is measured: "the government's refugee ceiling"."""
    return " ".join(word for word in words.split() if word.lower().replace("’", "'") not in _OWNERS)


_OWNERS = frozenset(f"{owner}{end}" for owner in lexicon("words")["owners"].split() for end in ("'s", "'"))
_ABROAD = frozenset(lexicon("words")["abroad"].split())
_ELSEWHERE: list[str] = lexicon("words")["elsewhere"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The words for a measure, and what else the claim says of it.

    words: without the places of `origins`. unit: of the number claimed, where the series would have it too.
    role: what the area named is the area of ("origin", "here"), None where the words leave it open. area: as it is
    named, for explanations; areas: the codes it may mean, with those of its members. given: whether the claim names
    it, or only its context does. period: the days asked for, an open end included.
    """

    words: str
    origins: Sequence[Origin] = ()
    unit: Unit | None = None
    stock_flow: str | None = None
    role: str | None = None
    area: str | None = None
    areas: frozenset[str] = field(default_factory=frozenset)
    given: bool = True
    period: Period | None = None
