"""Whatever is written is read along, and a number in it is noticed; and no test reaches another machine."""

import logging
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import httpx
import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from psycopg.types.json import Jsonb

from witness import plugin
from witness.coverage import Seen, pages, templates

NUMBER = "999990007"  # of the test range
LONG = {"first": "x" * 100, "bsn": NUMBER}


def ask_the_database(value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [value])


WRITES: dict[str, Callable[[], object]] = {
    "log of naast.site": lambda: logging.getLogger("naast.site").info("found %s", NUMBER),
    "values of a statement": lambda: ask_the_database(f"number {NUMBER}"),
    "values of a statement as JSON": lambda: ask_the_database(Jsonb(LONG)),
    "mail": lambda: EmailMessage(subject="Dag", body=NUMBER).message(),
    "output of a program": lambda: subprocess.run(
        [sys.executable, "-c", f"print({NUMBER})"], capture_output=True, check=True
    ),
    "address in a page": lambda: Client().get("/inloggen/", {"next": f"/zoek/{NUMBER}/"}),
}


@pytest.mark.django_db
@pytest.mark.parametrize("where", WRITES)
def test_a_number_is_noticed_wherever_it_is_written(where: str) -> None:
    WRITES[where]()
    assert (where.removesuffix(" as JSON"), "plain") in plugin.writing.take()


@pytest.mark.parametrize("place", ["192.0.2.1", "2001:db8::1"])
def test_no_test_reaches_another_machine(place: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in place else socket.AF_INET, socket.SOCK_DGRAM) as card:
        for reach in (card.connect, partial(card.sendto, b"")):
            with pytest.raises(AssertionError, match="only talk to this machine"):
                reach((place, 53))


def test_no_test_asks_where_another_machine_is() -> None:
    with pytest.raises(AssertionError, match=r"A test reaches naast\.example"):
        httpx.get("http://naast.example/", trust_env=False)


def test_a_whole_run_tells_what_nobody_saw() -> None:
    assert len(Seen().unseen()) == len(pages()) + len(templates()) > 200
    assert Seen(pages() - {"cases:ask"}, templates()).unseen() == ["no test got an answer of cases:ask"]
    assert Seen(pages(), templates() - {"cases/work.html"}).unseen() == ["no test drew cases/work.html"]
