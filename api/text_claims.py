"""The claims of a text, each taken as far as it can be checked: one that cannot be never costs the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from api import logs
from api.checking import Snapshot, asked_at, document_of, loose, snapshot_at, state_at
from api.evidence import evidence_for
from api.state import State
from schemas.blocks import CODE_POINT, in_units
from schemas.check_request import Request, load_claim
from schemas.open_claim import dump_open, lacking
from schemas.setting import Setting
from sql import areas
from sql.database import Connection
from wording import read_text
from wording.claim_in_text import ClaimInText

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class TextClaim:
    """A claim where it stands in a text.

    claim: complete, as it may be sent back; as it was read where it lacks an operand or was not
    understood. request: its check, None there.
    """

    found: ClaimInText
    claim: dict[str, Any]
    request: Request | None


def known_places(conn: Connection, setting: Setting) -> frozenset[str]:
    """The names of the areas stored, for the reader to know them by. Raises BodyError."""
    at = snapshot_at(conn, setting.snapshot)
    found: frozenset[str] = state_at(setting, at).known("names", lambda: areas.names(conn, at.number))
    return found


def claims_in(
    text: str, setting: Setting, places: frozenset[str], offsets: str = CODE_POINT
) -> tuple[list[TextClaim], str]:
    """The claims of the text, in order of place, and its language.

    places: names of places beside those of the lexicon. offsets: the units of quotes in the claims.
    """
    said_on = setting.context.said_on if setting.context.said_on_given else None
    read = read_text(text, said_on, setting.context.country, places)
    found = sorted(read.claims, key=lambda claim: (claim.start, claim.end))
    return [_taken(claim, text, setting, offsets) for claim in found], read.language


def _taken(found: ClaimInText, text: str, setting: Setting, offsets: str) -> TextClaim:
    claim: dict[str, Any] = {"wording": text[found.start : found.end], **found.claim}
    claim = in_units(claim, claim["wording"], offsets)
    request = None if lacking(claim) else _unless_refused(lambda: load_claim(claim, setting))
    return TextClaim(found, request.understood if request else claim, request)


def checks_of(conn: Connection, claims: Sequence[TextClaim], setting: Setting) -> Iterator[dict[str, Any]]:
    """The documents of the claims' checks, all at one state of the store. Raises BodyError.

    A claim that cannot be checked has one with no_figures.
    """
    at = snapshot_at(conn, setting.snapshot)
    state = state_at(setting, at)
    for one in claims:
        yield _checked(conn, one, state, at) or left_open(one.claim, setting, at)


def _checked(conn: Connection, one: TextClaim, state: State, at: Snapshot) -> dict[str, Any] | None:
    request = one.request
    if request is None:
        return None
    evidence = evidence_for(conn, request.claim, request.context, state)
    return _unless_refused(lambda: document_of(request, evidence, at))


def left_open(claim: Mapping[str, Any], setting: Setting, at: Snapshot) -> dict[str, Any]:
    """The document of a claim that is not checked: it lacks an operand, or was not understood."""
    return loose(dump_open(claim, setting, asked_at(setting, at), str(at)))


def _unless_refused(step: Callable[[], Result]) -> Result | None:
    """What the step makes of a claim; None, and a line in the log, where it refuses it or fails."""
    try:
        return step()
    except Exception as error:  # whatever it is, the other claims of the text are told
        logs.failure(error)
        return None
