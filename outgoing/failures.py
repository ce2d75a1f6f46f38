"""What servers and libraries say of a failure, in words that hold no key and no address in full."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, quote_plus

import requests
from requests import Response
from urllib3.exceptions import HTTPError

from outgoing.unpacking import PackingError

LENGTH = 300  # characters of what a server said that are told on
_SECONDS = re.compile(r"[0-9]{1,9}")


def retry_after(said: str | None) -> float | None:
    """Seconds that the server asks to wait, said in seconds or as a date (RFC 9110, 10.2.3); None for nonsense."""
    if said is None:
        return None
    if _SECONDS.fullmatch(said.strip()):
        return float(said.strip())
    try:
        at = parsedate_to_datetime(said)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return max(0.0, (at - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return None


def said_by(answer: Response, key: str | None) -> str:
    """The beginning of an error's body, in one line in brackets, without key; nothing for a page."""
    try:
        raw = answer.raw.read(4096, decode_content=True)
    except HTTPError:
        return ""
    text = " ".join(
        "".join(one if one.isprintable() else " " for one in raw.decode("utf-8", "replace")).split()
    )
    for form in {key, quote(key, safe=""), quote_plus(key)} if key else ():
        text = text.replace(form, "…")
    return f" ({text[:LENGTH]})" if text and not text.startswith("<") else ""


def in_words(error: Exception) -> str:
    """What happened, without the address that the libraries repeat in full, key and all."""
    if isinstance(error, PackingError):
        return str(error)
    if isinstance(error, ValueError) and not isinstance(error, requests.RequestException):
        return "an answer whose headers cannot be understood"
    text = str(error)
    if isinstance(error, requests.exceptions.SSLError):
        return "no connection that its certificate vouches for"
    if isinstance(error, requests.ConnectTimeout | requests.ReadTimeout) or "timed out" in text:
        return "no answer in time"
    if "IncompleteRead" in text or "ended prematurely" in text:
        return "an answer that was cut short"
    return "no connection"
