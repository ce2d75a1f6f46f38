"""What the files of a PostgreSQL server say about the process that runs it, and whether they lie.

After a kill, `postmaster.pid` and the socket's `.lock` file go on naming a process that is dead, a
zombie, or by now another program altogether. PostgreSQL itself sees through the first case only.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from sql import installation
from sql.errors import ServerStartError

SOCKET = ".s.PGSQL.5432"
ORPHANS_GONE_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Postmaster:
    """The server process that a data folder names. shared_memory: its System V id, 0 if unknown."""

    pid: int
    socket_folder: Path
    shared_memory: int


def running(cluster: Path) -> Postmaster | None:
    """The live server of the data folder, None if it has none."""
    named = _named(cluster)
    return named if named and _serves(named.pid, cluster) else None


def clear_stale(cluster: Path, socket_folder: Path) -> None:
    """Removes the lock files that name a process which is not this folder's server.

    Where the process is dead PostgreSQL removes them itself, after checking that none of its
    children lives on; where a zombie or another program has the number, we make the same check.
    Raises ServerStartError where they do not leave.
    """
    named = _named(cluster)
    if named:
        _wait_for_orphans(named.shared_memory)
    for path in (cluster / "postmaster.pid", socket_folder / f"{SOCKET}.lock"):
        pid = _first_number(path)
        if pid and _exists(pid) and not _serves(pid, cluster):
            path.unlink(missing_ok=True)


def _named(cluster: Path) -> Postmaster | None:
    # https://www.postgresql.org/docs/current/storage-file-layout.html: pid, data folder, start
    # time, port, socket folder, listen address, shared memory key and id, status.
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        memory = "".join(lines[6:7]).split()[1:2]
        return Postmaster(int(lines[0]), Path(lines[4]), int(memory[0]) if memory else 0)
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _first_number(path: Path) -> int | None:
    try:
        return abs(int(path.read_text(encoding="utf-8").split("\n", 1)[0]))
    except (FileNotFoundError, ValueError):
        return None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, cluster: Path) -> bool:
    """Whether the process is a server of that data folder: a zombie has no command line."""
    return str(cluster) in _arguments(pid)


def _arguments(pid: int) -> list[str]:
    if Path("/proc/self/cmdline").exists():
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes()).split("\0")
        except (FileNotFoundError, ProcessLookupError):
            return []
    return installation.ran(["ps", "-o", "command=", "-p", str(pid)]).stdout.split()


def _wait_for_orphans(shared_memory: int) -> None:
    """Waits until no process is attached to the segment: children of a killed server leave soon."""
    deadline = time.monotonic() + ORPHANS_GONE_WITHIN_S
    while _attached(shared_memory):
        if time.monotonic() > deadline:
            raise ServerStartError(
                "found processes of a killed PostgreSQL server that still hold its memory; a second "
                "server beside them would spoil the data. End them (ps -ef | grep postgres)"
            )
        time.sleep(0.05)


def _attached(shared_memory: int) -> int:
    try:
        rows = Path("/proc/sysvipc/shm").read_text(encoding="ascii").splitlines()[1:]
    except FileNotFoundError:
        return 0
    return next((int(row.split()[6]) for row in rows if int(row.split()[1]) == shared_memory), 0)
