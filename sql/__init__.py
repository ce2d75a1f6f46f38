"""The store: PostgreSQL, its text in queries/ and migrations/, and the thin functions that run it.

In reading order: errors → queries → embedded (our own server) → migrate → database (connections) →
snapshots (the state of the store that a reader sees) → series, areas, publishers, figures (what is
read) → incoming (a CSV as it arrives) → staging, imports (what is written) → checks, keys,
idempotency.

Functions take a connection, never keep it and never commit. No rule of the check belongs here, no
JSON for callers, and no SQL put together in Python.
"""
