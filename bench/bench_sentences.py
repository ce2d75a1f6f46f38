"""Whether whole sentences get the right verdict from POST /v1/checks on the sample figures.

sentences.jsonl was written by somebody who did not know the program: true ones, wrong ones, and ones that no series
can decide. It is split in two halves alike; the program was tuned on "tune" only, and on "more", which was written
later by somebody else who did not know it either.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import store
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from sql.database import Database

HALVES = ("tune", "held", "more")
SENTENCES = Path(__file__).parent / "sentences.jsonl"
UNDECIDED = {"no_figures", "not_checkable"}


def main() -> None:
    """Prints what became of each part; with --wrong the sentences of the tuned half that were answered wrongly."""
    rows = [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]
    with store.made(["migrate"], ["load-sample"]) as url, Path(os.devnull).open("w") as quiet:
        os.dup2(quiet.fileno(), 2)  # the lines of the log are written, and nobody watches them
        database = Database(url, None, connections=1)
        client = create_app(database, Settings()).test_client()
        told = [{**row, "answer": answered(client, row)} for row in rows]
        database.close()
    halves = {half: [row for row in told if row["half"] == half] for half in HALVES}
    print(f"{'':28}" + "".join(f"{f'{half} ({len(found)})':>12}" for half, found in halves.items()))
    for name in ("right", "silent, though decidable", "decided, though undecidable", "decided wrongly"):
        print(f"{name:28}" + "".join(f"{_count(found, name):>12}" for found in halves.values()))
    if "--wrong" in sys.argv:
        for row in sorted(halves["tune"], key=became):
            if became(row) != "right":
                print(
                    f"\n{became(row)}: {row['id']} {row['said_on']} {row.get('country')}: {row['sentence']}"
                )
                print(f"  {'/'.join(row['expected'])}: {row['about']}\n  {_said(row['answer'])}")


def answered(client: FlaskClient, row: Mapping[str, Any]) -> dict[str, Any]:
    """The answer; one that is refused because no claim is in the sentence has no verdict."""
    found = client.post("/v1/checks", json=asked(row))
    assert found.status_code in {200, 201, 422}, found.text
    answer: dict[str, Any] = found.get_json()
    return answer


def asked(row: Mapping[str, Any]) -> dict[str, Any]:
    """The request that a newsroom would send for the sentence."""
    context = {"said_on": row["said_on"], **({"country": row["country"]} if row.get("country") else {})}
    return {"wording": row["sentence"], "context": context, "options": {"store": False}}


def became(row: Mapping[str, Any]) -> str:
    """What became of a sentence; "not checkable" counts like "no figures", as both mark nothing."""
    verdict, expected = row["answer"].get("verdict", "not_checkable"), set(row["expected"])
    if verdict in expected or (verdict in UNDECIDED and expected <= UNDECIDED):
        return "right"
    if verdict in UNDECIDED:
        return "silent, though decidable"
    return "decided, though undecidable" if expected <= UNDECIDED else "decided wrongly"


def _count(rows: Sequence[Mapping[str, Any]], name: str) -> int:
    return sum(became(row) == name for row in rows)


def _said(answer: Mapping[str, Any]) -> str:
    told = [f"{answer.get('verdict')}: {answer.get('summary', answer.get('detail'))}"]
    for check in answer.get("checks", [answer]):
        told.append(json.dumps(check.get("claim"), ensure_ascii=False))
        told += [json.dumps(one, ensure_ascii=False) for one in check.get("missing", ())]
    return "\n  ".join(told)


if __name__ == "__main__":
    main()
