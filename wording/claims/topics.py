"""What "the country" and "it" come back to: the place that a text spoke of last."""

from collections.abc import Iterable
from dataclasses import dataclass

from wording.claims.listed_places import COUNTRIES, Place
from wording.lexicon import word_sets
from wording.tokens import Tokens

_COUNTRY = word_sets("claims", "places")["country"]
BACK = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class Topic:
    """The place that a text spoke of last: what "the country", "it" come back to. subject: what its sentence began with."""

    country: str = ""
    subject: str = ""


def topic_after(places: Iterable[Place], before: Topic) -> Topic:
    """The topic after a sentence with those places."""
    named = [place for place in places if not place.people and place.name in COUNTRIES]
    if not named:
        return Topic(before.country)
    return Topic(named[0].name, named[0].name if named[0].first <= 1 else "")


def back_to(tokens: Tokens, i: int, topic: Topic) -> Place | None:
    """The country that "the country" comes back to, or "it" at the head of a sentence."""
    if tokens.words[i] in BACK:
        return Place(i, i + 1, topic.subject, people=False) if i == 0 and topic.subject else None
    if tokens.words[i] == "the" and tokens.words[i + 1].removesuffix("'s") in _COUNTRY and topic.country:
        return Place(i, i + 2, topic.country, people=False)
    return None
