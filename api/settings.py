"""Everything that can be set, from the environment, in one place."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HIGHEST_PORT = 65535
ROOT = Path(__file__).resolve().parent.parent


class SettingError(ValueError):
    """A variable of the environment holds what cannot be meant."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service is to run.

    database_url: DATABASE_URL, a PostgreSQL of one's own; without it the service runs its own.
    data: ADDSUP_DATA, the folder of its own PostgreSQL; else `.data` beside the program.
    host, port: ADDSUP_HOST and ADDSUP_PORT, where it listens.
    closed: ADDSUP_CLOSED=1, reading and checking need a key too.
    private_addresses: ADDSUP_PRIVATE_ADDRESSES=1, subscribers and tables may be on one's own network.

    Where each publisher is asked, and with which key, is set beside these (api.services).
    """

    database_url: str | None = None
    data: Path = ROOT / ".data"
    host: str = "127.0.0.1"
    port: int = 8000
    closed: bool = False
    private_addresses: bool = False


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment asks for; a variable set to nothing counts as not set.

    Raises SettingError.
    """
    return Settings(
        database_url=environment.get("DATABASE_URL") or None,
        data=Path(environment.get("ADDSUP_DATA") or Settings().data),
        host=environment.get("ADDSUP_HOST") or Settings().host,
        port=_port(environment.get("ADDSUP_PORT") or str(Settings().port)),
        closed=_switch("ADDSUP_CLOSED", environment.get("ADDSUP_CLOSED") or "0"),
        private_addresses=_switch(
            "ADDSUP_PRIVATE_ADDRESSES", environment.get("ADDSUP_PRIVATE_ADDRESSES") or "0"
        ),
    )


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= HIGHEST_PORT:
        return int(text)
    raise SettingError(f"found ADDSUP_PORT={text}; expected a number from 1 to {HIGHEST_PORT}")


def _switch(name: str, text: str) -> bool:
    if text not in {"0", "1"}:
        raise SettingError(f"found {name}={text}; expected 1 or 0")
    return text == "1"
