"""What things are called, and which stored series the words of a claim are about.

`stems` (words of one form) → `vocabulary` (names of one notion, as the one name it has here) → `asked` (what a
claim asks for) → `described` (a series as it is stored) → `fit_of_words`, `misfits` → `ranking` (how well a series
fits, and why; read this first). The names are data, in `lexicon/`, beside those that a newsroom adds. Nothing here
looks anything up: series come in, described, and go out in order.
"""

from matching.asked import Asked, Origin, role_of, without_owners
from matching.described import Described
from matching.ranking import FLOOR, Match, ranked
from matching.vocabulary import Added, Vocabulary, vocabulary

__all__ = [
    "FLOOR",
    "Added",
    "Asked",
    "Described",
    "Match",
    "Origin",
    "Vocabulary",
    "ranked",
    "role_of",
    "vocabulary",
    "without_owners",
]
