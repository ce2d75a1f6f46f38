"""Hedges: words that move the bounds of the number beside them (semantics §3).

One table, read by the check, by the reader of wordings and by the rules shown to callers.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hedge:
    """One row: code (the word for the row), the phrases that mean it, what they say, an example.

    before: phrases that stand before the number; after: those that follow it.
    """

    code: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    says: str
    example: str


def _row(code: str, before: str, after: str, says: str, example: str) -> Hedge:
    return Hedge(code, tuple(before.split("|")), tuple(filter(None, after.split("|"))), says, example)


HEDGES = {
    hedge.code: hedge
    for hedge in (
        _row(
            "about",
            "about|around|roughly|approximately|approx.|approx|some|circa|c.|ca.|~|≈|an estimated|estimated|"
            "in the region of|in the neighborhood of|in the neighbourhood of|something like|"
            "in the order of|on the order of|more or less|broadly",
            "or so|or thereabouts|-odd|odd|-ish|give or take|approximately|roughly",
            "a ± max(2h, 10 % of a); for a share 10 % of the smaller of a and 100 - a",
            "about 12 %: 10.8 … 13.2 % as a change",
        ),
        _row(
            "nearly",
            "nearly|almost|close to|just under|just short of|just below|approaching|a little under|"
            "slightly less than|slightly under|slightly below|not quite|shy of|just shy of",
            "",
            "0.9 a … a + s",
            "nearly 30,000: 27,000 … 30,300",
        ),
        _row(
            "more than",
            "more than|over|above|upwards of|upward of|exceeding|exceeded|exceeds|exceed|surpassing|"
            "surpassed|surpasses|passed|crossed|in excess of|greater than|higher than|"
            "well over|well above|far more than|north of|>",
            "",
            "a - s … ∞; without slack a itself is excluded",
            "more than 62,000: 61,380 … ∞",
        ),
        _row(
            "at least",
            "at least|no fewer than|no less than|not less than|not fewer than|topping|topped|a minimum of|"
            "minimum|≥|>=",
            "or more|-plus|plus|+|and more|or higher|or above|at least",
            "a - s … ∞, a included",
            "at least 86,144: 85,282.56 … ∞",
        ),
        _row(
            "just over",
            "just over|slightly more than|slightly over|slightly above|just above|a little over|"
            "a little more than|just more than",
            "",
            "a - s … 1.1 a; without slack a is excluded",
            "just over 4,000: 3,960 … 4,400",
        ),
        _row(
            "less than",
            "less than|under|below|fewer than|lower than|smaller than|well under|well below|far less than|"
            "far fewer than|south of|sub-|<",
            "",
            "0 … a + s; without slack a is excluded (-∞ instead of 0 where the level can be negative)",
            "under 6,900: 0 … 6,969",
        ),
        _row(
            "at most",
            "at most|no more than|not more than|up to|no greater than|a maximum of|maximum|"
            "not exceeding|≤|<=",
            "or less|or fewer|or lower|or below|at most|tops|at the most",
            "0 … a + s, a included (-∞ instead of 0 where the level can be negative)",
            "up to 500: 0 … 505",
        ),
        _row(
            "as many as",
            "as many as|as much as|as high as",
            "",
            "0.9 a … a + s; of a range the highest value decides",
            "as many as 500: 450 … 505",
        ),
        _row(
            "exactly",
            "exactly|precisely|a total of exactly",
            "exactly|precisely|on the dot",
            "as the tolerance exact",
            "exactly 5,300: 5,300",
        ),
    )
}

# Words that colour a number and change nothing; they are kept and shown (semantics §3).
EVALUATIVES = (
    "just", "only", "merely", "a mere", "a whopping", "a staggering", "a meagre", "a meager",
    "a paltry", "a massive", "an astonishing", "an incredible", "fully", "whopping", "staggering",
)  # fmt: skip
