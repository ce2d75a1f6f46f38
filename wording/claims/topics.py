"""What "the country" and "it" come back to: the place that a text spoke of last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wording.claims.listed_places import COUNTRIES, Place
from wording.lexicon import word_sets
from wording.tokens import Tokens

_COUNTRY = word_sets("claims", "places")["country"]
BACK = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class Topic:
    """The places that a text spoke of last: what "the country" and "it" come back to.

    subject: the place with which the sentence before began, of whatever size.
    """

    country: str = ""
    subject: str = ""


def topic_after(places: Iterable[Place], before: Topic) -> Topic:
    """The topic after a sentence with those places."""
    named = [place for place in places if not place.people]
    country = next((place.name for place in named if place.name in COUNTRIES), before.country)
    return Topic(country, named[0].name if named and named[0].first <= SUBJECT_REACH else "")


SUBJECT_REACH = 4  # tokens: "In 2022, Uganda hosted"


def back_to(tokens: Tokens, i: int, topic: Topic, named: Sequence[Place]) -> Place | None:
    """The country that "the country" comes back to, or the place of "it". named: those before it in the sentence."""
    if tokens.words[i] in BACK:
        subject = named[0].name if named and tokens.words[i] == "its" else topic.subject
        alone = not named or tokens.words[i] == "its"
        return Place(i, i + 1, subject, people=False) if alone and subject else None
    if tokens.words[i] == "the" and tokens.words[i + 1].removesuffix("'s") in _COUNTRY and topic.country:
        return Place(i, i + 2, topic.country, people=False)
    return None
