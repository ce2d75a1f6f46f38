"""Finding the stored series that words are about: looked up in the store, ranked in `matching`.

The one way from words to series: of a search, and of the operands of a claim.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.state import State
from factcheck.claim import Context
from factcheck.named_time import Moment
from factcheck.period import Period, fiscal_start_month
from factcheck.series import Area, Series
from factcheck.timewords import meanings
from factcheck.unit import Unit
from matching import (
    Added,
    Asked,
    Described,
    Match,
    Origin,
    Vocabulary,
    ranked,
    role_of,
    vocabulary,
    without_owners,
)
from matching.stems import STOP_WORDS, stems
from sql import areas as stored_areas
from sql import series as stored_series
from sql import vocabulary as stored_vocabulary
from sql.database import Connection
from sql.series import Hit, Looked
from wording import read_measure

MOST_WORDS_OF_PLACE = 5
LEAST_LETTERS = 4  # of a place among the words of a measure: shorter names are words of the language too
MOST_MEMBERS = 40  # of a group: most series have figures for some members of a larger one
COUNTRIES = "iso3166-1:"  # the scheme of the places that people come from


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: what is asked, and the areas it may mean. within: the code of an area that a series must cover."""

    asked: Asked
    areas: Sequence[Area] = ()
    within: str | None = None


def find(conn: Connection, wanted: Wanted, state: State) -> list[Match]:
    """The series that may be meant, ranked, the best first; those among them that fit say so."""
    key = ("found", wanted)
    found: list[Match] = state.known(key, lambda: _found(conn, wanted, state))
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """A measure in words, and what else is said of it. unit: of the number claimed, where the series has it too."""

    measure: str
    area: str | None = None
    period: str | None = None
    unit: Unit | None = None
    stock_flow: str | None = None


def wanted_of(
    conn: Connection, said: Said, context: Context, state: State, within: Area | None = None
) -> Wanted:
    """What is looked for by words that were said in that context. within: an area that a series must cover."""
    words, origins = origins_in(conn, without_owners(said.measure), state)
    at_home = [one for one in origins if said.area and said.area.lower() in one.names]
    if at_home:  # "Syrians displaced in Syria"
        inside = " inside" if role_of(words) is None else ""
        words, origins = f"{words}{inside}", tuple(one for one in origins if one not in at_home)
    called = next((name for name in (said.area, context.area, context.country) if name), None)
    areas = tuple(areas_named(conn, (called,), state)[called]) if called else ()
    codes = frozenset(area.code for area in areas if _is_small(area))
    days = period_of(said.period, context)
    asked = Asked(
        words, origins, said.unit, said.stock_flow, role_of(words), called, codes, said.area is not None, days
    )
    return Wanted(asked, areas, within.code if within else None)


def searched(conn: Connection, text: str, context: Context, state: State) -> Said:
    """What a search for the text is for: its measure, and the place and time that it names."""
    names = state.known("names", lambda: stored_areas.names(conn, state.snapshot))
    return Said(*read_measure(text, context.said_on, context.country, names))


def areas_named(conn: Connection, names: tuple[str, ...], state: State) -> Mapping[str, Sequence[Area]]:
    """The areas of each of the names."""
    found: Mapping[str, Sequence[Area]] = state.known(
        ("areas", *names), lambda: stored_areas.named(conn, names, state.snapshot)
    )
    return found


def period_of(words: str | None, context: Context) -> Period | None:
    """The days that words of time ask for, as they are first understood; None where they are none."""
    if not words:
        return None
    moment = Moment(context.said_on, None, fiscal_start_month(context.country))
    return next((meaning.period for meaning in meanings(words, moment)), None)


def origins_in(conn: Connection, words: str, state: State) -> tuple[str, tuple[Origin, ...]]:
    """The words without the countries named among them ("Syrian refugees"), and these."""
    split = words.split()
    phrases = {
        " ".join(split[first:last]): (first, last)
        for first in range(len(split))
        for last in range(first + 1, min(len(split), first + MOST_WORDS_OF_PLACE) + 1)
    }
    placed = {word for term in vocabulary_at(conn, state).read(words) if term.placed for word in term.said}
    wanted = tuple(
        name
        for name in phrases
        if len(name) >= LEAST_LETTERS and name.lower() not in STOP_WORDS and _apart(name, placed)
    )
    named = areas_named(conn, wanted, state) if wanted else {}
    origins, taken = [], [False] * len(split)
    for name in sorted(named, key=len, reverse=True):
        countries = [area for area in named[name] if area.code.startswith(COUNTRIES)]
        first, last = phrases[name]
        if countries and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            origins.append(Origin(name, _names(conn, countries, state)))
    left = " ".join(word for word, is_place in zip(split, taken, strict=True) if not is_place)
    return left.removesuffix(" from") if origins else left, tuple(origins)


def _apart(name: str, placed: set[str]) -> bool:
    """Whether the name is no part of a place that is named by the words themselves: "the U.S.-Mexico border"."""
    said = stems(name)
    return placed.isdisjoint(said) and (bool(said) or not placed)


def _names(conn: Connection, countries: Sequence[Area], state: State) -> frozenset[str]:
    """All names of the countries, in small letters."""
    codes = tuple(area.code for area in countries)
    found: frozenset[str] = state.known(
        ("names of", *codes), lambda: stored_areas.names_of(conn, codes, state.snapshot)
    )
    return found


def _found(conn: Connection, wanted: Wanted, state: State) -> list[Match]:
    known = vocabulary_at(conn, state)
    asked = wanted.asked
    areas = sorted({code for area in wanted.areas for code in _parts(area)})
    looked = Looked(asked.words, _terms(asked, known), wanted.within, areas)
    hits = stored_series.find(conn, looked, state.snapshot)
    series = described(conn, [hit.series for hit in hits], state)
    return ranked(asked, [_described(hit, series[hit.series], wanted.areas) for hit in hits], known)


def _parts(area: Area) -> tuple[str, ...]:
    """The codes by which a series may have figures for the area: its own, and those of its members where they are few."""
    return (area.code, *area.members) if _is_small(area) else (area.code,)


def _is_small(area: Area) -> bool:
    """Whether having figures for some of its members tells anything of a series."""
    return len(area.members) <= MOST_MEMBERS


def _described(hit: Hit, series: Series, areas: Sequence[Area]) -> Described:
    titled = any(area.name in series.title for area in areas)
    return Described(series, hit.covered, titled, hit.span, hit.newest, hit.alike)


# What a text found in the description of a series counts: a single word, a notion, a country.
WORD, NOTION, ORIGIN = 1, 2, 3


def _terms(asked: Asked, known: Vocabulary) -> dict[str, int]:
    """What a search engine is to look for, and what each counts: each word, each notion and country under all its names."""
    terms = dict.fromkeys(asked.words.split(), WORD)
    for term in known.read(asked.words):
        if term.notion is not None:
            terms[" or ".join(f'"{name}"' for name in known.names_of(term.notion))] = NOTION
    for one in asked.origins:
        terms[" or ".join(f'"from {name}"' for name in sorted(one.names))] = ORIGIN
    return terms


def described(conn: Connection, ids: Sequence[str], state: State) -> Mapping[str, Series]:
    """The series of those ids."""
    known: dict[str, Series] = state.known("series", dict)
    lacking = [one for one in ids if one not in known]
    if lacking:
        known |= stored_series.by_ids(conn, lacking, state.snapshot)
    return {one: known[one] for one in ids if one in known}


def vocabulary_at(conn: Connection, state: State) -> Vocabulary:
    """The names that come with Addsup, and those added to the store."""
    rows = state.known("vocabulary", lambda: tuple(stored_vocabulary.added(conn, state.snapshot)))
    return _vocabulary(rows)


@lru_cache(8)
def _vocabulary(rows: tuple[stored_vocabulary.Row, ...]) -> Vocabulary:
    return vocabulary([Added(*row) for row in rows])
