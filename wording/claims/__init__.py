"""Claims: what the quantities and words of a sentence assert, of what, where and when.

Reading order: `sentence` (a sentence with what was found in it), `places`, `verbs`, `phrases`, `measures` (what an
amount is an amount of), `times_of` (which of the times is meant) → `relation_of` (what a quantity asserts), `quiet`
(amounts that assert nothing), `unnumbered` (records, comparisons and the like) → `draft`, `subjects`, then one file for
each kind: `levels`, `shares`, `changes`, `comparisons`, `standings`; `ranges` and `antecedents` help them → `stances`,
`speakers` → `build` (read this first: a sentence in, its claims out) → `written` (a claim in the form a check takes).
"""
