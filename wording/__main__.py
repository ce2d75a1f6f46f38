"""Read texts without a server: `python -m wording quantities|periods|claims < IN.jsonl > OUT.jsonl`.

A line in is {"id", "text"} and, where it is known, "ref_date", the day from which "last year" counts. A line
out is the prediction for it, in the order of the lines in.
"""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from wording.claims.lines import claims_line
from wording.quantities.lines import quantities_line
from wording.times import times_line

READERS: dict[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "quantities": quantities_line,
    "periods": times_line,
    "claims": claims_line,
}


def main(arguments: list[str]) -> int:
    """Read lines, write lines; the exit status."""
    if len(arguments) != 1 or arguments[0] not in READERS:
        sys.stderr.write(
            f"expected one of {', '.join(READERS)}: python -m wording claims < IN.jsonl > OUT.jsonl\n"
        )
        return 2
    reader = READERS[arguments[0]]
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            told = reader(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            sys.stderr.write(f'line {number}: expected an object with "id" and "text"; {error}\n')
            return 1
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
