"""The way into the database: a server of one's own or the embedded one, and connections to it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

import psycopg2
from psycopg2.extensions import connection

from sql import embedded
from sql.errors import BusyError, ServerStartError
from sql.migrate import migrate
from sql.queries import query

Connection = connection  # for those who may not import the driver
OLDEST_SERVER = 150000
CONNECTIONS = 4  # of each kind; a worker serves as many requests at once
WAIT_S = 30
IN_UTC = "-c timezone=UTC"
READ_ONLY = f"{IN_UTC} -c default_transaction_read_only=on"


class Database:
    """Connections to one database, kept open."""

    def __init__(self, url: str, server: embedded.Server | None, connections: int) -> None:
        self.url = url
        self._server = server
        self._writers = _Pool(url, connections, IN_UTC)
        self._readers = _Pool(url, connections, READ_ONLY)

    @contextmanager
    def transaction(self) -> Iterator[connection]:
        """A connection in a transaction: committed at the end, rolled back on any error."""
        with self._writers.lent() as conn, conn:
            yield conn

    @contextmanager
    def reading(self) -> Iterator[connection]:
        """A connection that only reads, each statement on its own: half the round trips."""
        with self._readers.lent() as conn:
            yield conn

    @contextmanager
    def session(self) -> Iterator[connection]:
        """A connection of one's own, each statement a transaction: for locks that outlive transactions."""
        with closing(psycopg2.connect(self.url, options=IN_UTC)) as conn:
            conn.autocommit = True
            yield conn

    def close(self) -> None:
        """Closes the connections, and gives up the embedded server."""
        self._writers.close()
        self._readers.close()
        if self._server:
            self._server.stop()


def open_database(url: str | None, data_dir: Path, connections: int = CONNECTIONS) -> Database:
    """The database at the URL, or the embedded one in the folder; its tables brought up to date.

    Raises ServerStartError where the server is not fit, MigrationError where its tables are not.
    """
    server = None if url else embedded.start(data_dir)
    try:
        where = url or (server.url if server else "")
        _check_server(where)
        migrate(where)
        _check_words(where)
        return Database(where, server, connections)
    except BaseException:
        if server:
            server.stop()
        raise


def _check_server(url: str) -> None:
    try:
        conn = psycopg2.connect(url)
    except (psycopg2.OperationalError, psycopg2.ProgrammingError) as error:  # a server, an address not there
        raise ServerStartError(
            f"found no PostgreSQL server to talk to: {str(error).strip()} Check DATABASE_URL, or "
            "unset it to use the embedded server"
        ) from error
    version, encoding = conn.server_version, conn.encoding
    with conn.cursor() as cursor:
        cursor.execute("show server_encoding")
        encoding = cursor.fetchone()[0]  # type: ignore[index]  # always one row
    conn.close()
    if version < OLDEST_SERVER:
        raise ServerStartError(
            f"found PostgreSQL {version // 10000}; expected 15 or later. Use a newer server, or "
            "unset DATABASE_URL to use the embedded one"
        )
    if encoding != "UTF8":
        raise ServerStartError(
            f"found a database encoded in {encoding}; expected UTF8. Create it with "
            "create database … template template0 encoding 'UTF8'"
        )


def _check_words(url: str) -> None:
    """Refuses a locale in which letters outside ASCII are none, and trigrams drop them silently."""
    conn = psycopg2.connect(url)
    with conn.cursor() as cursor:
        cursor.execute(query("locale_knows_letters"))
        row = cursor.fetchone()
    conn.close()
    if row and not row[0]:
        raise ServerStartError(
            f"found a database whose lc_ctype is {row[1]}, in which 'Россия' has no letters; "
            "expected one for UTF-8. Create it with create database … template template0 "
            "lc_ctype 'C.UTF-8'"
        )


@contextmanager
def savepoint(conn: connection) -> Iterator[None]:
    """A part of a transaction that may fail on its own: what it did is undone, and the rest goes on."""
    with conn.cursor() as cursor:
        cursor.execute("savepoint part")
        try:
            yield
        except BaseException:
            if not conn.closed:
                cursor.execute("rollback to savepoint part")
            raise
        cursor.execute("release savepoint part")


class _Pool:
    """Up to `size` open connections, lent one at a time; a broken one is replaced when next lent."""

    def __init__(self, url: str, size: int, options: str) -> None:
        self._url = url
        self._options = options
        self._free: LifoQueue[connection | None] = LifoQueue()
        for _ in range(size):
            self._free.put(None)

    @contextmanager
    def lent(self) -> Iterator[connection]:
        try:
            conn = self._free.get(timeout=WAIT_S)
        except Empty as error:
            raise BusyError(
                f"found every connection to the database taken for {WAIT_S} s; send the request again later"
            ) from error
        try:
            if conn is None or conn.closed:
                conn = self._connect()
            yield conn
        finally:
            self._free.put(conn)

    def _connect(self) -> connection:
        conn = psycopg2.connect(self._url, options=self._options)
        conn.autocommit = self._options == READ_ONLY
        return conn

    def close(self) -> None:
        while not self._free.empty():
            conn = self._free.get_nowait()
            if conn is not None:
                conn.close()
