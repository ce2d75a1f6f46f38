"""Sample figures: real ones, from the official files of five publishers, small enough to read.

`make_sample` makes the CSV files beside it from a folder of recorded official files. Read it
first, then `rows` (what all files have in common), then the source you want: `places`, `rpc`
(refugee admissions and ceilings), `cbp`, `world_bank`, `unhcr`, `oecd`. `by_hand/` holds what no
recorded file says. Nothing else in the product imports from here.
"""
