"""Groups of series in SDMX-ML: attributes that all series have whose keys repeat the key of the group."""

from typing import Final, TypeAlias

from publishers.errors import ShapeError

MOST_GROUPS: Final = 100_000

ByKey: TypeAlias = dict[tuple[str, ...], dict[tuple[str, ...], dict[str, str]]]


class Groups:
    """The groups of one set of data."""

    def __init__(self) -> None:
        self._groups: list[dict[str, str]] = []
        self._by_names: dict[tuple[str, ...], ByKey] = {}

    def add(self, group: dict[str, str]) -> None:
        """Keeps a group: its key and its attributes, which are told apart by what a series has in its key."""
        if len(self._groups) >= MOST_GROUPS:
            raise ShapeError(f"found more than {MOST_GROUPS:,} groups of series; ask for less")
        self._groups.append(group)
        self._by_names.clear()

    def say_of(self, dimensions: dict[str, str]) -> dict[str, str]:
        """What is said of the groups that a series is in: those whose keys its own dimensions repeat."""
        if not self._groups:
            return {}
        names = tuple(dimensions)
        if names not in self._by_names:
            self._by_names = {names: self._by(names)}
        found: dict[str, str] = {}
        for key, said in self._by_names[names].items():
            found |= said.get(tuple(dimensions[name] for name in key), {})
        return found

    def _by(self, names: tuple[str, ...]) -> ByKey:
        """What the groups say, by the names of their keys, then by their keys."""
        found: ByKey = {}
        for group in self._groups:
            key = tuple(name for name in names if name in group)
            if key:
                of_key = found.setdefault(key, {}).setdefault(tuple(group[name] for name in key), {})
                of_key.update((name, text) for name, text in group.items() if name not in key)
        return found
