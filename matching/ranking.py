"""How well a series fits what a claim asks for: a score from 0 to 1, and why, in words.

The words come first: each word asked counts by where the series has it, and a name of the measure that is asked
whole counts more than one in part. What the series then is (its unit, kind, breakdown, area, period, frequency,
publisher) only takes away. A word that the series does not say at all makes it no match, whatever the score:
"Syrian refugees" are not all refugees (docs/decisions/0025).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from factcheck.period import Period
from factcheck.series import Series
from factcheck.unit import comparable, unit_of_words
from matching.asked import Asked, Origin
from matching.stems import stems
from matching.vocabulary import Beside, Term, Vocabulary

FLOOR = Decimal("0.5")  # below, words and series do not match: a wrong figure is worse than none
CLOSE_ENOUGH = Decimal("0.8")  # of the best match's score, to be a reading too (semantics, 6)
_NAMES = re.compile(r"[(),;]")  # what parts the names in a measure
# What a word asked counts by where the series has it.
IN_MEASURE, IN_TITLE, IN_PUBLISHER, IN_POPULATION = (
    Decimal(1),
    Decimal("0.95"),
    Decimal("0.9"),
    Decimal("0.5"),
)
NEARLY = Decimal("0.7")  # of what a word counts that only comes near the notion
OF_NAME = Decimal("0.7")  # the weight of a name asked whole, the rest being that of the words
ALIKE = Decimal("0.5")  # of how alike words and title are, letter by letter: for words written wrongly
# What is taken away.
A_PART, OTHER_UNIT, OTHER_KIND = Decimal("0.6"), Decimal("0.3"), Decimal("0.5")
OTHER_THINGS = Decimal("0.6")
OTHER_ROLE, OTHER_AREA, OTHER_PERIOD, TOO_SELDOM = (
    Decimal("0.6"),
    Decimal("0.7"),
    Decimal("0.85"),
    Decimal("0.85"),
)
REPUBLISHED = Decimal("0.97")
REPUBLISHERS = frozenset({"datacommons", "dc", "fred", "stlouisfed"})
LENGTHS = {"day": 1, "week": 7, "month": 28, "quarter": 89, "year": 360, "fiscal_year": 360}  # least days
LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366, "fiscal_year": 366}  # most days


@dataclass(frozen=True, slots=True)
class Described:
    """A series that may be meant, and what of it is stored.

    covered: by code, of the areas asked that it has figures for, from the first day to the last, excluded. titled:
    whether its title names the area asked, of which it is the whole. span: the same days over all areas.
    newest: the day of its newest publication. alike: how alike its title and the words are, 0 to 1.
    """

    series: Series
    covered: Mapping[str, Period] = field(default_factory=dict)
    titled: bool = False
    span: Period | None = None
    newest: date | None = None
    alike: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Match:
    """A series and how well it fits, 0 to 1. because: why, a line for each thing that counted.

    unsaid: the words asked that it does not say. beside: the series of its notion that it is weaker than. placed:
    whether the words are of one place alone, and so name it.
    """

    described: Described
    score: Decimal
    because: tuple[str, ...]
    unsaid: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()
    placed: bool = False

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
    words = _fit_of_words(asked, one.series, known)
    score, because = words.score, list(words.because)
    if one.alike * ALIKE > score:
        score, because = one.alike * ALIKE, ["its title is written much like the words"]
    if words.placed and not asked.given:
        asked = replace(asked, areas=frozenset())
    for factor, text in _taken_away(asked, one, known):
        score *= factor
        because.append(text)
    unasked = tuple(
        row
        for row in known.families
        if row.series == one.series.id
        and not (row.unless and set(_stems(known.read(row.unless))) <= set(words.said))
    )
    return Match(one, score.quantize(Decimal("0.0001")), tuple(because), words.unsaid, unasked, words.placed)


# --- the words ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    score: Decimal
    because: tuple[str, ...]
    unsaid: tuple[str, ...]
    said: tuple[str, ...]
    placed: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """What a series says, in stems: the names of its measure, and its words by what each counts, the most first."""

    names: tuple[frozenset[str], ...]
    places: tuple[tuple[Decimal, frozenset[str]], ...]


def _fit_of_words(asked: Asked, series: Series, known: Vocabulary) -> _Words:
    terms, says = known.read(asked.words), _says(series, known)
    words = [stem for stem in _stems(terms) if stem not in known.idle]
    near = {stem for term in terms if term.nearly for stem in term.stems}
    counts = {word: _counts(word, says) * (NEARLY if word in near else 1) for word in words}
    unsaid = [word for word, count in counts.items() if not count] or (
        [] if words or asked.origins else ["it"]
    )
    unsaid += [one.words for one in asked.origins if not _is_from(series, one)]
    if asked.origins and not unsaid:
        origin = dict.fromkeys(_stems(known.read(series.breakdown or "")), IN_MEASURE)
        counts |= origin
        words += origin
    if not words:
        return _Words(Decimal(0), (), tuple(unsaid), ())
    whole = max((_alike(frozenset(words), name) for name in says.names), default=Decimal(0))
    covered = sum(counts.values(), Decimal(0)) / len(counts)
    score = covered * (1 - OF_NAME + OF_NAME * whole)
    placed = any(term.placed for term in terms)
    reasons = _reasons(terms, series, unsaid, whole)
    return _Words(score, tuple(reasons), tuple(unsaid), tuple(_stems(terms)), placed)


def _reasons(terms: Sequence[Term], series: Series, unsaid: Sequence[str], whole: Decimal) -> list[str]:
    told = [
        f"“{term.called}” {'comes near' if term.nearly else 'is another name of'} “{term.notion}”"
        for term in terms
        if term.notion is not None and term.said != term.stems and term.called != term.notion
    ]
    name = series.measure.partition("(")[0].strip()
    if unsaid:
        told.append(f"it says nothing of {', '.join(f'“{word}”' for word in unsaid)}")
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


def _stems(terms: Iterable[Term]) -> list[str]:
    return list(dict.fromkeys(stem for term in terms for stem in term.stems))


@lru_cache(1 << 14)
def _says(series: Series, known: Vocabulary) -> _Names:
    def words(text: str) -> frozenset[str]:
        return frozenset(_stems(known.read(text, strictly=True)))

    names = tuple(
        frozenset(found - known.idle) or found
        for text in _NAMES.split(series.measure)
        if (found := words(text))
    )
    beyond = f"{series.population or ''} {series.breakdown or ''} {series.price_basis or ''} {series.adjustment or ''}"
    publisher = f"{series.publisher.id} {series.publisher.name}"
    return _Names(
        names,
        tuple(
            (count, words(text) | frozenset(stems(text)))
            for count, text in (
                (IN_MEASURE, series.measure),
                (IN_TITLE, series.title),
                (IN_PUBLISHER, publisher),
                (IN_POPULATION, beyond),
            )
        ),
    )


# --- what the series is ---------------------------------------------------------------------------


def _taken_away(asked: Asked, one: Described, known: Vocabulary) -> list[tuple[Decimal, str]]:
    """What does not fit, each with what it takes away."""
    series = one.series
    rows = [
        (_is_a_part(asked, series, known), A_PART, f"it counts only a part: {series.breakdown}"),
        (_in_other_unit(asked, series), OTHER_UNIT, f"it counts {series.unit}, and the claim does not"),
        (
            _of_other_things(asked, series, known),
            OTHER_THINGS,
            f"it counts things of another kind: {series.unit}",
        ),
        (
            _of_other_kind(asked, series),
            OTHER_KIND,
            f"it is a {series.stock_flow}, and the claim says otherwise",
        ),
        (_in_other_role(asked, series), OTHER_ROLE, f"its areas are those of {series.area_role}"),
        (_elsewhere(asked, one), OTHER_AREA, _where(asked)),
        (_at_other_time(asked, one), OTHER_PERIOD, "its figures do not reach the period"),
        (_too_seldom(asked, series), TOO_SELDOM, f"its figures are by {series.frequency.replace('_', ' ')}"),
        (series.publisher.id in REPUBLISHERS, REPUBLISHED, f"{series.publisher.name} republishes it"),
    ]
    return [(factor, text) for takes, factor, text in rows if takes]


def _is_a_part(asked: Asked, series: Series, known: Vocabulary) -> bool:
    """Whether the series is broken down in a way that nobody asked for."""
    if not series.breakdown or any(_is_from(series, one) for one in asked.origins):
        return False
    return not set(_stems(known.read(series.breakdown))) <= set(_stems(known.read(asked.words)))


def _is_from(series: Series, origin: Origin) -> bool:
    """Whether the series counts just those from the place."""
    broken_down = (series.breakdown or "").lower()
    return broken_down.startswith("from ") and broken_down.removeprefix("from ") in origin.names


def _in_other_unit(asked: Asked, series: Series) -> bool:
    return asked.unit is not None and not comparable(asked.unit, unit_of_words(series.unit))


def _of_other_things(asked: Asked, series: Series, known: Vocabulary) -> bool:
    """Whether the series counts something else than people that the words do not name: migrants are no encounters."""
    unit = unit_of_words(series.unit)
    if unit.kind != "count" or series.unit == "person":
        return False
    return set(_stems(known.read(series.unit))).isdisjoint(_stems(known.read(asked.words)))


def _of_other_kind(asked: Asked, series: Series) -> bool:
    return asked.stock_flow is not None and asked.stock_flow != series.stock_flow


def _in_other_role(asked: Asked, series: Series) -> bool:
    """Whether "from X" meets a series whose areas are where people are, or "in X" one of where they come from."""
    roles = {"origin": {"origin"}, "here": {"asylum", "place"}}.get(asked.role or "")
    return roles is not None and series.area_role not in roles


def _elsewhere(asked: Asked, one: Described) -> bool:
    return bool(asked.areas) and not one.covered and not one.titled


def _where(asked: Asked) -> str:
    return f"it has no figures for {asked.area}" + ("" if asked.given else ", where the claim was made")


def _at_other_time(asked: Asked, one: Described) -> bool:
    spans = list(one.covered.values()) or ([one.span] if one.span else [])
    period = asked.period
    if period is None or not spans:
        return False
    return all(period.end <= span.start or period.start >= span.end for span in spans)


def _too_seldom(asked: Asked, series: Series) -> bool:
    """Whether the period asked is shorter than those of the series, and the series no stock of its end."""
    period = asked.period
    if period is None or period.open_ended or series.stock_flow == "stock":
        return False
    return (period.end - period.start).days < LENGTHS[series.frequency]
