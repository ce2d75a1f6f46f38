"""The names of what is measured: each notion with one name, and all others rewritten to it.

"The jobless rate" is asked for, "unemployment" is stored, and both are read as "unemployment rate". A name that
only comes near ("apprehensions" for encounters) is rewritten too, and told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matching.lexicon import lexicon
from matching.stems import stems

MOST_READ = 1 << 14  # texts whose reading is remembered


class Term(NamedTuple):
    """Some words of a text as the vocabulary has them.

    stems: of the notion's name, or of the word itself. said: the words as written, in stems. called, notion: the name
    found and the name that it was rewritten to; None where they stand as they are. nearly: it only comes near it.
    placed: the notion is of one place alone.
    """

    stems: tuple[str, ...]
    said: tuple[str, ...]
    called: str | None = None
    notion: str | None = None
    nearly: bool = False
    placed: bool = False


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


class Vocabulary:
    """All names, and the families of series that measure one notion.

    idle: stems that tell no measure from another. acts: those that measure nothing without whom or what.
    """

    def __init__(self, names: Mapping[tuple[str, ...], _Name], families: Sequence[Beside]) -> None:
        self._names = names
        self._longest: dict[str, int] = {}
        self._called: dict[str, list[str]] = {}
        for name, one in names.items():
            self._longest[name[0]] = max(self._longest.get(name[0], 0), len(name))
            self._called.setdefault(one.notion, []).append(one.words)
        self.idle, self.acts = (frozenset(stems(lexicon("words")[kind])) for kind in ("idle", "acts"))
        self.families = families
        self.read = lru_cache(MOST_READ)(self._read)

    def _read(self, text: str, *, strictly: bool = False) -> tuple[Term, ...]:
        """The text as terms, the longest names first from its start. strictly: without names that only come near."""
        words, at, found = stems(text), 0, []
        while at < len(words):
            term = self._term_at(words, at, strictly)
            found.append(term)
            at += len(term.said)
        return tuple(found)

    def _term_at(self, words: tuple[str, ...], at: int, strictly: bool) -> Term:
        for length in range(min(self._longest.get(words[at], 0), len(words) - at), 0, -1):
            said = words[at : at + length]
            name = self._names.get(said)
            if name is not None and not (strictly and name.nearly):
                return Term(stems(name.notion), said, name.words, name.notion, name.nearly, name.placed)
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
    for notion, said in lexicon("notions").items():
        placed = said.get("placed", False)
        for words in (notion, *said.get("called", ())):
            names[stems(words)] = _Name(words, notion, placed=placed)
        for words in said.get("nearly", ()):
            names[stems(words)] = _Name(words, notion, nearly=True, placed=placed)
    families = [Beside(**row) for row in lexicon("families")["family"]]
    for row in added:
        if row.notion and stems(row.called) and stems(row.called) != stems(row.notion):
            names[stems(row.called)] = _Name(row.called, row.notion)
        if row.series:
            families.append(Beside(row.series, row.beside, row.standing, row.why))
    return Vocabulary(names, families)
