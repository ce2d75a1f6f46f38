"""The English of newspapers: from text to quantities (and, in time, to whole claims).

Reading order: `lexicon` (the word lists), `text` (odd characters made plain), `numbers` (digits,
words, magnitudes, fractions), `quantity` (a number with its unit, hedge and direction), `cues` (what
the words around it say of rates and pace). `plain_text` keeps the places of a whole text, in which
`times` finds the words of time. Nothing here looks anything up, and the same text always
gives the same answer.
"""

from wording.cues import from_period_before, has_pace, has_rate, speaks_of_now
from wording.quantity import read_quantity
from wording.unchecked import not_checked

__all__ = ["from_period_before", "has_pace", "has_rate", "not_checked", "read_quantity", "speaks_of_now"]
