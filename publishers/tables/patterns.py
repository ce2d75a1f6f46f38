"""Regular expressions of a mapping: only such as no text makes slow."""

import re

from publishers.errors import SourceError

Pattern = re.Pattern[str]
GROUPS = {"year", "month", "quarter", "day", "period", "open"}
LONGEST_PATTERN = 200  # characters
LONGEST_TEXT = 1_000  # characters; a longer text matches nothing
MOST_WAYS = 2_000_000  # in which a pattern may try to match a text: hundredths of a second
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)  # an escaped sign, or a class of signs
_TOKEN = re.compile(r"\((?:\?(?:P<\w+>|:|i))?|[)|*+?]|\{([0-9]*),([0-9]*)\}")
_REFUSED = re.compile(r"\)[*+{]|\(\?(?!P<|:|i\))")  # a group repeated; what looks around or back


def compiled(text: str, entry: str) -> Pattern:
    """The pattern. Raises SourceError naming the entry where it is none, slow, or names a group that says nothing."""
    try:
        pattern = re.compile(text[: LONGEST_PATTERN + 1])
    except (re.error, RecursionError, OverflowError) as error:
        raise SourceError(f"{entry}: found {text[:60]!r}; expected a regular expression ({error})") from error
    bare = _ATOM.sub("_", text)
    if len(text) > LONGEST_PATTERN or _REFUSED.search(bare) or _ways(bare) > MOST_WAYS:
        raise SourceError(
            f"{entry}: found {text[:60]!r}; expected a short pattern: at most two of *, + and {{2,}}, few of ?, | "
            "and {2,3}, no group repeated, and nothing that looks ahead or back"
        )
    if unknown := pattern.groupindex.keys() - GROUPS:
        raise SourceError(
            f"{entry}: found {', '.join(sorted(unknown))[:60]!r}; expected groups named {', '.join(sorted(GROUPS))}"
        )
    return pattern


def _ways(bare: str) -> int:
    """In how many ways the pattern may be tried on the longest text, at most: what all of its choices come to.

    >>> _ways("Total .+"), _ways("(a|b)?x{2,3}")
    (1000, 8)
    """
    ways, choices = 1, [1]
    for token in _TOKEN.finditer(bare):
        sign = token[0][0]
        if sign == "(":
            choices.append(1)
        elif sign == "|":
            choices[-1] += 1
        elif sign == ")":
            ways *= choices.pop()
        else:
            ways *= _times(token)
    return ways * choices[0]


def _times(repeated: re.Match[str]) -> int:
    """In how many ways what stands before the sign may be repeated."""
    if repeated[0] == "?":
        return 2
    least, most = repeated[1] or "0", repeated[2]
    return int(most) - int(least) + 1 if most else LONGEST_TEXT


def plain(text: str) -> str:
    """The text with one space between words, as patterns and lists of texts know it."""
    return " ".join(text.split())


def said_by(pattern: Pattern, text: str) -> dict[str, str] | None:
    """What the named groups of the pattern say of the whole text, None where it does not match."""
    found = pattern.fullmatch(text) if len(text) <= LONGEST_TEXT else None
    return None if found is None else {name: part for name, part in found.groupdict().items() if part}
