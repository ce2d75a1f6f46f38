"""Addresses that strangers name are called only where they are public, whatever their name resolves to.

The name is looked up before anything is connected, and the peer is looked at again once connected,
before a byte is sent: a name may resolve otherwise the second time.
"""

import ipaddress
import socket
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from requests import Session
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from outgoing.errors import ForbiddenAddressError

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
# Whose last 32 bits are an address of version 4 (RFC 6052; RFC 4291, 2.5.5.1).
_EMBEDDING = tuple(ipaddress.IPv6Network(net) for net in ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96"))
_INNER = (ipaddress.IPv6Network("64:ff9b:1::/48"), ipaddress.IPv6Network("fec0::/10"))  # RFC 8215; RFC 3879


def require_public(url: str) -> None:
    """Looks up where the address leads. Raises ForbiddenAddressError unless all of it is public."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        parts, host, port = urlsplit(""), "", 0
    if parts.scheme not in {"http", "https"} or not host or parts.username is not None:
        raise ForbiddenAddressError(
            f"found the address {url[:200]!r}; expected one such as https://newsroom.example/hook"
        )
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ForbiddenAddressError(
            f"found no address for {host!r}; expected the name of a server"
        ) from error
    for *_, address in found:
        _require(str(address[0]), host)


def _require(address: str, host: str) -> None:
    ip = _within(ipaddress.ip_address(address.partition("%")[0]))
    if not ip.is_global or ip.is_multicast or any(ip in network for network in _INNER):
        raise ForbiddenAddressError(
            f"found {host!r} at {address}, which is no public address; expected a server on the internet. "
            "ADDSUP_PRIVATE_ADDRESSES=1 allows addresses of one's own network"
        )


def _within(ip: Address) -> Address:
    """The address of version 4 that one of version 6 stands for, where it stands for one."""
    if not isinstance(ip, ipaddress.IPv6Address):
        return ip
    if any(ip in network for network in _EMBEDDING):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


class _Checked:
    """A connection that looks at its peer before anything is sent."""

    def _new_conn(self) -> socket.socket:
        opened: socket.socket = super()._new_conn()  # type: ignore[misc]  # of the connection it is mixed into
        try:
            _require(str(opened.getpeername()[0]), self.host)  # type: ignore[attr-defined]  # the same
        except ForbiddenAddressError:
            opened.close()
            raise
        return opened


class _PublicHTTP(_Checked, HTTPConnection):
    pass


class _PublicHTTPS(_Checked, HTTPSConnection):
    pass


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTP


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPS


class _PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}


def open_session(*, public_only: bool) -> Session:
    """A session that says who we are and follows nothing; with public_only, one that calls public servers only."""
    session = Session()
    session.headers["User-Agent"] = USER_AGENT
    if public_only:
        session.trust_env = False  # a proxy would be asked in place of the server, and could reach any
        for scheme in ("http://", "https://"):
            session.mount(scheme, _PublicAdapter())
    return session


USER_AGENT = "Addsup/0.1 (checks numeric claims against official figures)"
