"""Brings the tables of a database to the version of this program, by the files of migrations/.

Each file is one transaction, is applied once, and never changes afterwards.
"""

import hashlib
import time
from pathlib import Path

import psycopg2
from psycopg2.extensions import connection

from sql.errors import MigrationError
from sql.queries import query

FOLDER = Path(__file__).parent / "migrations"
LOCK = 5_241_927  # any number that nothing else in this database locks
# Waiting inside pg_advisory_lock would block CREATE INDEX CONCURRENTLY in the one that holds it.
POLL_S = 0.2


def migrate(url: str, folder: Path = FOLDER) -> list[str]:
    """The names of the files applied now; none where the database is up to date.

    Waits while another process migrates. Raises MigrationError where an applied file was edited
    since, or the database has files that this program lacks.
    """
    conn = psycopg2.connect(url)
    try:
        conn.autocommit = True
        with conn.cursor() as cursor:
            cursor.execute(query("migration_lock"), {"lock": LOCK})
            while not cursor.fetchone()[0]:  # type: ignore[index]  # always one row
                time.sleep(POLL_S)
                cursor.execute(query("migration_lock"), {"lock": LOCK})
            cursor.execute(query("migration_table"))
            cursor.execute(query("migration_list"))
            applied = dict(cursor.fetchall())
        files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}
        _compare(files, applied)
        waiting = [name for name in files if name not in applied]
        conn.autocommit = False
        for name in waiting:
            _apply(conn, name, files[name])
        return waiting
    finally:
        conn.close()


def _compare(files: dict[str, str], applied: dict[str, str]) -> None:
    unknown = sorted(set(applied) - set(files))
    if unknown:
        raise MigrationError(
            f"found a database that a newer program has migrated (it has {', '.join(unknown)}); "
            "expected one of this version or older. Install the newer program"
        )
    edited = [name for name in sorted(applied) if applied[name] != _sha256(files[name])]
    if edited:
        raise MigrationError(
            f"found that {', '.join(edited)} was edited after it was applied to this database; "
            "expected it unchanged. Put it back, and make the change in a new file"
        )


def _apply(conn: connection, name: str, text: str) -> None:
    with conn, conn.cursor() as cursor:
        cursor.execute(text)
        cursor.execute(query("migration_add"), {"name": name, "sha256": _sha256(text)})


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
