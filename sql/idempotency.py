"""Answers to requests that may be sent again: `Idempotency-Key`."""

from psycopg2.extensions import connection

from sql.errors import KeyReusedError
from sql.queries import query


def recall(conn: connection, key: str, fingerprint: str) -> str | None:
    """The answer already given to the request that came with the key, None where it is new.

    Whoever else sends the key waits for the end of this transaction, so that nothing is done twice.
    Raises KeyReusedError where another request came with it.
    """
    with conn.cursor() as cur:
        cur.execute(query("answer_lock"), {"key": key})
        cur.execute(query("answer_recall"), {"key": key})
        row = cur.fetchone()
    if row is None:
        return None
    if row[0] != fingerprint:
        raise KeyReusedError(
            f"found the Idempotency-Key {key[:80]!r} before with another request; expected a new key for a new request"
        )
    return str(row[1])


def remember(conn: connection, key: str, fingerprint: str, answer: str) -> None:
    """Keeps the answer under the key of its request."""
    with conn.cursor() as cur:
        cur.execute(query("answer_remember"), {"key": key, "fingerprint": fingerprint, "answer": answer})
