"""Feed the reader of texts what nobody would write: `python bench/fuzz_reading.py MINUTES [SEED]`.

Texts are made by cutting, joining, repeating and spoiling the sentences of tests/wording. What raises, is read
differently the second time, has a claim out of place, or takes longer than its length allows is written to
tests/wording/corpus, where a test reads it for ever after.
"""

import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

import yaml

from wording import read_text
from wording.quantities.lines import quantities_line

TESTS = Path(__file__).resolve().parents[1] / "tests" / "wording"
CORPUS = TESTS / "corpus"
MOST = 4000  # characters of a text
# Seconds a character: twenty times what an article takes, and something to start with.
USUAL = 0.9  # of the odd characters are those that break readers
SLOW, START = 0.0004, 0.05
ODD = (
    "\u00a0\u202f\u2009\u00ad\u200b\u202e\u0301\u00bd\u00b2\u2460\u0660\uff15\u2019\u201c\u2014\u2212\ufb01\U0001f600\U0001d7ce"
    "\r\n\t.,;:-/%$\u20ac\u00a3\"'()"
)
WORDS = [
    "million",
    "hundred",
    "and",
    "of",
    "than",
    "from",
    "to",
    "between",
    "1,234.5",
    "000",
    "since",
    ", which",
    "half",
    "a",
    "the",
    "times",
    "%",
]


def main() -> None:
    """Fuzz for so many minutes and say what was found; exit with the number of findings."""
    minutes, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    chance, seeds = random.Random(seed), _seeds()
    until, count, findings = time.monotonic() + minutes * 60, 0, 0
    while time.monotonic() < until:
        text = _made(chance, seeds)
        fault = _fault(text)
        count += 1
        if fault:
            findings += 1
            name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
            (CORPUS / f"{name}.txt").write_text(text, "utf-8", newline="")
            print(f"{name}: {fault}")
        if count % 2000 == 0:
            print(f"{count} texts, {findings} findings", flush=True)
    print(f"{count} texts with seed {seed}: {findings} findings")
    sys.exit(min(findings, 100))


def _seeds() -> list[str]:
    rows = yaml.safe_load((TESTS / "claims.yaml").read_text("utf-8"))
    return [row["text"] for row in rows] + [
        path.read_bytes().decode() for path in sorted(CORPUS.glob("*.txt"))
    ]


def _made(chance: random.Random, seeds: list[str]) -> str:
    text = chance.choice(seeds)
    for _ in range(chance.randint(1, 8)):
        text = chance.choice((_spliced, _repeated, _spoiled, _worded, _shuffled))(chance, text, seeds)
    return text[:MOST]


def _spliced(chance: random.Random, text: str, seeds: list[str]) -> str:
    other = chance.choice(seeds)
    return text[: chance.randint(0, len(text))] + other[chance.randint(0, len(other)) :]


def _repeated(chance: random.Random, text: str, _: list[str]) -> str:
    start = chance.randint(0, len(text))
    piece = text[start : start + chance.randint(1, 12)]
    return text[:start] + piece * chance.randint(2, 200) + text[start:]


def _spoiled(chance: random.Random, text: str, _: list[str]) -> str:
    at = chance.randint(0, len(text))
    odd = (
        chance.choice(ODD)
        if chance.random() < USUAL
        else chr(chance.choice([*range(0xD7FF), *range(0xE000, 0x10FFFF, 97)]))
    )
    return text[:at] + odd + text[at + chance.randint(0, 1) :]


def _worded(chance: random.Random, text: str, _: list[str]) -> str:
    at = chance.randint(0, len(text))
    return f"{text[:at]} {chance.choice(WORDS)} {text[at:]}"


def _shuffled(chance: random.Random, text: str, _: list[str]) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def _fault(text: str) -> str | None:
    began = time.process_time()
    try:
        found = read_text(text)
        took = time.process_time() - began
        quantities_line({"id": 1, "text": text})
        again = read_text(text)
    except Exception:  # whatever it is, it is what we look for
        return traceback.format_exc(limit=-1)
    if again != found:
        return "read differently the second time"
    if any(not 0 <= claim.start < claim.end <= len(text) for claim in found.claims):
        return "a claim out of place"
    return f"{took:.2f} s for {len(text)} characters" if took > START + SLOW * len(text) else None


if __name__ == "__main__":
    main()
