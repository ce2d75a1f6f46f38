"""A PostgreSQL server of our own, for whoever has none: one folder of data, one socket, no network.

Any number of processes may use the same folder at once. The first starts the server, the last to
leave stops it, and whatever was killed in between is found out by locks that the kernel drops
(docs/decisions/0011-embedded-postgres.md).
"""

import atexit
import fcntl
import hashlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from urllib.parse import quote

from sql import installation, postmaster
from sql.cluster import DATABASE, USER, Cluster
from sql.errors import ServerStartError


def start(data_folder: Path) -> "Server":
    """A share in the server of the folder, which is started, and made, where it is not yet.

    Raises ServerStartError.
    """
    account = installation.lent_account()
    cluster = Cluster(_place_for(data_folder.resolve(), account), account)
    _let_sigterm_exit()
    with _locked(cluster.folder / "start.lock"):
        running = postmaster.running(cluster.data)
        socket_folder = running.socket_folder if running else cluster.start_server()
        server = Server(cluster, socket_folder)
        cluster.create_database(socket_folder)
    return server


class Server:
    """Our share in the server of a data folder; `stop` gives it back."""

    def __init__(self, cluster: Cluster, socket_folder: Path) -> None:
        self._cluster = cluster
        self._process = os.getpid()
        self._share = _open_lock(cluster.folder / "use.lock")
        fcntl.flock(self._share, fcntl.LOCK_SH)
        self.socket_folder = socket_folder
        self.url = f"postgresql://{USER}@/{DATABASE}?host={quote(str(socket_folder), safe='')}"
        atexit.register(self.stop)

    def stop(self) -> None:
        """Gives up our share, and stops the server if nobody else has one."""
        atexit.unregister(self.stop)
        if self._share < 0 or os.getpid() != self._process:  # a fork holds no share of its own
            return
        with _locked(self._cluster.folder / "start.lock"):
            try:
                fcntl.flock(self._share, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass  # others still use it
            else:
                self._cluster.stop_server()
                with suppress(OSError):  # something else lies in it
                    self.socket_folder.rmdir()
            os.close(self._share)
            self._share = -1


def _place_for(folder: Path, account: installation.Account | None) -> Path:
    """The folder itself, or, where the account cannot enter it, one named after it where it can.

    Raises ServerStartError where it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        wanted = "a folder that can be written to; set ADDSUP_DATA to one"
        raise ServerStartError(
            f"found {str(folder)!r}, which cannot be made ({error.strerror}); expected {wanted}"
        ) from error
    if account is None or account.can_enter(folder):
        return folder
    name = f"data-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
    place = installation.SHARED_FOLDER / name
    place.mkdir(parents=True, exist_ok=True)
    return place


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Only one process at a time is inside; the kernel lets the next in when this one is killed."""
    lock = _open_lock(path)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _let_sigterm_exit() -> None:
    """Makes SIGTERM leave through atexit, where `stop` waits, unless somebody handles it already."""
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _exit)


def _exit(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
