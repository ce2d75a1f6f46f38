"""One PostgreSQL cluster in a folder: made, started, stopped, never two servers on it."""

import hashlib
import os
import shlex
import shutil
import stat
import tempfile
import time
from pathlib import Path
from subprocess import CompletedProcess

import psycopg2

from sql import installation, postmaster
from sql.errors import ServerStartError

USER = DATABASE = "addsup"
LONGEST_SOCKET_PATH = 107  # bytes: sun_path of unix(7), less its closing NUL
START_TIMEOUT_S = 60
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_wal_senders = 0
wal_level = minimal
max_wal_size = 2GB
jit = off
"""
LOCALE = ["--locale=C", "--lc-ctype=C.UTF-8", "--encoding=UTF8"]
BUILTIN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # since PostgreSQL 17
FIRST_MAJOR_WITH_BUILTIN = 17


class Cluster:
    """The folder that holds a cluster, its log and its locks."""

    def __init__(self, folder: Path, account: installation.Account | None) -> None:
        self.folder = folder
        self.account = account
        self.data = folder / "cluster"
        self.log = folder / "postgres.log"
        self.programs = installation.programs(account)

    def start_server(self) -> Path:
        """The folder of the socket of the server that now runs."""
        if not self.data.exists():
            self._make_cluster()
        self._check_version()
        folder = _socket_folder(self.folder, self.account)
        postmaster.clear_stale(self.data, folder)
        self._make_log()
        deadline = time.monotonic() + postmaster.ORPHANS_GONE_WITHIN_S
        while self._pg_ctl("start", f"-o-k {shlex.quote(str(folder))}", f"-l{self.log}"):
            said = self._last_words()
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise ServerStartError(
                    f"found that PostgreSQL does not start on {self.data}: {said} Its log is "
                    f"{self.log}; mend what it names, or set DATABASE_URL to a server that runs"
                )
            time.sleep(0.2)  # children of a killed server are about to leave
        return folder

    def stop_server(self) -> None:
        """Stops the server, its connections included; data stay whole."""
        self._pg_ctl("stop", "-mfast")

    def create_database(self, socket_folder: Path) -> None:
        """Makes the database unless it is there; waits while the server recovers from a crash."""
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                connection = psycopg2.connect(host=str(socket_folder), user=USER, dbname="postgres")
                break
            except psycopg2.OperationalError as error:
                if time.monotonic() > deadline:
                    raise ServerStartError(
                        f"found a server on {socket_folder} that takes no connection: {error}"
                    ) from error
                time.sleep(0.05)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("select 1 from pg_database where datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"create database {DATABASE}")
        finally:
            connection.close()

    def _make_cluster(self) -> None:
        """A new cluster; it gets its name when it is whole, so that a kill leaves no half of one."""
        for leftover in self.folder.glob("cluster.new*"):
            shutil.rmtree(leftover)
        unfinished = self.folder / "cluster.new"
        unfinished.mkdir(mode=0o700)
        if self.account:
            self.account.own(unfinished)
        builtin = installation.major_version(self.programs) >= FIRST_MAJOR_WITH_BUILTIN
        locale = LOCALE + (BUILTIN_LOCALE if builtin else [])
        argv = ["initdb", f"-D{unfinished}", f"-U{USER}", "--auth=trust", "--no-sync", *locale]
        made = self._run(argv)
        if made.returncode:
            raise ServerStartError(f"found that initdb fails on {self.folder}: {made.stderr.strip()}")
        with (unfinished / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write(SETTINGS)
        unfinished.rename(self.data)

    def _make_log(self) -> None:
        self.log.touch()
        if self.account:
            self.account.own(self.log)

    def _check_version(self) -> None:
        made_by = int((self.data / "PG_VERSION").read_text(encoding="ascii"))
        ours = installation.major_version(self.programs)
        if made_by != ours:
            raise ServerStartError(
                f"found data of PostgreSQL {made_by} in {self.data} and the programs of version "
                f"{ours}; expected the same. Install PostgreSQL {made_by}, or point ADDSUP_DATA at "
                "another folder and import again"
            )

    def _pg_ctl(self, command: str, *options: str) -> int:
        wait = f"-t{START_TIMEOUT_S}"
        return self._run(["pg_ctl", command, f"-D{self.data}", "-s", "-w", wait, *options]).returncode

    def _run(self, argv: list[str]) -> CompletedProcess[str]:
        return installation.ran([self.programs / argv[0], *argv[1:]], self.account)

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return "it says nothing."
        said = [line for line in lines[-10:] if "FATAL" in line or "HINT" in line]
        return " ".join(said or lines[-1:])


def _socket_folder(folder: Path, account: installation.Account | None) -> Path:
    """A private folder for the socket of the data folder, short enough for its path.

    Raises ServerStartError where somebody else made a folder of that name.
    """
    name = f"addsup-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
    places = (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"))  # noqa: S108
    for place in places:
        made = place / name
        short = len(os.fsencode(made / postmaster.SOCKET)) <= LONGEST_SOCKET_PATH
        if short and place.is_dir() and (account is None or account.can_enter(place)):
            return _private(made, account)
    raise ServerStartError(
        f"found no temporary folder with a short enough path among {', '.join(map(str, places))}; "
        f"a socket's path has at most {LONGEST_SOCKET_PATH} bytes. Set TMPDIR to a shorter one"
    )


def _private(folder: Path, account: installation.Account | None) -> Path:
    owner = account.uid if account else os.geteuid()
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        if account:
            account.own(folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise ServerStartError(
            f"found {folder}, which is not a private folder of the account that runs PostgreSQL "
            f"(user {owner}); remove it, or set TMPDIR to another folder"
        )
    return folder
