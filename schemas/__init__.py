"""JSON: what callers send and what they get, one file for each resource. Only here is marshmallow.

Read in this order: `shape` (a document, its schema and its example), `errors` (what is wrong with a
body, all at once), `json_text` (reading bytes strictly), then the resources.

Never here: a rule of checking, SQL, Flask.
"""
