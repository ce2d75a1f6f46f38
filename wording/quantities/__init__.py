"""Quantities: every number of a text, in its place, with its unit, the noun counted, hedge and direction.

Reading order: `scales`, `parts`, `number_at` (a number that starts at a token), `forms` (parts, "one in five",
multiples, vague plurals, ordinals), `units_at` and `nouns` (what stands after it), `around` (hedges, words of change), `names`
(numbers that only name), `compounds` (amounts in two units) → `said` (what comes back), `find` (read this first).
"""
