"""Lists and the parameters they share: a page of items and the cursor of the next one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

MAX_LIMIT = 200
CURSOR = r"^[0-9]{1,12}\.[0-9]{1,12}$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+ -]\d{2}:\d{2})?)?", re.ASCII)
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: in the store's state of a snapshot, so that pages fit together.

    snapshot: None is the newest. after: how many items, or the last item, came before.
    """

    snapshot: int | None = None
    after: int = 0

    def __str__(self) -> str:
        return f"{self.snapshot or 0}.{self.after}"


class Strict(Schema):
    """What a caller sends: what is not known is refused, so that a misspelt name is not ignored."""

    class Meta:
        unknown = RAISE

    # An instance variable to marshmallow's types, though it reads it from the class.
    error_messages = {  # noqa: RUF012
        "unknown": "unknown name; expected one of those that /docs lists",
        "type": "expected an object",
    }


class WholeField(fields.Integer):
    """A whole number written in digits alone, in an address."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> int:
        if not isinstance(value, str) or not _DIGITS.fullmatch(value):
            raise ValidationError("expected a whole number in digits")
        number = super()._deserialize(value, attr, data, **kwargs)
        return int(number) if number is not None else 0


class DayField(fields.Date):
    """A day as "2022-06-13"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> date:
        expected = 'expected a day such as "2022-06-13"'
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValidationError(expected)
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError(expected) from error


class InstantField(fields.String):
    """A point in time as "2026-11-24T09:00:00Z", or the beginning of a day, in UTC, as "2026-11-24"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        expected = 'expected a time such as "2026-11-24T09:00:00Z", or a day'
        if not isinstance(value, str) or not _INSTANT.fullmatch(value):
            raise ValidationError(expected)
        try:
            found = datetime.fromisoformat(value.replace(" ", "+"))  # a plus in an address is a space
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(expected) from error


class CursorField(fields.String):
    """Where a page begins, as `next` of the page before said."""

    def __init__(self) -> None:
        super().__init__(
            load_default=Cursor,
            metadata={"description": "`next` of the page before", "pattern": CURSOR},
        )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Any:
        if not isinstance(value, str) or not re.fullmatch(CURSOR, value, re.ASCII):
            raise ValidationError("expected a cursor as next of the page before gave it")
        snapshot, after = value.split(".")
        return Cursor(int(snapshot) or None, int(after))


class PageSchema(Strict):
    """The parameters of every list."""

    cursor = CursorField()
    limit = WholeField(
        load_default=50,
        validate=validate.Range(1, MAX_LIMIT, error=f"expected a whole number from 1 to {MAX_LIMIT}"),
    )


def listed(items: type[Schema]) -> type[Schema]:
    """The schema of a page of such items."""
    name = items.__name__.removesuffix("Schema")
    return type(
        f"{name}ListSchema",
        (Schema,),
        {
            "__doc__": "A page of a list.",
            "items": fields.List(fields.Nested(items), required=True),
            "next": fields.String(
                required=True,
                allow_none=True,
                metadata={"description": "`cursor` of the next page, null on the last"},
            ),
        },
    )
