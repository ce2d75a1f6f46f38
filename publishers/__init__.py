"""Publishers: how each one is asked for its figures, and how what it sends is read.

Read in this order: `shape` (what every publisher's module is made of), `worldbank` (the one to
copy), `catalogue` and `places` (what is known beforehand), `figures_csv` (how findings reach the
store). docs/publishers.md shows how one is added.

Never here: SQL, Flask, anything that happens while a request is answered.
"""
