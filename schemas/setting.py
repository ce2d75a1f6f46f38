"""Where something was said, and how it is to be checked: what a claim and a text have in common."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from factcheck.claim import Context
from factcheck.period import FIRST_YEAR, LAST_YEAR
from factcheck.quantity import Tolerance
from schemas.claim import one_of, short_text
from schemas.listing import Strict

DETAILS = ("full", "card", "mark")


class ContextSchema(Strict):
    """When, where and by whom it was said. said_on: today where none is given."""

    said_on = fields.Date(
        format="iso",
        validate=validate.Range(
            date(FIRST_YEAR + 1, 1, 1),
            date(LAST_YEAR - 1, 12, 31),
            error="expected a day of the last thousand years",
        ),
        error_messages={"invalid": 'expected a day such as "2022-06-13"'},
    )
    country = fields.String(
        validate=validate.Regexp(r"^[A-Za-z]{2}\Z", error='expected two letters (ISO 3166-1), such as "US"')
    )
    area = short_text(200)
    language = fields.String(
        validate=validate.Regexp(
            r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", error='expected a language tag, such as "en"'
        )
    )
    url = short_text(2000)
    author = short_text(500)
    title = short_text(1000)


class MannerSchema(Strict):
    """How checks are made and answered."""

    tolerance = fields.String()
    as_of = fields.String()
    snapshot = short_text(100)
    detail = fields.String(validate=one_of(DETAILS))

    @validates_schema(skip_on_field_errors=True)
    def _understood(self, loaded: dict[str, Any], **_: Any) -> None:
        faults = {}
        for name, read in (("tolerance", read_tolerance), ("as_of", read_as_of)):
            try:
                read(loaded.get(name))
            except ValueError as error:
                faults[name] = [str(error)]
        if faults:
            raise ValidationError(faults)


def read_tolerance(text: str | None) -> Tolerance:
    """The tolerance asked for. Raises ValueError."""
    if text in (None, "usual", "exact", "lenient"):
        return Tolerance(text or "usual")
    if not _PERCENTAGE.fullmatch(text or "") or Decimal(text or "") > 100:
        raise ValueError('expected usual, exact, lenient, or a percentage from 0 to 100 such as "5"')
    return Tolerance("percent", Decimal(text or ""))


_PERCENTAGE = re.compile(r"\d{1,3}(\.\d{1,9})?", re.ASCII)


def read_as_of(text: str | None) -> str | date:
    """The state of the figures asked for. Raises ValueError."""
    if text in (None, "said_on", "latest"):
        return text or "said_on"
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        raise ValueError('expected said_on, latest, or a day such as "2022-06-13"') from error


@dataclass(frozen=True, slots=True)
class Setting:
    """Where something was said, and how it is to be checked.

    context_understood: the context complete, as it may be sent back. snapshot: None is the newest.
    """

    context: Context
    context_understood: dict[str, Any]
    tolerance: Tolerance
    as_of: str | date
    snapshot: str | None


def setting_of(context: Mapping[str, Any], options: Mapping[str, Any], today: date) -> Setting:
    """The setting that a loaded context and options give; said today where there is no date."""
    said_on, country = context.get("said_on"), context.get("country")
    read = Context(
        said_on or today, said_on is not None, country.upper() if country else None, context.get("area")
    )
    understood = {**context, "said_on": read.said_on.isoformat()}
    if country:
        understood["country"] = country.upper()
    return Setting(
        read, understood, read_tolerance(options.get("tolerance")), read_as_of(options.get("as_of")),
        options.get("snapshot"),
    )  # fmt: skip
