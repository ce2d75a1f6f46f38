"""How well texts are read: the public test sets, beside what the best other program scores, and the speed.

The sets lie beside the checkout only where the service was made; without them there is nothing to score.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from wording.claims.lines import claims_line
from wording.plain_text import plain_text
from wording.quantities.lines import quantities_line
from wording.read_text import read_text
from wording.sentences import sentences
from wording.times import times_line
from wording.tokens import tokens_of

SETS = Path(__file__).resolve().parents[2] / "shared" / "bench"
# Set, reader, scorer, and rows to show: label, where the scorer's answer has it, the best other program, the floor.
ROWS: tuple[tuple[str, str, str, tuple[tuple[str, tuple[str | int, ...], str, int], ...]], ...] = (
    ("q_newsquant", "quantities", "score_quantity.py", (
        ("value F1", ("value_PRF", 2), "84.7", 92),
        ("value with unit recall", ("value+unit_R",), "60.8", 80),
        ("marked hedges F1", ("marked_mod_PRF", 2), "22.1", 80))),
    ("q_cogcomp", "quantities", "score_quantity.py", (("span F1", ("span_PRF", 2), "91.9", 95),)),
    ("q_numhg_headline", "quantities", "score_quantity.py", (("value recall", ("value_R",), "97.9", 99),)),
    ("q_specs", "quantities", "score_quantity.py", (("value recall", ("value_R",), "80.8", 92),)),
    ("t_timebank", "periods", "score_time.py", (
        ("span F1", ("span_PRF", 2), "87.2", 90),
        ("value recall", ("value_R",), "56.3", 75),
        ("value F1", ("value_F1",), "50.8", 70))),
    ("t_recognizers", "periods", "score_time.py", (("value recall", ("value_R",), "60.3", 80),)),
    ("readings", "claims", "score_readings.py", (
        ("recall", ("recall",), "-", 90),
        ("precision", ("precision",), "-", 85),
        ("silent where nothing", ("silent_where_nothing",), "-", 95))),
)  # fmt: skip
READERS = {"quantities": quantities_line, "periods": times_line, "claims": claims_line}


def main() -> None:
    """Print the table of scores, then sentences a second and the time of an article."""
    if not SETS.exists():
        print("no shared test sets here: nothing to score")
        return
    print(f"{'set':18}{'':24}{'best other':>12}{'floor':>8}{'ours':>10}")
    for name, reader, scorer, rows in ROWS:
        scored = _scored(name, reader, scorer)
        for label, where, other, floor in rows:
            print(f"{name:18}{label:24}{other:>12}{floor:>8}{_at(scored, where):>10}")
    _speed()


def _scored(name: str, reader: str, scorer: str) -> dict[str, Any]:
    gold = SETS / f"{name}.dev.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as out:
        for line in gold.read_text("utf-8").splitlines():
            out.write(json.dumps(READERS[reader](json.loads(line))) + "\n")
        out.flush()
        options = [] if scorer == "score_readings.py" else ["--json"]
        call = [sys.executable, scorer, str(gold), out.name, *options]
        answer = subprocess.run(call, cwd=SETS, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[0])
    return found


def _at(scored: Any, where: tuple[str | int, ...]) -> str:
    for step in where:
        scored = scored[step]
    return str(scored)


def _speed() -> None:
    texts = [
        json.loads(line)["text"] for line in (SETS / "t_timebank.dev.jsonl").read_text("utf-8").splitlines()
    ]
    count = sum(len(sentences(tokens_of(plain_text(text)))) for text in texts)
    read_text(texts[0])
    article = (SETS.parent / "cases" / "article.txt").read_text("utf-8")
    began = time.process_time()
    for text in texts:
        read_text(text)
    print(
        f"sentences of newspaper articles a second: {count / (time.process_time() - began):,.0f} (floor 3,000)"
    )
    began = time.process_time()
    read_text(article)
    took = (time.process_time() - began) * 1000 * 1000 / len(article.split())
    print(f"an article, read for the first time, for 1,000 words: {took:.1f} ms (at most 20)")


if __name__ == "__main__":
    main()
