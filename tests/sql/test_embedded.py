"""Our own server: it comes up whatever was left behind, serves all who ask, and goes with the last."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg2
import pytest

from sql import cluster, embedded, installation, postmaster
from sql.database import open_database
from sql.errors import BusyError, ServerStartError
from tests.sql_fixtures import create_database

HOLD = """
import sys, time
from pathlib import Path
from sql import embedded
server = embedded.start(Path(sys.argv[1]))
print(server.url, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="session")
def made() -> Iterator[Path]:
    """A folder of data made before: copies of it spare each test the time of initdb."""
    folder = Path(tempfile.mkdtemp(prefix="addsup-tests-"))
    folder.chmod(0o755)
    embedded.start(folder).stop()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def folder(empty_folder: Path, made: Path) -> Path:
    """A folder of data of the test's own."""
    subprocess.run(["cp", "-a", made / "cluster", empty_folder], check=True)
    return empty_folder


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    """A folder for data that any account can enter, gone afterwards."""
    made = Path(tempfile.mkdtemp(prefix="addsup-tests-"))
    made.chmod(0o755)
    yield made
    running = postmaster.running(made / "cluster")
    if running:
        os.kill(running.pid, signal.SIGQUIT)
        wait_until(lambda: not postmaster.running(made / "cluster"))
        shutil.rmtree(running.socket_folder, ignore_errors=True)
    shutil.rmtree(made)


def answer(url: str, statement: str = "select 1") -> object:
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        cur.execute(statement)
        return cur.fetchone()[0]


def holder(folder: Path) -> tuple[subprocess.Popen, str]:
    """Another process with a share in the server, and the server's URL."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def end(process: subprocess.Popen, number: int) -> None:
    process.send_signal(number)
    process.wait(30)
    process.stdout.close()


def wait_until(holds) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_it_starts_from_nothing_serves_and_stops(empty_folder):
    server = embedded.start(empty_folder)
    assert answer(server.url) == 1
    server.stop()
    assert postmaster.running(empty_folder / "cluster") is None


def test_data_are_there_after_a_stop_and_a_start(folder):
    server = embedded.start(folder)
    with closing(psycopg2.connect(server.url)) as conn, conn:
        conn.cursor().execute("create table kept as select 7 as n")
    server.stop()
    again = embedded.start(folder)
    assert answer(again.url, "select n from kept") == 7
    again.stop()


def test_two_processes_share_a_server_and_the_last_one_stops_it(folder):
    process, url = holder(folder)
    ours = embedded.start(folder)
    assert ours.url == url
    ours.stop()
    assert answer(url) == 1
    end(process, signal.SIGTERM)
    assert postmaster.running(folder / "cluster") is None


def test_two_processes_that_start_at_once_find_one_server(empty_folder):
    both = [holder(empty_folder) for _ in range(2)]
    assert both[0][1] == both[1][1]
    for process, _ in both:
        end(process, signal.SIGTERM)
    assert postmaster.running(empty_folder / "cluster") is None


def test_sigterm_stops_the_server(folder):
    process, _ = holder(folder)
    end(process, signal.SIGTERM)
    assert process.returncode == 128 + signal.SIGTERM
    assert postmaster.running(folder / "cluster") is None


def test_a_server_whose_starter_was_killed_serves_on_and_is_stopped_by_the_next(folder):
    process, url = holder(folder)
    end(process, signal.SIGKILL)
    assert answer(url) == 1
    ours = embedded.start(folder)
    ours.stop()
    assert postmaster.running(folder / "cluster") is None


def test_a_killed_server_is_started_again(folder):
    server = embedded.start(folder)
    running = postmaster.running(folder / "cluster")
    os.kill(running.pid, signal.SIGKILL)
    wait_until(lambda: not postmaster.running(folder / "cluster"))
    assert (folder / "cluster" / "postmaster.pid").exists()
    again = embedded.start(folder)
    assert answer(again.url) == 1
    again.stop()
    server.stop()


@pytest.mark.parametrize("kind", ["zombie", "foreign"])
def test_a_stale_lock_that_names_another_process_is_removed(folder, kind):
    server = embedded.start(folder)
    lines = (folder / "cluster" / "postmaster.pid").read_text().splitlines()
    server.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        if kind == "zombie":
            other.kill()
            wait_until(lambda: " Z " in Path(f"/proc/{other.pid}/stat").read_text())
        stale = folder / "cluster" / "postmaster.pid"
        stale.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
        server.socket_folder.mkdir(mode=0o700)
        if installation.lent_account():
            installation.lent_account().own(server.socket_folder)
        lock = server.socket_folder / f"{postmaster.SOCKET}.lock"
        lock.write_text(stale.read_text())
        again = embedded.start(folder)
        assert answer(again.url) == 1
        again.stop()
        if kind == "foreign":
            other.stdin.close()


def test_another_servers_process_is_not_taken_for_ours(folder, server):
    other = embedded.start(folder)
    other.stop()
    theirs = answer(server.url, "select pg_read_file('postmaster.pid')").splitlines()
    stale = [theirs[0], *theirs[1:6], theirs[6].split()[0] + " 999999999", *theirs[7:]]
    (folder / "cluster" / "postmaster.pid").write_text("\n".join(stale) + "\n")
    again = embedded.start(folder)
    assert again.url != server.url
    assert answer(again.url) == 1
    again.stop()


def test_half_a_cluster_left_by_a_kill_is_made_anew(empty_folder):
    half = empty_folder / "cluster.new"
    half.mkdir()
    (half / "postgresql.conf").write_text("nonsense")
    server = embedded.start(empty_folder)
    assert answer(server.url) == 1
    server.stop()


def test_it_listens_on_a_private_socket_only(folder):
    server = embedded.start(folder)
    assert answer(server.url, "show listen_addresses") == ""
    assert server.socket_folder.stat().st_mode & 0o777 == 0o700
    assert len(os.fsencode(server.socket_folder / postmaster.SOCKET)) <= 107
    server.stop()


def test_a_temporary_folder_with_a_long_path_is_passed_over(folder, monkeypatch):
    deep = folder / ("x" * 100)
    deep.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    server = embedded.start(folder)
    assert server.socket_folder.parent == Path("/tmp")
    server.stop()


def test_a_socket_folder_that_somebody_else_made_is_refused(folder):
    name = f"addsup-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}"
    planted = Path(tempfile.gettempdir()) / name
    planted.symlink_to(folder)
    with pytest.raises(ServerStartError, match="not a private folder"):
        embedded.start(folder)
    planted.unlink()


def test_trigrams_see_letters_of_all_alphabets(server):
    url = create_database(server.url)
    with closing(psycopg2.connect(url)) as conn, conn, conn.cursor() as cur:
        cur.execute("create extension pg_trgm")
        cur.execute("select similarity('Россия', 'россии') > 0, lower('É')")
        assert cur.fetchone() == (True, "é")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    file = tmp_path / "file"
    file.touch()

    with pytest.raises(ServerStartError, match="expected a folder that can be written to"):
        embedded.start(file / "below")


def test_data_of_another_major_version_are_refused(folder):
    embedded.start(folder).stop()
    (folder / "cluster" / "PG_VERSION").write_text("14\n")
    with pytest.raises(ServerStartError, match=r"data of PostgreSQL 14 .* import again"):
        embedded.start(folder)


def test_a_server_that_cannot_start_says_what_its_log_says(folder):
    embedded.start(folder).stop()
    with (folder / "cluster" / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = 'plenty'\n")
    with pytest.raises(ServerStartError, match="contains errors"):
        embedded.start(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends PostgreSQL another account")
class TestAsRoot:
    """Root lends PostgreSQL an account, and leaves the modes of folders alone."""

    def test_the_server_runs_as_an_unprivileged_account(self, folder):
        server = embedded.start(folder)
        running = postmaster.running(folder / "cluster")
        assert Path(f"/proc/{running.pid}").stat().st_uid == installation.lent_account().uid != 0
        server.stop()

    def test_data_under_a_folder_that_the_account_cannot_enter_go_where_it_can(self, folder):
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        server = embedded.start(closed / "data")
        assert answer(server.url) == 1
        place = Path(answer(server.url, "show data_directory")).parent
        assert place.parent == installation.SHARED_FOLDER
        assert closed.stat().st_mode & 0o777 == 0o700
        server.stop()
        shutil.rmtree(place)

    def test_programs_that_the_account_cannot_enter_are_copied(self, folder, monkeypatch):
        real = installation.programs(None)
        package = real.parent.parent
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        shutil.copytree(package, closed / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, closed / libraries.name, symlinks=True)
        hidden = closed / package.name / "pginstall" / "bin"
        monkeypatch.setattr(installation, "_packaged", lambda: hidden)
        monkeypatch.setattr(installation, "SHARED_FOLDER", folder / "shared")
        server = embedded.start(folder)
        running = postmaster.running(folder / "cluster")
        assert Path(f"/proc/{running.pid}/exe").readlink().is_relative_to(folder / "shared")
        server.stop()

    def test_nobody_serves_where_there_is_no_account_postgres(self, monkeypatch):
        known = installation.pwd.getpwnam

        def without_postgres(name: str):
            if name == "postgres":
                raise KeyError(name)
            return known(name)

        monkeypatch.setattr(installation.pwd, "getpwnam", without_postgres)
        assert installation.lent_account().name == "nobody"


def test_without_the_wheel_a_postgres_of_the_machine_serves(monkeypatch):
    packaged = installation.programs(None)
    monkeypatch.setattr(installation, "_packaged", lambda: None)
    monkeypatch.setenv("PATH", str(packaged))
    assert installation.programs(None) == packaged.resolve()


def test_without_any_postgres_the_way_out_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(installation, "_packaged", lambda: None)
    monkeypatch.setattr(installation, "SYSTEM_FOLDER", tmp_path)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ServerStartError, match="DATABASE_URL"):
        installation.programs(None)


def test_a_system_postgres_older_than_fifteen_is_passed_over(monkeypatch, tmp_path):
    monkeypatch.setattr(installation, "_packaged", lambda: None)
    monkeypatch.setattr(installation, "SYSTEM_FOLDER", tmp_path)
    monkeypatch.setenv("PATH", "")
    for version in (14, 16):
        made = tmp_path / str(version) / "bin" / "postgres"
        made.parent.mkdir(parents=True)
        made.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.1'\n")
        made.chmod(0o755)
    assert installation.programs(None) == tmp_path / "16" / "bin"


def test_a_url_leads_to_the_same_store(server, tmp_path):
    url = create_database(server.url)
    with closing(open_database(url, tmp_path)) as opened, opened.reading() as conn:
        assert conn.info.dsn_parameters["dbname"] in url
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_which_letters_are_lost_is_refused(server, tmp_path):
    with closing(psycopg2.connect(server.url)) as conn:
        conn.autocommit = True
        conn.cursor().execute(
            "create database plain_c template template0 encoding 'UTF8' locale_provider libc "
            "lc_collate 'C' lc_ctype 'C'"
        )
    with pytest.raises(ServerStartError, match="lc_ctype"):
        open_database(server.url.replace("/addsup?", "/plain_c?"), tmp_path)


def test_a_server_that_does_not_answer_is_named(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"postgresql://127.0.0.1:{taken.getsockname()[1]}/none"
        with pytest.raises(ServerStartError, match="Check DATABASE_URL"):
            open_database(url, tmp_path)


def test_a_fork_does_not_stop_the_server_of_its_parent(folder):
    server = embedded.start(folder)
    child = os.fork()
    if child == 0:
        server.stop()
        os._exit(0)
    os.waitpid(child, 0)
    assert answer(server.url) == 1
    server.stop()
    assert postmaster.running(folder / "cluster") is None


def test_a_connection_that_broke_is_replaced(database):
    with database.reading() as conn:
        pid = conn.info.backend_pid
    with database.transaction() as writing:
        writing.cursor().execute("select pg_terminate_backend(%s)", [pid])
    with database.reading() as conn, pytest.raises(psycopg2.OperationalError):
        conn.cursor().execute("select 1")
    with database.reading() as conn:
        conn.cursor().execute("select 1")


def test_reading_cannot_write(database):
    with database.reading() as conn, pytest.raises(psycopg2.errors.ReadOnlySqlTransaction):
        conn.cursor().execute("create table forbidden (n int)")


def test_a_transaction_is_whole_or_nothing(database):
    def fail() -> None:
        with database.transaction() as conn:
            conn.cursor().execute("insert into licence (name) values ('half')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as conn, conn.cursor() as cur:
        cur.execute("select count(*) from licence")
        assert cur.fetchone() == (0,)


def test_settings_are_written_once(folder):
    embedded.start(folder).stop()
    embedded.start(folder).stop()
    assert (folder / "cluster" / "postgresql.conf").read_text().count(cluster.SETTINGS) == 1


def test_waiting_for_a_connection_ends(database, monkeypatch):
    monkeypatch.setattr("sql.database.WAIT_S", 0.01)
    with ExitStack() as held:
        held.enter_context(database.reading())
        held.enter_context(database.reading())
        with pytest.raises(BusyError, match="every connection"):
            held.enter_context(database.reading())
