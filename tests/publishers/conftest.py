"""Bodies as publishers send them: recorded ones beside the checkout, and small ones of our own."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from outgoing.body import Body
from outgoing.web import Ask

RECORDED = Path(__file__).parents[3] / "shared" / "recorded"
TODAY = date(2026, 11, 25)


def body(
    content: bytes | str, part: str = "data", request: str = "GET https://publisher.example/data"
) -> Body:
    return Body.of(content.encode() if isinstance(content, str) else content, part, request, TODAY)


@pytest.fixture
def recorded() -> Callable[..., Body]:
    """A recorded answer, by its path in the folder of recordings."""

    def found(path: str, part: str = "data") -> Body:
        if not (RECORDED / path).exists():
            pytest.skip(f"needs the recorded answer {path}, in ../shared/recorded")
        return Body.of(RECORDED / path, part, f"GET https://publisher.example/{path}", TODAY)

    return found


class Answering:
    """A web in which the answers are prepared: keeps what was asked."""

    def __init__(self, *answers: bytes | str, keyed: bool = False) -> None:
        self.answers = list(answers)
        self.keyed = keyed
        self.asked: list[Ask] = []

    def ask(self, ask: Ask) -> Body:
        self.asked.append(ask)
        return body(self.answers.pop(0), ask.part)
