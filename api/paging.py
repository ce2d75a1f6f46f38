"""Pages of a list: its items, the cursor of the next page, and `Link: rel=next`."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request

from api.endpoint import Answer
from schemas.listing import Cursor


def page(items: Sequence[dict[str, Any]], limit: int, next_cursor: Cursor) -> Answer:
    """A page of at most `limit` items, of which one more than that was looked up.

    next_cursor: where the next page begins, if there is one.
    """
    if len(items) <= limit:
        return {"items": items, "next": None}
    query = urlencode({**request.args.to_dict(), "cursor": str(next_cursor)})
    link = {"Link": f'<{request.path}?{query}>; rel="next"'}
    return {"items": items[:limit], "next": str(next_cursor)}, 200, link
