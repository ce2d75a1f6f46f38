"""Codes of areas of SDMX and Eurostat: ISO 3166 in two or three letters, M49, groups, and regions."""

import re

from publishers.places import Place, countries
from publishers.sdmx.record import rules
from publishers.texts import fitting

_REGION = re.compile(r"([A-Z]{2})[0-9A-Z]{1,3}", re.ASCII)
_CODE = re.compile(r"[A-Za-z0-9._-]{1,60}", re.ASCII)
_REGIONAL = frozenset(["eurostat"])  # services whose longer codes are regions (NUTS)


def place_of(code: str, service: str, label: str = "") -> Place | None:
    """The place of the code; None where it is not known and nothing names it.

    service: what has codes of its own knows them under its own scheme ("oecd:G7"). label: the name that
    comes with the code, if one does.
    """
    table = rules("areas")
    own = table["of"].get(service, {}).get(code) or table["groups"].get(code)
    if own:
        return Place(*own)
    known = countries().get(table["countries"].get(code, code))
    if known:
        return known
    if not _CODE.fullmatch(code):
        return None
    label = fitting(label)
    if service in _REGIONAL and (region := _region(code, label)):
        return region
    return Place(f"{service}:{code}", label) if label else None


def _region(code: str, label: str) -> Place | None:
    """A region of the European Union's nomenclature (NUTS), by the two letters of its country."""
    match = _REGION.fullmatch(code)
    country = countries().get(rules("areas")["countries"].get(match[1], match[1])) if match else None
    if country is None:
        return None
    return Place(f"nuts:{code}", label or f"{code} (region of {country.name})")
