"""Texts as the store takes them."""

LONGEST = 300  # characters of a text, where the store has no other limit for it


def fitting(text: str, longest: int = LONGEST) -> str:
    """The text in one line of what can be printed, not too long, and no formula to a spreadsheet."""
    printable = "".join(one if one.isprintable() else " " for one in text)
    line = " ".join(printable.split()).lstrip("=+-@ ")
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
