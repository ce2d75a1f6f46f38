"""Addresses that strangers name: only public ones are called, whatever their name resolves to."""

import socket

import pytest

from outgoing import public, webhook
from outgoing.errors import ForbiddenAddressError
from outgoing.public import open_session, require_public
from outgoing.webhook import Message, send, signature
from tests.mock_publisher import serving


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://localhost:8000/",
        "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[2002:7f00:1::]/", "http://10.0.0.1/", "http://172.16.3.4/",
        "http://192.168.1.1/", "http://169.254.169.254/latest", "http://100.64.0.1/", "http://0.0.0.0/", "http://[::]/",
        "http://224.0.0.1/", "http://[fe80::1]/", "http://[fd00::1]/", "http://240.0.0.1/",
        "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::1]/", "http://[fec0::1]/", "http://[::ffff:0:127.0.0.1]/", "http://[::127.0.0.1]/",
    ],
)  # fmt: skip
def test_no_private_address_is_called_however_it_is_written(url):
    with pytest.raises(ForbiddenAddressError):
        require_public(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://8.8.8.8/",
        "//8.8.8.8/",
        "http://",
        "http://a:b@8.8.8.8/",
        "http://8.8.8.8:99999/",
        "x",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(ForbiddenAddressError, match="expected"):
        require_public(url)


def test_a_public_address_may_be_called():
    require_public("http://8.8.8.8/hook")
    require_public("https://[2606:4700:4700::1111]:8443/hook")


def test_every_address_of_a_name_must_be_public(monkeypatch):
    found = [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.1"):
        require_public("https://two.example/")


def test_a_name_that_is_not_known_is_said(monkeypatch):
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(ForbiddenAddressError, match="no address for 'nowhere.example'"):
        require_public("https://nowhere.example/")


def test_a_name_that_leads_elsewhere_the_second_time_is_sent_nothing(monkeypatch):
    with serving() as mock:
        mock.answers["/hook"] = b"thanks"
        monkeypatch.setattr(webhook, "require_public", lambda _: None)
        with pytest.raises(ForbiddenAddressError, match="no public address"):
            send(f"{mock.address}/hook", webhook.new_secret(), Message("msg_1", 1, b"{}"), public_only=True)
        assert mock.asked == []


def test_a_proxy_is_not_asked_in_place_of_a_public_server(monkeypatch):
    with serving() as mock:
        monkeypatch.setenv("http_proxy", mock.address)
        with pytest.raises(ForbiddenAddressError), open_session(public_only=True) as session:
            session.get(f"{mock.address}/x", timeout=2)
        assert mock.asked == []


def test_a_signature_is_that_of_the_specification():
    """The example of the Standard Webhooks specification."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    message = Message("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signature(secret, message) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secrets_differ():
    assert len({webhook.new_secret() for _ in range(50)}) == 50
    assert public.USER_AGENT.startswith("Addsup/")
