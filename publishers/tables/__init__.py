"""Tables on a page, CSV or workbook, read as a mapping in TOML declares.

Read in this order: `spreadsheet` with `workbook_parts` (files to rows of text), `written_numbers` (a cell
to an amount), `patterns` and `periods` (a text to a period), `mapping` (what is declared), `mapping_toml`
with `entries` (how it is declared), `sheets` (what stands above the rows), `rows` (which of them are of
figures), `amounts` and `row_reading` (what a row says), `totals` and `sums`, and `table`, which puts all
of it together.
"""
