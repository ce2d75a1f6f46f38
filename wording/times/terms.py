"""Terms of office as periods: "under Obama", "during the Trump administration", "since Biden took office"."""

import re
from datetime import date

from wording.lexicon import words
from wording.times.found import Found, Rule, Scene, found, rule
from wording.times.time_said import Days
from wording.times.vocabulary import one_of

# Name, title, first day and the day after the last, None for a term that has not ended.
_TERMS: list[tuple[str, str, date, date | None]] = [
    (name, office["title"], first, end[0] if end else None)
    for office in words("terms_of_office").values()
    for name, first, *end in office["terms"]
]
_SURNAMES = {name for name, *_ in _TERMS}


def _term(match: re.Match[str], scene: Scene) -> Found | None:
    """The last term of that name to have begun, open while it lasts; earlier ones as further readings."""
    if not scene.text[match.start("name")].isupper():
        return None
    like = [term for term in _TERMS if term[0] == match["name"] and match["title"] in {None, term[1]}]
    begun = sorted(
        (term for term in like if scene.ref is None or term[2] <= scene.ref), key=_first_day, reverse=True
    )
    terms: list[Days] = [(first, end if _is_over(end, scene.ref) else None) for _, _, first, end in begun]
    return found(match, "period", "term", terms[0], others=tuple(terms[1:])) if terms else None


def _first_day(term: tuple[str, str, date, date | None]) -> date:
    return term[2]


def _is_over(end: date | None, ref: date | None) -> bool:
    return ref is None or (end is not None and end <= ref)


def _since_term(match: re.Match[str], scene: Scene) -> Found | None:
    term = _term(match, scene)
    if term is None:
        return None
    others: tuple[Days, ...] = tuple((first, None) for first, _ in term.others)
    return found(match, "period", "term", (term.days[0], None), others=others)


_NAME = rf"(?:[a-z]{{3,9}} (?:[a-z]\. )?)?(?P<name>{one_of(_SURNAMES)})\b(?!-)"
_TITLE = r"(?:(?:former |then-|ex-)?(?P<title>president|prime minister|chancellor) )?"
_OFFICE = r"(?:administration|presidency|government|premiership|chancellorship|years|era|tenure|term|watch)"
_BEGAN = (
    r"(?:took office|came (?:in)?to (?:office|power)|was (?:inaugurated|elected|sworn in)"
    r"|became (?:president|prime minister|chancellor))"
)
RULES: list[Rule] = [
    rule(["since"], rf"since {_TITLE}{_NAME} {_BEGAN}\b", _since_term),
    rule(
        ["under", "during", "throughout"],
        rf"(?:under|during|throughout) (?:the )?{_TITLE}{_NAME}(?:'s)?[- ](?:first |second )?{_OFFICE}\b",
        _term,
    ),
    rule(["under"], rf"under {_TITLE}{_NAME}(?!'s|[a-z])", _term),
    rule(_SURNAMES, rf"(?P<name>{one_of(_SURNAMES)})(?P<title>(?!))?(?:'s)?[- ](?:years|era)\b", _term),
]
