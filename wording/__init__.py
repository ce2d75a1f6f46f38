"""The English of newspapers: from a text to the numeric claims in it, and from words to one quantity.

Of a whole text: `plain_text` (odd characters made plain, every place kept) → `tokens` → `sentences`, `times`,
`quantities` → `claims` → `read_text` (read this first) → `claim_in_text` (what comes back). `language` tells what is
no English. Of one phrase, such as "a threefold increase": `text`, `numbers`, `said`, `units`, then `quantity`. `cues` and
`unchecked` look at the words around a claim. The word lists are in `lexicon`, a folder for each language.

`python -m wording claims < IN.jsonl` tries it without a server. Nothing here looks anything up, and the same text
always gives the same answer.
"""

from wording.cues import from_period_before, has_pace, has_rate, speaks_of_now
from wording.measure_said import MeasureSaid, read_measure
from wording.quantity import read_quantity
from wording.read_text import TextRead, read_text
from wording.unchecked import not_checked

__all__ = [
    "MeasureSaid",
    "TextRead",
    "from_period_before",
    "has_pace",
    "has_rate",
    "not_checked",
    "read_measure",
    "read_quantity",
    "read_text",
    "speaks_of_now",
]
