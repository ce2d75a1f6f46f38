"""The English of newspapers: from text to quantities (and, in time, to whole claims).

Reading order: `lexicon` (the word lists), `text` (odd characters made plain), `numbers` (digits,
words, magnitudes, fractions), `quantity` (a number with its unit, hedge and direction), `cues` (what
the words around it say of rates and pace). Nothing here looks anything up, and the same text always
gives the same answer.
"""

from wording.cues import from_period_before, has_pace, has_rate, speaks_of_now
from wording.quantity import read_quantity
from wording.read_text import TextRead, read_text
from wording.unchecked import not_checked

__all__ = [
    "TextRead",
    "from_period_before",
    "has_pace",
    "has_rate",
    "not_checked",
    "read_quantity",
    "read_text",
    "speaks_of_now",
]
