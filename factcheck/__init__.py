"""The check itself, pure: a claim and the figures about it in, a verdict with every reading out.

Reading order: `interval` → `unit`, `hedge`, `quantity`, `reach` (what a written number stands for) →
`period`, `named_time`, `timewords` → `series`, `figure` → `claim` → `evidence`, `look_up` (what is
stored) → `working` (arithmetic as data) → `operand`, `stored_amount`, `amount` → `stated`, `relation`,
`arithmetic`, `ordering`, `peers`, `extremes`, `runs`, `relations` (the table) → `choice`, `binding`,
`present`, `change_base`, `reading` → `comparability`, `margin`, `verdict` → `robustness`, `words` →
`check` (read this first). `errors` draws the tree of errors, `rules` shows every table.

Never here: I/O, the clock, chance, the environment, words of HTTP or SQL, a third-party package.
"""
