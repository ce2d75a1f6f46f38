"""The names of what is measured: each notion with one name, and all others rewritten to it.

"The jobless rate" is asked for, "unemployment" is stored, and both are read as "unemployment rate". Where no name
covers all that is said, the words may tell a notion in any order: "asylum cases that still await a ruling". What
only comes near ("apprehensions" for encounters) is rewritten too, and told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matching.lexicon import lexicon
from matching.stems import stem, stems, written

MOST_READ = 1 << 14  # texts whose reading is remembered


class Term(NamedTuple):
    """Some words of a text as the vocabulary has them.

    stems: of the notion's name, or of the word itself. said: the words as written, in stems. called, notion: the name
    found and the name that it was rewritten to; None where they stand as they are. nearly: it only comes near it.
    placed: the notion is of one place alone. part: that place is a part of a country.
    """

    stems: tuple[str, ...]
    said: tuple[str, ...]
    called: str | None = None
    notion: str | None = None
    nearly: bool = False
    placed: bool = False
    part: bool = False


class Beside(NamedTuple):
    """A series that is weaker than another of the same notion, where that one can be had too.

    series, beside: their ids. standing: accepted or strained. unless: words that ask for it by its own name.
    """

    series: str
    beside: str
    standing: str
    why: str
    unless: str = ""


class Added(NamedTuple):
    """A row that a newsroom adds: a further name of a notion, or how one series stands beside another."""

    notion: str = ""
    called: str = ""
    series: str = ""
    beside: str = ""
    standing: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    notion: str
    nearly: bool = False
    placed: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """How words tell a notion in any order: one of each group, and of the words beside as many as there are.

    in_turn: in the order of the groups alone.
    """

    notion: str
    by: tuple[frozenset[str], ...]
    beside: frozenset[str]
    nearly: bool = False
    placed: bool = False
    in_turn: bool = False

    def said_in(self, words: Sequence[str]) -> frozenset[str]:
        """The words that tell it; none where a group is left out, or not said in its turn."""
        firsts = [next((k for k, word in enumerate(words) if word in group), None) for group in self.by]
        if None in firsts or (self.in_turn and firsts != sorted(k for k in firsts if k is not None)):
            return frozenset()
        return frozenset(words) & self.beside.union(*self.by)


class Vocabulary:
    """All names, and the families of series that measure one notion.

    idle: stems that tell no measure from another. acts: those that measure nothing without whom or what. turning:
    those that turn what follows ("not"). measured: those of the names of notions. everywhere: those that ask for
    more than one place of a country.
    """

    def __init__(
        self, names: Mapping[tuple[str, ...], _Name], told: Sequence[_Told], families: Sequence[Beside]
    ) -> None:
        self._names = names
        self._longest: dict[str, int] = {}
        self._called: dict[str, list[str]] = {}
        for name, one in names.items():
            self._longest[name[0]] = max(self._longest.get(name[0], 0), len(name))
            self._called.setdefault(one.notion, []).append(one.words)
        self.idle, self.acts, self.turning, self.everywhere = (
            frozenset(map(stem, lexicon("words")[kind].split()))
            for kind in ("idle", "acts", "turning", "everywhere")
        )
        self._told = told
        self.measured = frozenset(stem for name in names.values() for stem in stems(name.notion))
        self.families = families
        self.read = lru_cache(MOST_READ)(self._read)

    def _read(self, text: str, *, strictly: bool = False) -> tuple[Term, ...]:
        """The text as terms. strictly: by names alone, and without those that only come near."""
        named = self._named(stems(text), strictly)
        return named if strictly else self._told_by(named, text) or named

    def _named(self, words: tuple[str, ...], strictly: bool) -> tuple[Term, ...]:
        """The words as terms, the longest names first from their start."""
        at, found = 0, []
        while at < len(words):
            term = self._term_at(words, at, strictly)
            found.append(term)
            at += len(term.said)
        return tuple(found)

    def _told_by(self, named: tuple[Term, ...], text: str) -> tuple[Term, ...] | None:
        """The terms with the notion that most of their words tell, where that is more than the names cover; else None.

        A place in them stays one.
        """
        words = [word for term in named if not term.placed for word in term.said]
        idle = self.idle - self.everywhere
        best, left = None, frozenset(term.said[0] for term in named if term.notion is None) - idle
        for told in self._told if left else ():
            over = frozenset(words) - idle - told.said_in(words)
            if len(over) < len(left):
                best, left = told, over
        if best is None:
            return None
        said = tuple(dict.fromkeys(word for word in words if word not in left))
        notion = Term(stems(best.notion), said, written(text, said), best.notion, best.nearly, best.placed)
        others = [Term((word,), (word,)) for word in words if word in left]
        return (notion, *[term for term in named if term.placed], *others)

    def _term_at(self, words: tuple[str, ...], at: int, strictly: bool) -> Term:
        for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            said = words[at : at + length]
            name = self._names.get(said)
            if name is not None and not (strictly and name.nearly):
                return Term(
                    stems(name.notion), said, name.words, name.notion, name.nearly, name.placed, name.part
                )
        return Term((words[at],), (words[at],))

    def names_of(self, notion: str) -> Sequence[str]:
        """All names of the notion, its own first."""
        return [notion, *self._called.get(notion, ())]


def stems_of(terms: Iterable[Term]) -> list[str]:
    """The stems of the terms, each once."""
    return list(dict.fromkeys(stem for term in terms for stem in term.stems))


def vocabulary(added: Iterable[Added] = ()) -> Vocabulary:
    """The names that come with Addsup and those added, which go before them."""
    names: dict[tuple[str, ...], _Name] = {}
    told: list[_Told] = []
    for notion, said in lexicon("notions").items():
        placed, part = said.get("placed", False), said.get("part", False)
        for words in (notion, *said.get("called", ())):
            names[stems(words)] = _Name(words, notion, placed=placed, part=part)
        for words in said.get("nearly", ()):
            names[stems(words)] = _Name(words, notion, nearly=True, placed=placed)
        told += [_told(notion, placed=placed, **row) for row in said.get("told", ())]
    families = [Beside(**row) for row in lexicon("families")["family"]]
    for row in added:
        if row.notion and stems(row.called) and stems(row.called) != stems(row.notion):
            names[stems(row.called)] = _Name(row.called, row.notion)
        if row.series:
            families.append(Beside(row.series, row.beside, row.standing, row.why))
    return Vocabulary(names, told, families)


def _told(notion: str, by: Sequence[str], beside: str, **more: bool) -> _Told:
    groups = tuple(frozenset(stems(group)) for group in by)
    return _Told(notion, groups, frozenset(stems(beside)), **more)
