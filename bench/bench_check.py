"""POST /v1/checks with stored figures, nothing kept, against a bare Flask view doing the same one query.

Both run in this process through WSGI, on the embedded PostgreSQL, in turns: what differs is ours.
The bare view reads the body, makes the query and dumps a fixed answer of the same size. At most
three times its time is allowed.
"""

import io
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import orjson
from flask import Flask, Response, request

from api.app import create_app
from api.settings import Settings
from sql import imports, snapshots
from sql.database import Database, open_database
from sql.queries import query

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
ROUNDS, TIMES = 30, 40
ALLOWED = 3.0
SERIES, AREA = "us-prm.refugee-admissions", "rpc:lac"
CHECK = {
    "claim": {
        "relation": "multiple",
        "stated": "about twice",
        "subject": {"series": SERIES, "area": AREA, "period": "2022-06"},
        "reference": {"series": SERIES, "area": AREA, "period": "2021-06"},
    },
    "context": {"said_on": "2022-07-13", "country": "US"},
    "options": {"store": False},
}


def main() -> None:
    """Print both medians and their ratio; fail past what is allowed."""
    with (
        tempfile.TemporaryDirectory(prefix="addsup-bench-") as folder,
        Path(os.devnull).open("w") as quiet,
        closing(open_database(None, _entered(Path(folder)))) as database,
    ):
        _fill(database)
        service = create_app(database, Settings())
        os.dup2(quiet.fileno(), 2)  # the lines of the log are written, and nobody watches them
        body = orjson.dumps(CHECK)
        answer = _sent(service, "/v1/checks", body)
        bare = _bare(database, orjson.loads(answer))
        assert len(_sent(bare, "/bare", body)) == len(answer)
        checks, floors = [], []
        for _ in range(ROUNDS):
            checks.append(_seconds(lambda: _sent(service, "/v1/checks", body)))
            floors.append(_seconds(lambda: _sent(bare, "/bare", body)))
    check, floor = statistics.median(checks), statistics.median(floors)
    print(
        f"check {check * 1e6:.0f} µs, bare view {floor * 1e6:.0f} µs: "
        f"{check / floor:.2f} times (at most {ALLOWED})"
    )
    print(f"answer {len(answer)} bytes, verdict {orjson.loads(answer)['verdict']}")
    sys.exit(check / floor > ALLOWED)


def _entered(folder: Path) -> Path:
    folder.chmod(0o755)  # as root, PostgreSQL runs as another user
    return folder / "data"


def _fill(database: Database) -> None:
    with database.transaction() as conn:
        imports.run(conn, "figures", [(SAMPLE / "10-us-refugee-admissions.csv").read_bytes()], "sample")


def _bare(database: Database, answer: Any) -> Flask:
    app = Flask("bare")
    with database.reading() as conn:
        snapshot = snapshots.current(conn)
    asked = {"series": [SERIES], "areas": [AREA], "as_of": date(2022, 7, 13), "snapshot": snapshot}

    @app.post("/bare")
    def view() -> Response:
        request.get_json()
        with database.reading() as conn, conn.cursor() as cur:
            cur.execute(query("figures_for"), asked)
            cur.fetchall()
        return Response(orjson.dumps(answer), mimetype="application/json")

    return app


def _sent(app: Flask, path: str, body: bytes) -> bytes:
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
    }
    status: list[str] = []
    answer = b"".join(app.wsgi_app(environ, lambda code, *_: status.append(code)))
    assert status[0].startswith("200"), (status, answer)
    return answer


def _seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    for _ in range(TIMES):
        act()
    return (perf_counter() - start) / TIMES


if __name__ == "__main__":
    main()
