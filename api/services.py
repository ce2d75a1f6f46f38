"""The services that publishers are asked at, as the environment sets them."""

from collections.abc import Mapping

from api.settings import SettingError, Settings
from outgoing.service import Service
from publishers.shape import Publisher


def service_of(publisher: Publisher, settings: Settings, environment: Mapping[str, str]) -> Service:
    """Where and with which key the publisher is asked: ADDSUP_<ID>_URL and ADDSUP_<ID>_KEY, if they are set.

    Where each source names an address of its own, only public ones are asked, unless the settings allow others.
    """
    variable = variable_of(publisher)
    url = environment.get(f"{variable}_URL") or publisher.url
    key = environment.get(f"{variable}_KEY") or None
    if url and not url.startswith(("http://", "https://")):
        raise SettingError(
            f"found {variable}_URL={url!r}; expected an address that begins with https:// or http://"
        )
    return Service(
        id=publisher.id,
        name=publisher.name,
        url=url.rstrip("/"),
        pace=publisher.keyed_pace if key and publisher.keyed_pace else publisher.pace,
        variable=variable,
        key_place=publisher.key_place,
        key=key,
        open_address=not publisher.url and not settings.private_addresses,
    )


def variable_of(publisher: Publisher) -> str:
    """The beginning of the names of the publisher's settings: "ADDSUP_FRED"."""
    return f"ADDSUP_{publisher.id.upper().replace('-', '_')}"
