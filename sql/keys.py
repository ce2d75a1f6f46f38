"""Keys that open doors: made once, shown once, kept as a hash.

A key is 32 random bytes, so its hash needs no slow function: there is nothing to guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe

from psycopg2 import Binary
from psycopg2.extensions import connection

from sql.errors import NotStoredError, StoreError
from sql.queries import query

PREFIX = "addsup_"
RANDOM_BYTES = 32


@dataclass(frozen=True, slots=True)
class Key:
    """A key that works. may: what it may do ("import", "check")."""

    id: str
    name: str
    may: tuple[str, ...]


def create(conn: connection, name: str, may: Sequence[str]) -> str:
    """A new key, to be shown once. Raises StoreError where the name is taken."""
    secret = PREFIX + token_urlsafe(RANDOM_BYTES)
    with conn.cursor() as cur:
        cur.execute(query("key_named"), {"name": name})
        if cur.fetchone()[0]:  # type: ignore[index]  # always one row
            raise StoreError(f"found a key named {name!r} already; expected a name that no key has had")
        cur.execute(query("key_add"), {"name": name, "may": list(may), "sha256": _hash(secret)})
    return secret


def find(conn: connection, secret: str) -> Key | None:
    """The key, None where it is not known or was revoked."""
    with conn.cursor() as cur:
        cur.execute(query("key_find"), {"sha256": _hash(secret)})
        row = cur.fetchone()
    return _key(row) if row else None


def listing(conn: connection) -> list[Key]:
    """The keys that work, oldest first."""
    with conn.cursor() as cur:
        cur.execute(query("key_listing"))
        return [_key(row) for row in cur]


def revoke(conn: connection, key_id: str) -> None:
    """Makes the key stop working. Raises NotStoredError."""
    number = int(key_id) if key_id.isascii() and key_id.isdigit() and len(key_id) < 19 else -1
    with conn.cursor() as cur:
        cur.execute(query("key_revoke"), {"number": number})
        if cur.fetchone() is None:
            raise NotStoredError(f"found no working key {key_id}; expected an id of addsup list-keys")


def _key(row: Sequence[object]) -> Key:
    return Key(str(row[0]), str(row[1]), tuple(row[2]))  # type: ignore[arg-type]  # text[] of the table


def _hash(secret: str) -> Binary:
    return Binary(sha256(secret.encode("utf-8", "surrogatepass")).digest())
