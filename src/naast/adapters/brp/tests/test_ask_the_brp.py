"""The client over real HTTP: what it learns, and each way in which a source fails."""

from __future__ import annotations

import logging
import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest

from naast.adapters.brp.answers import found_in, person_in
from naast.adapters.brp.breaker import Breaker
from naast.adapters.brp.client import BrpClient, Patience, SourceFailed
from naast.adapters.brp.facts import FACTS, fields_for
from naast.demo.stand_ins.brp.app import StandIn

BSN = "999990019"
QUERY = {
    "type": "RaadpleegMetBurgerservicenummer",
    "burgerservicenummer": [BSN],
    "fields": fields_for(frozenset(FACTS)),
}


def client(address: str, **patience: float) -> BrpClient:
    return BrpClient(address=address, api_key="key", patience=Patience(**patience))


def failure(address: str, **patience: float) -> str:
    with pytest.raises(SourceFailed) as caught:
        person_in(client(address, **patience).ask(QUERY), bsn=BSN)
    return caught.value.kind


def test_the_facts_are_those_of_the_register(stand_in: StandIn, address: str) -> None:
    brp = client(address)
    person = person_in(brp.ask(QUERY), bsn=BSN)
    assert person is not None
    assert person.verblijfplaats is not None
    key = person.verblijfplaats.adresseerbaarObjectIdentificatie
    fields = ["burgerservicenummer", "leeftijd"]
    house = {
        "type": "ZoekMetAdresseerbaarObjectIdentificatie",
        "adresseerbaarObjectIdentificatie": key,
        "fields": fields,
    }
    at_address = found_in(brp.ask(house))
    assert FACTS["name"].made(person, at_address) == "Mirthe Zandstra"
    assert FACTS["birth_date"].made(person, at_address) == "1997-03-14"
    assert FACTS["address"].made(person, at_address) == {
        "postcode": "8399 LW",
        "number": "12",
        "addition": "b",
        "street": "Lijsterhof",
        "city": "Lommerhaven",
    }
    assert FACTS["household"].made(person, at_address) == "couple"
    assert FACTS["family"].made(person, at_address) == [
        {"key": "partner-1", "name": "Sam de Wit", "relation": "partner", "at_address": True},
        {"key": "child-1", "name": "Pip Zandstra", "relation": "child", "at_address": True},
        {"key": "child-2", "name": "Noor Zandstra", "relation": "child", "at_address": False},
    ]


def test_somebody_without_an_address_has_none(stand_in: StandIn, address: str) -> None:
    query = {**QUERY, "burgerservicenummer": ["999990068"]}
    person = person_in(client(address).ask(query), bsn="999990068")
    assert person is not None
    assert FACTS["address"].made(person, []) is None


def test_somebody_unknown_is_nobody(stand_in: StandIn, address: str) -> None:
    query = {**QUERY, "burgerservicenummer": ["999999990"]}
    assert person_in(client(address).ask(query), bsn="999999990") is None


def test_data_of_somebody_else_are_refused(stand_in: StandIn, address: str) -> None:
    with pytest.raises(SourceFailed, match="somebody else"):
        person_in(client(address).ask(QUERY), bsn="999990020")


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("half", "RemoteProtocolError"),
        ("error", "status 500"),
        ("busy", "status 429"),
        ("down", "status 503"),
        ("page", "content type"),
        ("other", "other shape"),
        ("huge", "too large"),
        ("garbage", "not json"),
    ],
)
def test_a_source_that_fails_is_named_and_not_believed(stand_in: StandIn, address: str, mode: str, kind: str) -> None:
    stand_in.mode = mode
    assert failure(address) == kind


def test_a_slow_source_is_left_alone(stand_in: StandIn, address: str) -> None:
    stand_in.mode = "slow"
    assert failure(address, read=0.1) == "ReadTimeout"


def test_a_wrong_key_is_a_failure(stand_in: StandIn, address: str) -> None:
    with pytest.raises(SourceFailed, match="status 401"):
        BrpClient(address=address, api_key="wrong").ask(QUERY)


def test_a_source_without_proper_encryption_is_refused(stand_in: StandIn, address: str) -> None:
    assert failure(address.replace("http:", "https:")) == "ConnectError"


def test_nobody_at_home_is_a_failure() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert failure(f"http://127.0.0.1:{port}") == "ConnectError"


@pytest.fixture
def resets() -> Iterator[str]:
    """A server that hangs up with a reset after the question."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(10)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_reset_is_a_failure(resets: str) -> None:
    assert failure(resets) in ("ReadError", "WriteError", "RemoteProtocolError")


@pytest.fixture
def drips() -> Iterator[str]:
    """A server that sends one byte every 20 ms and so never meets the timeout between bytes."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
            while not stop.wait(0.02):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        stop.set()


def test_a_source_that_drips_is_cut_off_in_the_end(drips: str) -> None:
    began = time.monotonic()
    assert failure(drips, total=0.2) == "slow"
    assert time.monotonic() - began < 3


class Hands:
    """A clock that stands still until it is set."""

    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_after_five_failures_the_source_is_left_alone_for_a_while(stand_in: StandIn, address: str) -> None:
    hands = Hands()
    brp = BrpClient(address=address, api_key="key", breaker=Breaker(clock=hands))
    stand_in.mode = "down"
    kinds = [_kind(brp) for _ in range(6)]
    assert kinds == ["status 503"] * 5 + ["open"]
    hands.at = 29.9
    assert _kind(brp) == "open"
    hands.at = 30.0
    assert [_kind(brp), _kind(brp)] == ["status 503", "open"]
    stand_in.mode = "ok"
    hands.at = 60.0
    assert [_kind(brp), _kind(brp)] == ["", ""]


def test_failures_long_apart_do_not_add_up(stand_in: StandIn, address: str) -> None:
    hands = Hands()
    brp = BrpClient(address=address, api_key="key", breaker=Breaker(clock=hands))
    stand_in.mode = "down"
    for _ in range(8):
        assert _kind(brp) == "status 503"
        hands.at += 10


def test_a_question_refused_does_not_count_as_a_failure(stand_in: StandIn, address: str) -> None:
    brp = client(address)
    for _ in range(6):
        with pytest.raises(SourceFailed, match="status 400"):
            brp.ask({**QUERY, "fields": ["nothing"]})


def _kind(brp: BrpClient) -> str:
    try:
        person_in(brp.ask(QUERY), bsn=BSN)
    except SourceFailed as error:
        return error.kind
    return ""


@pytest.mark.parametrize("mode", ["ok", "down", "other", "garbage"])
def test_the_number_is_in_no_log(stand_in: StandIn, address: str, mode: str, said: list[str]) -> None:
    stand_in.mode = mode
    said.append(_kind(client(address)))
    assert BSN not in "".join(said)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is logged by us and by what we stand on, before any filter of the site takes numbers out."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    for name in ("naast", "naast.adapters.brp.client", "httpx", "httpcore", "asyncio"):
        logger = logging.getLogger(name)
        monkeypatch.setattr(logger, "handlers", [Ear()])
        monkeypatch.setattr(logger, "level", logging.DEBUG)
        monkeypatch.setattr(logger, "disabled", False)
    logging.Logger.manager._clear_cache()  # type: ignore[attr-defined]
    return lines
