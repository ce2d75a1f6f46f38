"""The way in: HTTP, pages for people, and the `addsup` command. The only package that knows Flask.

Read in this order: `app` (what a request passes through), `endpoint` (how a view is declared),
`errors` (what goes wrong, and how that is answered), then one file for each resource. `settings`
is all that can be set; `command` is the command line.

Never here: a rule of checking, the text of a statement in SQL, a marshmallow class.
"""
