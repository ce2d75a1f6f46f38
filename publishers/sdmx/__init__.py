"""SDMX: the messages in which many statistical offices send their figures, and the services that send them.

Read in this order: `record` (what a row of a message says), `csv_reader` with `csv_layout` and `xml_reader`
with `xml_message` and `xml_groups` (messages to records), `periods`, `places`, `codes` (what their codes
mean), `amounts`, `words` and `series` (what is said of a series), `plan` and `figures` (records to
findings), `service` and `services` (who is asked, and how).
"""
