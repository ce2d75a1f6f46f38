"""The tables: how they come about, and that nobody's database is changed in the dark."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from sql import migrate as migrating
from sql.errors import MigrationError
from sql.migrate import migrate

SCHEMA = Path(migrating.__file__).with_name("schema.sql")
CATALOGS = (
    """select table_name, column_name, data_type, is_nullable, column_default, is_identity,
        generation_expression, collation_name from information_schema.columns
        where table_schema = 'public'""",
    """select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'public'::regnamespace""",
    "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'",
    "select tgrelid::regclass::text, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal",
    """select proname, pg_get_functiondef(pg_proc.oid) from pg_proc
        join pg_language on pg_language.oid = prolang
        where pronamespace = 'public'::regnamespace and lanname <> 'c'""",
    "select sequencename, data_type::text from pg_sequences where schemaname = 'public'",
    "select extname from pg_extension",
)


def run(url: str, statement: str) -> list[tuple]:
    with closing(psycopg2.connect(url)) as conn, conn, conn.cursor() as cur:
        cur.execute(statement)
        return cur.fetchall() if cur.description else []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations that a test may spoil."""
    return Path(shutil.copytree(migrating.FOLDER, tmp_path / "migrations"))


def test_the_schema_is_what_all_migrations_lead_to(template_url, empty_url):
    run(empty_url, SCHEMA.read_text(encoding="utf-8"))
    for catalog in CATALOGS:
        assert sorted(map(str, run(empty_url, catalog))) == sorted(map(str, run(template_url, catalog)))


def test_each_migration_is_applied_once(empty_url):
    assert migrate(empty_url) == sorted(path.name for path in migrating.FOLDER.glob("*.sql"))
    assert migrate(empty_url) == []


def test_two_processes_that_migrate_at_once_both_succeed(empty_url):
    program = "import sys; from sql.migrate import migrate; migrate(sys.argv[1])"
    argv = [sys.executable, "-c", program, empty_url]
    both = [subprocess.Popen(argv) for _ in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert len(run(empty_url, "select name from migration")) == len(list(migrating.FOLDER.glob("*.sql")))


def test_a_migration_that_fails_leaves_nothing_of_it(empty_url, folder):
    (folder / "9999_broken.sql").write_text("create table half (n int); select 1/0;")
    with pytest.raises(psycopg2.errors.DivisionByZero):
        migrate(empty_url, folder)
    assert run(empty_url, "select 1 from pg_tables where tablename = 'half'") == []
    assert ("9999_broken.sql",) not in run(empty_url, "select name from migration")


def test_a_migration_edited_after_it_was_applied_is_refused(empty_url, folder):
    migrate(empty_url, folder)
    first = min(folder.glob("*.sql"))
    first.write_text(first.read_text() + "-- and one more thing\n")
    with pytest.raises(MigrationError, match=f"{first.name} was edited"):
        migrate(empty_url, folder)


def test_a_database_newer_than_the_program_is_refused(empty_url, folder):
    (folder / "9999_newer.sql").write_text("select 1;")
    migrate(empty_url, folder)
    with pytest.raises(MigrationError, match="newer program"):
        migrate(empty_url)
