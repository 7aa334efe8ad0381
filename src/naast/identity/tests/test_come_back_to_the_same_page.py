"""`next` leads to a page of ours, whatever somebody writes in it."""

from itertools import product
from urllib.parse import quote, urljoin, urlsplit
from uuid import UUID, uuid4

import pytest
from django.test import Client

from naast.identity.tests.doors import enter_as_resident

HOSTS = (
    "kwaad.example",
    "testserver.kwaad.example",
    "testserver@kwaad.example",
    "kwaad.example%00.testserver",
    "[::1]",
)
WAYS = (
    "https://{}", "http://{}/", "//{}", "///{}", "////{}/%2f..", "/\\{}", "\\\\{}", "\\/{}", "/\t/{}", "/\n/{}", "\t//{}",
    "\x00//{}", "http:{}", "http:/{}", "http:///{}", "https:\\\\{}", "ftp://{}", "//user:pass@{}", " //{}", "/%09/{}",
    "/.//{}", "//{}:80#@testserver", "http://testserver:80@{}", "http://testserver\\@{}", "http://testserver#@{}",
    "hTTps://{}/?testserver", "//{}%2F%2Ftestserver", "/\\/{}", "http://testserver&@{}",
)  # fmt: skip
OTHERS = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x",
    "mailto:a@b.example", "http://", "//", "///", "\\", "x", "?", "", "\r\nLocation: //kwaad.example",
    "/ok\r\nSet-Cookie: a=b",
)  # fmt: skip
HOSTILE = [way.replace("{}", host) for way, host in product(WAYS, HOSTS)] + list(OTHERS)


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 150


@pytest.mark.parametrize("path", ["/inloggen/", "/werk/inloggen/"])
def test_no_address_leads_off_this_host(client: Client, town: UUID, karim: UUID, path: str) -> None:
    """A browser resolves what we answer against our own address, as here; backslashes count as slashes (WHATWG URL)."""
    if path == "/inloggen/":
        enter_as_resident(client, party=uuid4(), organisation=town)
    else:
        from naast.identity.tests.doors import enter_as_staff

        enter_as_staff(client, user=karim)
    for address in HOSTILE:
        response = client.get(f"{path}?next={quote(address)}")
        assert response.status_code == 302
        target = urljoin("http://testserver/inloggen/", response["Location"].replace("\\", "/"))
        assert urlsplit(target).netloc == "testserver", (address, response["Location"])
        assert "\n" not in response["Location"]


def test_the_referer_of_another_site_is_not_followed(client: Client, town: UUID) -> None:
    enter_as_resident(client, party=uuid4(), organisation=town)
    assert client.post("/sessie/verlengen/", headers={"Referer": "https://kwaad.example/x"})["Location"] == "/mijn/"
    away = client.post("/proef/gevoelig/", headers={"Referer": "https://kwaad.example/x"})
    assert away.status_code == 200  # signed in: the page itself answers


def test_our_own_pages_are_kept_with_their_question(client: Client, town: UUID) -> None:
    enter_as_resident(client, party=uuid4(), organisation=town)
    for page in ("/regel/verhuismelding/?stap=2&x=%2F", "http://testserver/regel/verhuismelding/?stap=2&x=%2F"):
        assert client.get(f"/inloggen/?next={quote(page)}")["Location"] == "/regel/verhuismelding/?stap=2&x=%2F"
