"""How well a series says the words asked: each word counts by where the series has it, a name asked whole the most."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factcheck.series import Series
from matching.asked import Asked
from matching.stems import stems, written
from matching.vocabulary import Term, Vocabulary, stems_of

_NAMES = re.compile(r"[(),;]")  # what parts the names in a measure
# What a word asked counts by where the series has it.
IN_MEASURE, IN_TITLE = Decimal(1), Decimal("0.95")
IN_PUBLISHER, IN_BREAKDOWN = Decimal("0.9"), Decimal("0.5")
NEARLY = Decimal("0.7")  # of what a word counts that only comes near the notion
NARROWER = Decimal("0.8")  # of a score where every name of the measure says more than is asked
OF_NAME = Decimal("0.7")  # the weight of a name asked whole, the rest being that of the words


@dataclass(frozen=True, slots=True)
class FitOfWords:
    """How well a series says what is asked, 0 to 1, and why.

    unsaid: the words asked that it does not say. said: all words asked, in stems. placed: whether the words are of
    one place alone. nearly: whether one of them only comes near what the series measures.
    """

    score: Decimal
    because: tuple[str, ...]
    unsaid: tuple[str, ...]
    said: tuple[str, ...]
    placed: bool = False
    nearly: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """What a series says, in stems: the names of its measure, and its words by what each counts, the most first.

    always: those in every name of its measure. placed: those of the part of a country that its measure is of alone
    ("the southwest border").
    """

    names: tuple[frozenset[str], ...]
    places: tuple[tuple[Decimal, frozenset[str]], ...]
    placed: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()


def fit_of_words(asked: Asked, series: Series, known: Vocabulary) -> FitOfWords:
    """How well the words asked are said by the series: each by where it says it, a name asked whole the most."""
    terms, says = known.read(asked.words), _says(series, known)
    idle = known.idle - (known.everywhere if says.placed else frozenset())
    words = [stem for stem in stems_of(terms) if stem not in idle]
    near = {stem for term in terms if term.nearly for stem in term.stems}
    counts = {word: _counts(word, says) * (NEARLY if word in near else 1) for word in words}
    unsaid = [word for word, count in counts.items() if not count] or (
        ["whom or what"] if known.acts.issuperset(words) else []
    )
    untold = [one.words for one in asked.origins if not one.is_told_of(series)]
    counts |= dict.fromkeys(untold, Decimal(0))
    unsaid += untold
    if asked.origins and not unsaid:
        origin = dict.fromkeys(stems_of(known.read(series.breakdown or "")), IN_MEASURE)
        counts |= origin
        words += origin
    if not words:
        return FitOfWords(Decimal(0), (), tuple(unsaid), ())
    whole = max((_alike(frozenset(words), name) for name in says.names), default=Decimal(0))
    score = _score(counts, whole) * (1 if says.always <= known.idle.union(words) else NARROWER)
    placed = any(term.placed for term in terms)
    reasons = _reasons(asked.words, terms, series, unsaid, whole)
    elsewhere = bool(says.placed) and says.placed.isdisjoint(
        word for term in terms for word in term.said + term.stems
    )
    if elsewhere:
        reasons.append("it is of one place alone, which the words do not name")
    nearly = bool(near or elsewhere)
    return FitOfWords(score, tuple(reasons), tuple(unsaid), tuple(stems_of(terms)), placed, nearly)


def _score(counts: Mapping[str, Decimal], whole: Decimal) -> Decimal:
    """What the words count on the whole, and more where they are a name of the measure. whole: how much, 0 to 1."""
    return sum(counts.values(), Decimal(0)) / len(counts) * (1 - OF_NAME + OF_NAME * whole)


def _reasons(
    asked: str, terms: Sequence[Term], series: Series, unsaid: Sequence[str], whole: Decimal
) -> list[str]:
    told = [
        f"“{term.called}” {'comes near' if term.nearly else 'is another name of'} “{term.notion}”"
        for term in terms
        if term.notion is not None and term.said != term.stems and term.called != term.notion
    ]
    name = series.measure.partition("(")[0].strip()
    if unsaid:
        missing = ", ".join(f"“{written(asked, [word])}”" for word in unsaid)
        told.append(f"it says nothing of {missing}")
    elif whole == 1:
        told.append(f"the words are a name of what it measures: {name}")
    else:
        told.append(f"the words are among those of what it measures: {name}")
    return told


def _counts(word: str, says: _Names) -> Decimal:
    return next((count for count, words in says.places if word in words), Decimal(0))


def _alike(asked: frozenset[str], name: frozenset[str]) -> Decimal:
    """How much of the two is common, 0 to 1 (Dice)."""
    return Decimal(2 * len(asked & name)) / (len(asked) + len(name))


@lru_cache(1 << 14)
def _says(series: Series, known: Vocabulary) -> _Names:
    def words(text: str) -> frozenset[str]:
        return frozenset(stems_of(known.read(text, strictly=True)))

    def as_said(text: str) -> frozenset[str]:
        return words(text) | frozenset(stems(text))

    names = tuple(
        frozenset(found - known.idle) or found
        for text in _NAMES.split(series.measure)
        if (found := words(text))
    )
    beyond = f"{series.breakdown or ''} {series.price_basis or ''} {series.adjustment or ''}"
    publisher = f"{series.publisher.id} {series.publisher.name}"
    name = _NAMES.split(series.measure)[0]
    placed = [term for term in known.read(name, strictly=True) if term.part]
    told = (
        (IN_MEASURE, as_said(series.measure)),
        (IN_TITLE, as_said(series.title)),
        (
            IN_PUBLISHER,
            as_said(publisher) - known.measured,
        ),  # an office's name says what it is about, not the series
        (IN_BREAKDOWN, as_said(beyond)),
    )
    return _Names(
        names,
        tuple((count, said - known.turning) for count, said in told),
        frozenset(stems_of(placed)),
        frozenset.intersection(*names) if names else frozenset(),
    )
