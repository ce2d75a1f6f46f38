"""How well a series fits what a claim asks for: a score from 0 to 1, and why, in words.

The words come first (`fit_of_words`). What the series then is only takes away (`misfits`). A word that the series
does not say at all makes it no match, whatever the score: "Syrian refugees" are not all refugees
(docs/decisions/0025).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from factcheck.series import Series
from matching.asked import Asked
from matching.described import Described
from matching.fit_of_words import fit_of_words
from matching.misfits import misfits
from matching.vocabulary import Beside, Vocabulary, stems_of

FLOOR = Decimal("0.5")  # below, words and series do not match: a wrong figure is worse than none
ALIKE = Decimal("0.5")  # of how alike words and title are, letter by letter: for words written wrongly


@dataclass(frozen=True, slots=True)
class Match:
    """A series and how well it fits, 0 to 1. because: why, a line for each thing that counted.

    unsaid: the words asked that it does not say. beside: the series of its notion that it is weaker than. placed:
    whether the words are of one place alone, and so name it. nearly: whether they only come near what it measures.
    """

    described: Described
    score: Decimal
    because: tuple[str, ...]
    unsaid: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    placed: bool = False
    nearly: bool = False

    @property
    def series(self) -> Series:
        """The series itself."""
        return self.described.series

    @property
    def fits(self) -> bool:
        """Whether it is a match at all."""
        return self.score >= FLOOR and not self.unsaid


def ranked(asked: Asked, found: Iterable[Described], known: Vocabulary) -> list[Match]:
    """The series by how well they fit, the best first; of two that fit alike the one published last."""
    matches = [_match(asked, one, known) for one in found]
    matches.sort(key=lambda one: (-one.score, bool(one.unsaid), _age(one.described), one.series.id))
    return matches


def _age(one: Described) -> int:
    return -one.newest.toordinal() if one.newest else 0


def _match(asked: Asked, one: Described, known: Vocabulary) -> Match:
    words = fit_of_words(asked, one.series, known)
    score, because = words.score, list(words.because)
    if one.alike * ALIKE > score:
        score, because = one.alike * ALIKE, ["its title is written much like the words"]
    if words.placed and not asked.given:
        asked = replace(asked, areas=frozenset())
    for factor, text in misfits(asked, one, known):
        score *= factor
        because.append(text)
    beside = tuple(
        row
        for row in known.families
        if row.series == one.series.id
        and not (row.unless and set(stems_of(known.read(row.unless))) <= set(words.said))
    )
    return Match(
        one,
        score.quantize(Decimal("0.0001")),
        tuple(because),
        words.unsaid,
        beside,
        words.placed,
        words.nearly,
    )
