"""The examples of the documentation: commands in pages, run, and what they print, written below them.

`make docs` writes them again; a test says that nothing would change.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "docs" / "reading.md", *sorted((ROOT / "docs" / "http").glob("*.md"))]
ADDRESS = "http://127.0.0.1:8000"

_EXAMPLE = re.compile(
    r"(?P<command>```sh\n(?P<typed>(?:curl|echo) .*?)```\n)\n```(?P<kind>json|text|csv)\n.*?```", re.DOTALL
)
# What differs from one run to the next, and what it is shown as.
_PASSING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"), "2026-11-24T09:00:00Z"),
    (re.compile(r"\bs\d+\.\d{4}-\d\d-\d\d\b"), "s2.2026-11-24"),
    (re.compile(r"urn:addsup:request:[\w-]+"), "urn:addsup:request:5Xb0yGkqT3M"),
    (re.compile(r"sha-256:[0-9a-f]{64}"), "sha-256:…"),
)


def rewritten(page: str, address: str) -> str:
    """The page with what each command prints now, sent to the service at the address."""

    def run(example: re.Match[str]) -> str:
        typed = example["typed"].replace(ADDRESS, address)
        done = subprocess.run(["sh", "-ec", typed], capture_output=True, text=True, check=True)
        printed = done.stdout.replace(address, ADDRESS)
        for passing, shown in _PASSING:
            printed = passing.sub(shown, printed)
        return f"{example['command']}\n```{example['kind']}\n{printed.rstrip()}\n```"

    return _EXAMPLE.sub(run, page)
