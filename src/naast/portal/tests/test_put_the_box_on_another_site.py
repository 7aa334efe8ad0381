"""Whoever pastes the box on a page of another site: it answers there, or leads to our own page, and danger stays on top."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from naast.catalogue import api as catalogue
from naast.finding import api as finding
from naast.kernel.actor import SYSTEM
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"
Open = Callable[..., Page]


@pytest.fixture
def town(db: None) -> UUID:
    id = make_town()  # noqa: A001
    packages = [catalogue.package(slug) for slug in ("overlijdensaangifte", "paspoort", "verhuismelding")]
    catalogue.publish_all(SYSTEM, organisation=id, packages=packages)
    return id


def snippet(client: Client, host: str = "testserver") -> str:
    """What the page says to paste."""
    page = client.get("/insluiten/", headers={"Host": host}).content.decode()
    code = page.split('<code class="naast-code">', maxsplit=1)[1].split("</code>", maxsplit=1)[0]
    return unescape(code.replace("<br>", "\n"))


def test_the_snippet_holds_addresses_that_work_from_elsewhere(client: Client, town: UUID) -> None:
    code = snippet(client)

    assert 'action="http://testserver/zoek/" method="get"' in code
    assert 'data-naast-api="http://testserver/api/finder/v1/"' in code
    assert "<iframe" not in code
    for file, holds in (("vraag.js", "data-naast-api"), ("vraag.css", ".naast-box")):
        assert f'"http://testserver/insluiten/{file}"' in code
        moved = client.get(f"/insluiten/{file}")
        assert (moved.status_code, moved["Location"].startswith("/static/design/vendor/box.")) == (302, True)
        vendor = Path(__file__).resolve().parents[2] / "design" / "static" / "design" / "vendor"
        assert holds in (vendor / Path(moved["Location"]).name).read_text("utf-8")


def test_whoever_makes_a_site_finds_the_way_from_every_page(client: Client, town: UUID) -> None:
    for address in ("/", "/zoek/?vraag=verhuizen", "/algoritmes/"):
        assert 'href="/insluiten/"' in client.get(address).content.decode()


def test_the_snippet_speaks_as_the_organisation_does(client: Client, town: UUID) -> None:
    assert 'data-naast-language="nl"' in snippet(client)
    organisations.change_organisation(SYSTEM, organisation=town, tone="je")
    assert 'data-naast-language="nl-je"' in snippet(client)


class Elsewhere:
    """A page of another site, with what was pasted in it. Its address is 127.0.0.1 and ours is localhost: two origins."""

    def __init__(self) -> None:
        self.body = ""
        elsewhere = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = f'<!doctype html><html lang="nl"><title>Elders</title><main><h1>Elders</h1>{elsewhere.body}</main></html>'
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.site = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    found = Elsewhere()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def opened(
    chromium: Browser, town: UUID, live_server: Any, client: Client, elsewhere: Elsewhere, settings: Any
) -> Iterator[Open]:
    """Opens the other site. `ours`: it stands in NAAST_SITES. What the browser complains of stands in `page.complaints`."""
    finding.ask("verhuizen", organisation=town)  # the first question waits for the index; a browser test need not
    contexts = []

    def open_page(*, ours: bool = True, script: bool = True) -> Page:
        settings.NAAST_SITES = (elsewhere.site,) if ours else ()
        elsewhere.body = snippet(client, host=live_server.url.removeprefix("http://"))
        contexts.append(
            chromium.new_context(java_script_enabled=script, viewport={"width": 360, "height": 740}, locale="nl-NL")
        )
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda one: one.type == "error" and page.complaints.append(one.text))
        page.on("pageerror", lambda one: page.complaints.append(str(one)))
        page.goto(f"{elsewhere.site}/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def asks(page: Page, text: str) -> None:
    page.get_by_label("Waar kunnen we mee helpen?").fill(text)
    page.keyboard.press("Enter")


browser = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class TestInABrowser:
    pytestmark = browser

    def test_the_answer_comes_on_the_page_itself(self, opened: Open, elsewhere: Elsewhere, live_server: Any) -> None:
        page = opened()
        asks(page, "ik ga verhuizen")

        expect(page.locator(".naast-box__title")).to_be_focused()
        expect(page.locator(".naast-box__title")).to_have_text("Dit past bij de vraag")
        first = page.locator(".naast-box__answer a").first
        expect(first).to_have_text("Verhuizing doorgeven")
        expect(first).to_have_attribute("href", f"{live_server.url}/diensten/verhuismelding/")
        expect(page.locator(".naast-box__answer a").last).to_have_attribute("href", f"{live_server.url}/contact/")
        assert page.url == f"{elsewhere.site}/"
        assert page.complaints == []
        page.keyboard.press("Tab")
        expect(first).to_be_focused()
        page.evaluate(AXE.read_text("utf-8"))
        assert [one["id"] for one in page.evaluate("axe.run()")["violations"]] == []

    def test_a_site_that_is_not_ours_is_led_to_our_own_page(self, opened: Open, live_server: Any) -> None:
        page = opened(ours=False)
        asks(page, "ik ga verhuizen")

        page.wait_for_url(f"{live_server.url}/zoek/?vraag=ik+ga+verhuizen")
        expect(page.locator("h1")).to_have_text("Verhuizing doorgeven")

    def test_without_script_it_is_a_form(self, opened: Open, live_server: Any) -> None:
        page = opened(script=False)
        asks(page, "ik ga verhuizen")

        page.wait_for_url(f"{live_server.url}/zoek/?vraag=ik+ga+verhuizen")

    def test_in_danger_the_number_to_call_comes_first(self, opened: Open) -> None:
        page = opened()
        asks(page, "mijn man slaat mij, ik wil verhuizen")

        expect(page.locator(".naast-box__title")).to_have_text("Praat eerst met een mens")
        expect(page.locator(".naast-box__answer a").first).to_have_attribute("href", "tel:112")

    def test_where_another_organisation_knows_how_it_stands_its_service_comes_before_the_own_page(
        self, opened: Open, town: UUID
    ) -> None:
        catalogue.publish(SYSTEM, organisation=town, package=catalogue.package("huurtoeslag"))
        page = opened()
        asks(page, "waar blijft mijn huurtoeslag")

        expect(page.locator(".naast-box__answer a")).to_have_text(
            ["Huurtoeslag", "Kijk in Mijn zaken", "Praat met een mens"]
        )

    def test_what_somebody_types_becomes_no_markup(self, opened: Open) -> None:
        page = opened()
        asks(page, "<img src=x onerror=alert(1)> kaart")

        expect(page.locator(".naast-box__title")).to_be_focused()
        assert page.locator(".naast-box img").count() == 0

    def test_names_are_suggested_while_typing(self, opened: Open) -> None:
        page = opened()
        page.get_by_label("Waar kunnen we mee helpen?").press_sequentially("verhui")

        expect(page.locator("datalist option")).to_have_count(1)  # with a slow typist more names come first
        expect(page.locator("datalist option")).to_have_attribute("value", "Verhuizing doorgeven")

    def test_an_empty_box_asks_nothing(self, opened: Open, elsewhere: Elsewhere) -> None:
        page = opened()
        asks(page, "  ")

        expect(page.get_by_label("Waar kunnen we mee helpen?")).to_be_focused()
        expect(page.locator(".naast-box__answer")).to_be_hidden()
        assert page.url == f"{elsewhere.site}/"
