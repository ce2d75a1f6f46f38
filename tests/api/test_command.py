"""The `addsup` command, as a newcomer types it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
import requests
from click.testing import CliRunner

from api.command import cli
from tests.api.conftest import AREAS, COLUMNS, FIGURES, rows

ADDSUP = Path(sys.executable).with_name("addsup")
COMMANDS = {
    *(
        "serve",
        "migrate",
        "demo",
        "load-sample",
        "load-recorded",
        "add-name",
        "add-standing",
        "import-figures",
        "export-figures",
        "withdraw-import",
    ),
    *("create-key", "list-keys", "revoke-key"),
    *("list-publishers", "add-series", "refresh", "worker", "list-sources", "end-source", "parse-again"),
    *("add-subscriber", "list-subscribers", "end-subscriber"),
}


@pytest.fixture
def addsup(fresh_url, tmp_path):
    """Runs addsup on a database of the test's own, in a folder of its own."""

    def run(*arguments, status=0):
        environment = {"PATH": os.environ["PATH"], "DATABASE_URL": fresh_url}
        command = [ADDSUP, *arguments]
        done = subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        return done

    return run


@pytest.fixture
def filled(addsup, tmp_path):
    """The same, with the invented publisher's figures stored."""
    (tmp_path / "areas.csv").write_bytes(AREAS)
    (tmp_path / "figures.csv").write_bytes(FIGURES)
    addsup("import-figures", "areas.csv", "--kind", "areas")
    addsup("import-figures", "figures.csv")
    return addsup


def test_help_names_every_command_and_each_explains_itself(addsup):
    runner = CliRunner()
    listed = set(re.findall(r"^  ([a-z][a-z-]+)  ", addsup("--help").stdout, re.MULTILINE))

    assert listed == COMMANDS
    for command in COMMANDS:
        explained = runner.invoke(cli, [command, "--help"]).output
        assert len(explained.splitlines()) >= 4


def test_a_file_is_imported_once(filled):
    again = filled("import-figures", "figures.csv").stdout
    assert re.fullmatch(
        r"im_\d+: 25 rows read, 0 figures and 0 vintages added, 25 were stored before\n", again
    )


def test_bad_rows_are_a_table_and_nothing_is_stored(filled, tmp_path):
    (tmp_path / "bad.csv").write_bytes(COLUMNS + rows({"2023-13": 1, "2023-02": 2}).encode())
    done = filled("import-figures", "bad.csv", status=1)

    lines = done.stderr.splitlines()
    assert lines[0] == "Nothing was stored: 1 bad rows."
    assert lines[2].split() == ["line", "column", "found", "expected"]
    assert lines[3].split()[:2] == ["2", "period"]
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_said_in_a_line(addsup):
    assert "does not exist" in addsup("import-figures", "none.csv", status=2).stderr


def test_figures_are_exported_as_they_can_be_imported(filled, tmp_path):
    filled("export-figures", "inv.arrivals", "--area", "CA", "--output", "out.csv")
    assert (tmp_path / "out.csv").read_text().count("\n") == 13

    again = filled("import-figures", "out.csv").stdout
    assert "0 figures and 0 vintages added, 12 were stored before" in again


def test_a_series_that_is_not_stored_is_said_in_a_line(filled):
    done = filled("export-figures", "inv.none", status=1)
    assert done.stderr.startswith("addsup: found no series 'inv.none'")
    assert done.stderr.count("\n") == 1


def test_an_import_is_taken_back_once(filled):
    assert filled("withdraw-import", "im_2").stdout == "im_2 is taken back.\n"
    assert filled("withdraw-import", "im_2", status=1).stderr.startswith("addsup: ")
    assert filled("withdraw-import", "im_77", status=1).stderr.startswith("addsup: ")


def test_a_key_is_printed_alone_on_the_last_line_listed_and_revoked(addsup):
    made = addsup("create-key", "--name", "newsroom", "--may", "import")
    assert re.fullmatch(r"addsup_[\w-]{43}", made.stdout.splitlines()[-1])

    listed = addsup("list-keys").stdout
    assert "newsroom  may import" in listed
    assert made.stdout.strip() not in listed

    addsup("revoke-key", listed.split()[0])
    assert addsup("list-keys").stdout == ""
    assert addsup("revoke-key", listed.split()[0], status=1).stderr.startswith("addsup: ")


def test_a_setting_that_cannot_be_meant_is_said_in_a_line(tmp_path):
    done = subprocess.run(
        [ADDSUP, "serve"],
        env={"ADDSUP_PORT": "http"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "addsup: found ADDSUP_PORT=http; expected a number from 1 to 65535\n"


def test_a_database_that_does_not_answer_is_said_in_a_line(tmp_path):
    environment = {"DATABASE_URL": "postgresql://127.0.0.1:1/none"}
    done = subprocess.run(
        [ADDSUP, "migrate"], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("addsup: found no PostgreSQL server to talk to")
    assert "Traceback" not in done.stderr


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(fresh_url, tmp_path):
    """The service as `addsup serve` runs it: the process and its address."""
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": fresh_url, "ADDSUP_PORT": str(port)}
    log = tmp_path / "log"
    with log.open("wb") as stderr:
        process = subprocess.Popen(
            [ADDSUP, "serve"], env=environment, cwd=tmp_path, stderr=stderr, start_new_session=True
        )
        address = f"http://127.0.0.1:{port}"
        wait_until_ready(address, process, log)
        yield process, address, environment
        process.terminate()
        assert process.wait(timeout=15) == 0


def wait_until_ready(address, process, log):
    for _ in range(300):
        assert process.poll() is None, log.read_text()
        try:
            if requests.get(f"{address}/health/ready", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError(log.read_text())


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_the_service_stops_cleanly_when_its_terminal_tells_it_to(served, told):
    process, _, _ = served
    os.killpg(process.pid, told)
    assert process.wait(timeout=8) == 0


def test_a_port_that_is_taken_is_said_with_what_to_do(served):
    _, address, environment = served
    second = subprocess.run([ADDSUP, "serve"], env=environment, capture_output=True, text=True, check=False)

    assert second.returncode == 1
    assert f"found {address.removeprefix('http://')} taken" in second.stderr
    assert "ADDSUP_PORT=8001" in second.stderr


def test_the_metrics_are_those_of_all_workers(served):
    _, address, _ = served
    for _ in range(20):
        requests.get(f"{address}/v1/series", timeout=5)
    counted = re.search(
        r'addsup_requests_total{method="GET",route="/v1/series",status="200"} (\d+)',
        requests.get(f"{address}/metrics", timeout=5).text,
    )
    assert float(counted[1]) == 20


@pytest.mark.parametrize(
    ("body", "status"), [([b"{}"], 422), ([b"{}", b" " * (1 << 20)], 413)], ids=["small", "large"]
)
def test_a_body_in_chunks_is_read_to_its_limit(served, body, status):
    _, address, _ = served
    answer = requests.post(
        f"{address}/v1/checks", data=iter(body), headers={"Content-Type": "application/json"}, timeout=10
    )
    assert answer.status_code == status


GDP = "Country Name,Country Code,Year,Value\nKenya,KEN,2022,113420008179.1\nKenya,KEN,2023,107440578934.9\n"


@pytest.fixture
def recorded(tmp_path) -> Path:
    """A folder of recorded answers with a single one in it, written in the form of the World Bank's table."""
    (tmp_path / "recorded/worldbank").mkdir(parents=True)
    (tmp_path / "recorded/worldbank/bulk_gdp.csv").write_text(GDP)
    return tmp_path / "recorded"


def test_recorded_answers_are_stored_once(addsup, recorded):
    first = addsup("load-recorded", str(recorded)).stdout
    assert "1/1 worldbank/bulk_gdp.csv: 2 rows, 2 figures and 2 vintages added" in first
    assert "stored before" in addsup("load-recorded", str(recorded)).stdout
    assert "KEN" in addsup("export-figures", "wb.gdp").stdout


def test_an_answer_that_was_recorded_anew_is_stored_too(addsup, recorded):
    addsup("load-recorded", str(recorded))
    (recorded / "worldbank/bulk_gdp.csv").write_text(GDP.replace("113420008179.1", "113420008179.2"))
    assert "2 rows, 0 figures" in addsup("load-recorded", str(recorded)).stdout


def test_an_answer_of_another_shape_stops_the_load_and_leaves_nothing_of_it(addsup, recorded):
    (recorded / "worldbank/bulk_gdp.csv").write_text(GDP + "Kenya,KEN,2024,many\n")
    assert "row 4" in addsup("load-recorded", str(recorded), status=1).stderr
    assert "no series" in addsup("export-figures", "wb.gdp", status=1).stderr


def test_recorded_answers_bring_the_areas_they_are_of(addsup, recorded):
    assert "00-areas.csv" in addsup("load-recorded", str(recorded)).stdout
    assert "00-areas.csv" not in addsup("load-recorded", str(recorded)).stdout


def test_a_name_that_was_another_notion_s_is_told(filled):
    assert "no longer as “gross domestic product”" in filled("add-name", "arrivals", "GDP").stdout


def test_a_load_that_is_killed_leaves_nothing_half_stored_and_goes_on(addsup, recorded, fresh_url):
    addsup("migrate")
    environment = {"PATH": os.environ["PATH"], "DATABASE_URL": fresh_url}
    with closing(psycopg2.connect(fresh_url)) as conn, conn.cursor() as cur:
        cur.execute("lock table vintage in access exclusive mode")  # the load comes up to here, and waits
        load = subprocess.Popen(
            [ADDSUP, "load-recorded", str(recorded)], env=environment, stdout=subprocess.DEVNULL
        )
        until = time.monotonic() + 30
        while not _waits_for_a_lock(fresh_url):
            assert time.monotonic() < until
            time.sleep(0.05)
        load.kill()
        load.wait()
    assert "no series" in addsup("export-figures", "wb.gdp", status=1).stderr
    assert "2 rows, 2 figures and 2 vintages" in addsup("load-recorded", str(recorded)).stdout


def _waits_for_a_lock(url) -> bool:
    with closing(psycopg2.connect(url)) as conn, conn.cursor() as cur:
        cur.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        )
        return cur.fetchone() != (0,)


def test_a_folder_without_recorded_answers_says_what_was_expected(addsup, tmp_path):
    said = addsup("load-recorded", str(tmp_path), status=1).stderr
    assert "worldbank/bulk_gdp.csv" in said


def test_a_name_is_added_once_and_taken_back(filled):
    made = filled("add-name", "arrivals", "landings").stdout
    assert made.endswith(": “landings” is read as “arrivals” from now on.\n")
    assert filled("add-name", "arrivals", "landings").stdout.endswith("that was so before.\n")
    assert "is taken back" in filled("withdraw-import", made.partition(":")[0]).stdout


def test_a_standing_names_series_that_are_stored(filled):
    done = filled("add-standing", "inv.none", "inv.arrivals", "strained", "--why", "a sample", status=1)
    assert "the id of a series that is stored" in done.stderr
