"""Asking a service over real HTTP, with every fault that servers have."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outgoing.body import Body
from outgoing.errors import (
    BrokenBodyError,
    ForbiddenAddressError,
    OutgoingError,
    RefusedError,
    UnreachableError,
)
from outgoing.service import KeyPlace, Pace, Service
from outgoing.unpacking import PIECE, unpacked
from outgoing.web import Around, Ask, Limits, Web
from tests.mock_publisher import BOMB_BYTES, MockPublisher, serving

DOCUMENT = b'[{"pages":1},[{"value":12345678901234567890.123}]]'
QUICK = Limits(
    connect_s=2, read_s=1.5, whole_s=1, largest=1 << 20, attempts=3, backoff_s=0.01, longest_wait_s=1
)
ASK = Ask("data", "data", (("format", "json"),))


@pytest.fixture
def mock() -> Iterator[MockPublisher]:
    with serving() as mock:
        mock.answers["/data"] = DOCUMENT
        yield mock


def service(mock: MockPublisher, **more: object) -> Service:
    return replace(Service("inv", "The Invented Office", mock.address, Pace(1000, 1), "ADDSUP_INV"), **more)


@pytest.fixture
def web(mock: MockPublisher, tmp_path: Path) -> Iterator[Web]:
    opened = Web(service(mock), tmp_path, QUICK)
    yield opened
    opened.close()


def content(body: Body) -> bytes:
    with body.content() as file:
        return file.read()


def test_an_answer_is_kept_as_it_came(web, mock):
    body = web.ask(ASK)
    assert content(body) == DOCUMENT
    assert body.request == f"GET {mock.address}/data?format=json"
    assert mock.asked[0][1]["User-Agent"].startswith("Addsup/")


@pytest.mark.parametrize(
    "fault",
    ["429", "500", "503", "truncated", "truncated in chunks", "length too large", "broken gzip", "no gzip", "an HTML page",
     "nothing", "silence"],
)  # fmt: skip
def test_a_passing_fault_is_got_over(web, mock, fault):
    mock.faults = [fault, fault]
    assert content(web.ask(ASK)) == DOCUMENT
    assert len(mock.asked) == 3


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("429", "status 429 .slow down."),
        ("500", "status 500 .oh no."),
        ("truncated", "cut short"),
        ("truncated in chunks", "cut short"),
        ("length too large", "cut short"),
        ("broken gzip", "cut short|packing is broken"),
        ("no gzip", "packing is broken"),
        ("silence", "no answer in time"),
        ("slow drip", "more than 1 s"),
        ("an HTML page", "a page of HTML"),
        ("nothing", "without content"),
    ],
)
def test_a_lasting_fault_is_told_in_words(web, mock, fault, said):
    mock.answers["/data"] = DOCUMENT * 10
    mock.faults = [fault] * 3
    with pytest.raises(UnreachableError, match=f"The Invented Office was asked 3 times .*, last: .*({said})"):
        web.ask(ASK)


def test_an_answer_longer_than_it_says_is_cut_where_it_says(web, mock):
    mock.faults = ["length too small"]
    assert content(web.ask(ASK)) == DOCUMENT[: len(DOCUMENT) // 2]  # no JSON: its reader refuses it


def test_a_server_that_wants_an_hour_is_given_it_later(web, mock):
    mock.faults = ["429 for an hour"]
    with pytest.raises(UnreachableError) as caught:
        web.ask(ASK)
    assert caught.value.wait == 3600
    assert len(mock.asked) == 1


def test_a_gzip_bomb_is_stopped_within_bounded_memory(web, mock):
    mock.faults = ["gzip bomb"]
    tracemalloc.start()
    try:
        with pytest.raises(BrokenBodyError, match="more than 1,048,576 bytes"):
            web.ask(ASK)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < BOMB_BYTES / 8


def test_a_refusal_is_not_asked_again(web, mock):
    with pytest.raises(RefusedError, match="status 404 .*no such thing"):
        web.ask(replace(ASK, path="other"))
    assert len(mock.asked) == 1


def test_a_redirect_to_another_server_is_not_followed(web, mock):
    mock.faults = ["redirect away"]
    with pytest.raises(ForbiddenAddressError, match=r"169\.254\.169\.254.*ADDSUP_INV_URL"):
        web.ask(ASK)


def test_a_redirect_within_the_server_is_followed_some_times(web, mock):
    mock.faults = ["redirect to itself"]
    assert content(web.ask(ASK)) == DOCUMENT
    mock.faults = ["redirect to itself"] * 9
    with pytest.raises(RefusedError, match="without an end"):
        web.ask(ASK)


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
@pytest.mark.parametrize("piece", [1, 7, 1 << 20])
def test_a_gzip_is_unpacked_to_its_last_byte_however_it_arrives(length, piece):
    plain = bytes(length)
    packed = io.BytesIO(gzip.compress(plain) + gzip.compress(plain))

    class Arriving:
        def read1(self, amt: int, decode_content: bool) -> bytes:
            assert amt
            assert not decode_content
            return packed.read(piece)

    assert b"".join(unpacked(Arriving(), "gzip")) == plain + plain


def test_a_gzip_of_several_members_is_read_whole(web, mock):
    mock.faults = ["gzip of two members"]
    assert content(web.ask(ASK)) == DOCUMENT


@pytest.mark.parametrize("fault", ["a part", "accepted", "redirect to nowhere", "nonsense to wait"])
def test_what_is_not_the_whole_answer_is_asked_for_again(web, mock, fault):
    mock.faults = [fault]
    assert content(web.ask(ASK)) == DOCUMENT
    mock.faults = [fault] * 3
    with pytest.raises(UnreachableError, match="status"):
        web.ask(ASK)


def test_a_redirect_to_another_port_leads_off_the_server(web, mock):
    mock.faults = ["redirect to another port"]
    with pytest.raises(ForbiddenAddressError, match="another server"):
        web.ask(ASK)


def test_a_redirect_to_what_is_no_address_is_told(web, mock):
    mock.faults = ["redirect to nonsense"] * 3
    with pytest.raises(UnreachableError, match="headers cannot be understood"):
        web.ask(ASK)


def test_a_redirect_keeps_its_query_as_it_is(web, mock):
    mock.faults = ["redirect to itself"]
    web.ask(replace(ASK, path="data?raw&format=&x=a%20b", params=()))
    assert mock.asked[1][0] == "/data?raw&format=&x=a%20b"


def test_a_key_goes_to_the_server_of_the_service_only(mock, tmp_path):
    keyed = service(
        mock, url="https://portal.example", key=KEY, key_place=KeyPlace("header", "X-Key", needed=False)
    )
    web = Web(keyed, tmp_path, QUICK)
    web.ask(replace(ASK, path=f"{mock.address}/data"))
    web.close()
    assert "X-Key" not in mock.asked[0][1]


def test_what_is_kept_is_asked_for_on_condition(mock, tmp_path):
    mock.etag = '"7"'
    kept: dict[str, Body] = {}
    web = Web(service(mock), tmp_path, QUICK, Around(kept=kept.get))
    first = web.ask(ASK)
    kept[first.request] = first
    again = web.ask(ASK)
    web.close()
    assert (first.unchanged, again.unchanged) == (False, True)
    assert mock.asked[1][1]["If-None-Match"] == '"7"'
    assert content(again) == DOCUMENT


KEY = "s3cret+key/42"


@pytest.mark.parametrize("place", ["query", "header", "json"])
@pytest.mark.parametrize("fault", ["", "500", "no key", "redirect to itself", "silence"])
def test_a_key_is_sent_and_never_told(mock, tmp_path, place, fault):
    told: list[str] = []
    keyed = service(mock, key=KEY, key_place=KeyPlace(place, "api_key", needed=True))
    web = Web(keyed, tmp_path, replace(QUICK, attempts=1), Around(tell=told.append))
    mock.faults = [fault] if fault else []
    try:
        body = web.ask(replace(ASK, json={"a": 1} if place == "json" else None))
        said = body.request
    except OutgoingError as error:
        said = f"{error} {error.__cause__}"
    web.close()
    path, headers, sent = mock.asked[-1]
    assert (
        KEY in {"query": _unquoted(path), "header": headers.get("api_key", ""), "json": sent.decode()}[place]
    )
    assert path.count("api_key") == (place == "query")
    assert KEY not in _unquoted(said + "".join(told))


def _unquoted(text: str) -> str:
    return text.replace("%2B", "+").replace("%2F", "/")


def test_without_a_key_that_is_needed_nothing_is_asked(mock, tmp_path):
    web = Web(service(mock, key_place=KeyPlace("query", "api_key", needed=True)), tmp_path, QUICK)
    with pytest.raises(RefusedError, match="ADDSUP_INV_KEY"):
        web.ask(ASK)
    web.close()
    assert mock.asked == []


def test_the_pace_is_asked_before_each_request(mock, tmp_path):
    turns: list[str] = []
    web = Web(service(mock), tmp_path, QUICK, Around(turn=lambda asked: turns.append(asked.id)))
    mock.faults = ["500"]
    web.ask(ASK)
    web.close()
    assert turns == ["inv", "inv"]


def test_an_address_that_strangers_name_must_be_public(mock, tmp_path):
    web = Web(service(mock, open_address=True), tmp_path, QUICK)
    with pytest.raises(ForbiddenAddressError, match=r"127\.0\.0\.1"):
        web.ask(ASK)
    web.close()
    assert mock.asked == []
