"""A whole text in, its numeric claims out: `read_text` is the way in."""

from dataclasses import dataclass
from datetime import date

from wording.claim_in_text import ClaimInText
from wording.claims.build import claims_of
from wording.claims.draft import Draft
from wording.claims.places import find_places
from wording.claims.sentence import Sentence
from wording.claims.written import written
from wording.language import language_of
from wording.plain_text import plain_text
from wording.quantities.find import find_quantities
from wording.sentences import sentences
from wording.times import TimeSaid, find_times
from wording.tokens import Tokens, tokens_of

REMEMBERED = 60  # earlier claims of a text that later words may come back to


@dataclass(frozen=True, slots=True)
class TextRead:
    """The claims of a text in order, and the language it is in ("en", or "und" where nothing tells)."""

    claims: tuple[ClaimInText, ...]
    language: str


def read_text(text: str, said_on: date | None = None, country: str | None = None) -> TextRead:
    """The numeric claims of a text, each in its place. A text in another language gives none.

    said_on: the day from which words such as "last year" are understood, where the caller knows it.
    country: whose order of day and month "9/11/2001" is in.
    """
    plain = plain_text(text)
    language = language_of(plain.low)
    if language not in {"en", "und"}:
        return TextRead((), language)
    drafts: list[Draft] = []
    found: list[ClaimInText] = []
    for number, sentence in enumerate(_sentences(tokens_of(plain), find_times(plain, said_on, country))):
        if not sentence.quantities and not _may_claim(sentence):
            continue
        made = claims_of(sentence, drafts[-REMEMBERED:])
        drafts.extend(made)
        group = f"g{number}" if len(made) > 1 else None
        found.extend(written(draft, group) for draft in made)
    return TextRead(tuple(sorted(found, key=lambda claim: claim.start)), language)


def _sentences(tokens: Tokens, times: list[TimeSaid]) -> list[Sentence]:
    """The sentences of the text with what was found in each."""
    placed = [
        (tokens.at(time.start), max(tokens.at(time.end), tokens.at(time.start) + 1), time) for time in times
    ]
    quantities = find_quantities(tokens, [(time.start, time.end) for time in times if time.count is None])
    made, q, t = [], 0, 0
    for first, last in sentences(tokens):
        own, own_times = [], []
        while q < len(quantities) and quantities[q].first < last:
            own.append(quantities[q])
            q += 1
        while t < len(placed) and placed[t][0] < last:
            own_times.append(placed[t])
            t += 1
        made.append(
            Sentence(
                tokens, first, last, tuple(own), tuple(own_times), tuple(find_places(tokens, first, last))
            )
        )
    return made


def _may_claim(sentence: Sentence) -> bool:
    return sentence.last - sentence.first > 2
