"""A quantity from its words: "nearly 30,000", "a threefold increase", "3 in 10", "cut by a third".

`read_quantity` takes the words of one quantity. It strips what stands around the number (hedge,
evaluatives, words of change), then tries the forms of FORMS_IN_ORDER; the first that fits decides.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from factcheck.errors import QuantityError
from factcheck.quantity import Quantity
from wording.amounts import plain_number, vague
from wording.multiples import multiple
from wording.numbers import DENOMINATORS, LISTS, MOST_DIGITS, ORDINALS
from wording.said import Said, said_of
from wording.shares import cents, exact_words, fraction, in_so_many, ordinal, part_of_unit
from wording.text import plain

MOST_CHARACTERS = 2000


@lru_cache(maxsize=4096)
def read_quantity(text: str) -> Quantity:
    """The quantity that the words state, hedge, unit and direction included.

    Raises QuantityError where they state none, or are too long to be one.
    """
    if len(text) > MOST_CHARACTERS:
        raise QuantityError(
            f'found {len(text)} characters; expected the words of one quantity, such as "nearly 30,000"'
        )
    clean = plain(text)
    _check_length(clean)
    said = said_of(clean)
    for form in FORMS_IN_ORDER if _may_be_special(said.text) else (plain_number,):
        found = form(said)
        if found is not None:
            return replace(
                found,
                hedge=found.hedge or said.hedge,
                evaluative=said.evaluative,
                wording=" ".join(text.split()),
            )
    raise QuantityError(
        f"found {text[:80]!r}, which states no quantity; expected digits or words for a number, such as "
        '"5,300", "nearly 30,000", "a third", "tripled" or "3 in 10"'
    )


def _check_length(text: str) -> None:
    longest = max((len(run) for run in re.findall(r"\d[\d,.]*", text)), default=0)
    if longest > MOST_DIGITS:
        raise QuantityError(f"found a number of {longest} digits; expected at most {MOST_DIGITS}")


# Without one of these words, or such an ending, the words are a plain number: the other forms need not be tried.
_SPECIAL = frozenset(
    [*LISTS["multiples"], *LISTS["plurals"], *DENOMINATORS, *(f"{word}s" for word in DENOMINATORS), *ORDINALS,
     *(word for phrase in [*LISTS["vague"], *LISTS["plurals"]] for word in phrase.split() if word not in {"a", "of"}),
     *LISTS["special"]["words"].split()]
)  # fmt: skip
_ENDINGS = re.compile(r"(?:fold|st|nd|rd|th|x|×)(?![a-z])|/")


def _may_be_special(text: str) -> bool:
    words = text.replace("-", " ").split()
    return not _SPECIAL.isdisjoint(words) or _ENDINGS.search(text) is not None


FORMS_IN_ORDER: tuple[Callable[[Said], Quantity | None], ...] = (
    exact_words, cents, in_so_many, multiple, part_of_unit, ordinal, fraction, vague, plain_number,
)  # fmt: skip
