"""One sentence with what was found in it, and questions about its words."""

from dataclasses import dataclass

from wording.claims.listed_places import Place
from wording.quantities.said import QuantitySaid
from wording.times import TimeSaid
from wording.tokens import Tokens

_STOPS = frozenset([",", ";", ":", "\u2014", "(", ")", '"', ".", "!", "?"])


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens [first, last) of a text, with their quantities, times and places in order.

    times: with the tokens [first, last) that each covers.
    """

    tokens: Tokens
    first: int
    last: int
    quantities: tuple[QuantitySaid, ...]
    times: tuple[tuple[int, int, TimeSaid], ...]
    places: tuple[Place, ...]

    @property
    def words(self) -> list[str]:
        """The tokens of the whole text, in small letters."""
        return self.tokens.words

    def has(self, words: frozenset[str], first: int, last: int) -> int | None:
        """The first token of [first, last) that is one of the words."""
        own = self.tokens.words
        for k in range(max(first, self.first), min(last, self.last)):
            if own[k] in words:
                return k
        return None

    def clause(self, at: int) -> tuple[int, int]:
        """The tokens around `at` that no comma, colon, dash or bracket parts from it."""
        first, last, own = at, at, self.tokens.words
        while first > self.first and own[first - 1] not in _STOPS:
            first -= 1
        while last < self.last and own[last] not in _STOPS:
            last += 1
        return first, last

    def time_at(self, at: int) -> tuple[int, int, TimeSaid] | None:
        """The time that covers token `at`."""
        for time in self.times:
            if time[0] <= at < time[1]:
                return time
        return None

    def place_at(self, at: int) -> Place | None:
        """The place that covers token `at`."""
        for place in self.places:
            if place.first <= at < place.last:
                return place
        return None

    def text(self, first: int, last: int) -> str:
        """The words of the tokens [first, last) as the text gives them."""
        return self.tokens.plain.quote(self.tokens.starts[first], self.tokens.ends[last - 1])
