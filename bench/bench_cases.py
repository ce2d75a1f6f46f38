"""How many of the shared cases of checks are right: the verdict and the intervals (relative 1e-6).

The file lies beside the checkout only where the service was made; without it there is nothing to score.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from api.app import create_app
from api.settings import Settings
from sql.database import open_database

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases" / "checks.dev.jsonl"
NEAR = 1e-6


def main() -> None:
    """Print each case that is wrong and the count of those that are right."""
    if not CASES.exists():
        print("no shared cases here: nothing to score")
        return
    cases = [json.loads(line) for line in CASES.read_text().splitlines()]
    with tempfile.TemporaryDirectory(prefix="addsup-bench-") as folder:
        Path(folder).chmod(0o755)  # as root, PostgreSQL runs as another user
        with closing(open_database(None, Path(folder) / "data")) as database:
            client = create_app(database, Settings()).test_client()
            wrong = 0
            for case in cases:
                answer = client.post("/v1/checks", json=case["request"]).json
                faults = list(_faults(case["expect"], answer))
                wrong += bool(faults)
                for fault in faults:
                    print(f"{case['name']}: {fault}")
    print(f"{len(cases) - wrong} of {len(cases)} cases are right")
    sys.exit(wrong > 0)


def _faults(expected: dict[str, Any], answer: dict[str, Any]) -> Iterator[str]:
    if answer.get("verdict") != expected["verdict"]:
        yield f"verdict {answer.get('verdict')}, expected {expected['verdict']}"
    readings = answer.get("readings", [])
    computed = expected.get("computed")
    if computed and not any(_near(reading["computed"], computed) for reading in readings):
        yield f"no reading computes {computed}"
    for stated in expected.get("stated", []):
        if not any(
            reading["standing"] == stated["standing"] and _near(reading["stated"], stated)
            for reading in readings
        ):
            yield f"no {stated['standing']} reading states {stated}"


def _near(found: dict[str, Any] | None, expected: dict[str, Any]) -> bool:
    return found is not None and all(_same(found[end], expected[end]) for end in ("low", "high"))


def _same(found: str | None, expected: str | None) -> bool:
    if found is None or expected is None:
        return found is expected
    return abs(float(found) - float(expected)) <= NEAR * max(1e-9, abs(float(expected)))


if __name__ == "__main__":
    main()
