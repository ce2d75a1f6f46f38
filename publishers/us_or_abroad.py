"""Places of portals, which write states of the United States and countries alike: "GA", "Georgia", "04".

"CA" is California or Canada, as the rest of the column is. Where the operator does not say which, only
what can be one of the two is believed, and only as long as a column does not mix them.
"""

from collections.abc import Mapping
from functools import cache

from publishers.errors import SourceError
from publishers.places import Place, countries, countries_by_name, us_states, us_states_by_name

KINDS = ("us-states", "countries")
COUNTRY = "iso3166-1:USA"  # the whole beside its states, and a country among others


@cache
def _known(kind: str) -> Mapping[str, Place]:
    """What the texts of a column of that kind stand for."""
    if kind == "countries":
        return countries_by_name() | countries()
    whole = {
        text: place for text, place in (countries_by_name() | countries()).items() if place.area == COUNTRY
    }
    return whole | us_states_by_name() | us_states()


def place_of(text: str, said: str, seen: set[str]) -> Place | None:
    """The place that the text of a column stands for; None where it is none.

    said: the kind of the column, where the operator says it, else "". seen: kinds in the column so far; is
    added to. Raises SourceError where the kind is to be said.
    """
    if said:
        if said not in KINDS:
            raise SourceError(f"found {said[:20]!r} for places; expected one of {', '.join(KINDS)}")
        return _known(said).get(text)
    found = {kind: place for kind in KINDS if (place := _known(kind).get(text))}
    if len(set(found.values())) == 1 and len(found) == 1:
        seen.update(found)
    if len(set(found.values())) > 1 or len(seen) > 1:
        raise SourceError(
            f"found {text[:40]!r} in the column of areas, which can be of states or of countries; say which: "
            f"--option places={'|'.join(KINDS)}"
        )
    return next(iter(found.values()), None)
