"""Words of time in a text: dates, periods, lengths, times of the clock, and what repeats.

Reading order: `time_said` (what comes back), `days` (arithmetic of the calendar), `vocabulary` (words as pieces of
patterns) and `found` (what a rule is). Then the rules by subject: `dates`, `numeric_dates`, `weekdays`, `years`,
`quarters`, `relative`, `today`, `holidays`, `terms`, `lengths`, `parts`, `clock`; `tense` says on which side of today
a date without its year lies. `find` scans a text and asks the rules; `edges`, `pairs` with `joins`, and `anchors`
look at what stands beside a time. `lines` writes lines of JSON. The words are in lexicon/en/times.toml, terms of
office in lexicon/en/terms_of_office.toml.
"""

from wording.times.find import find_times
from wording.times.lines import times_line
from wording.times.time_said import TimeSaid

__all__ = ["TimeSaid", "find_times", "times_line"]
