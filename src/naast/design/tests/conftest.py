"""A real browser on pages drawn by our own templates, with the site's own content policy; no server or database needed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from naast.kernel.actor import ANONYMOUS

ROOT = Path(__file__).resolve().parents[4]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SITE = "http://naast.test"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'"
)


class House:
    """A site of one page and whatever a test answers to other addresses."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.answers: dict[str, Callable[[Route], None]] = {}
        self.page.on("console", lambda one: one.type == "error" and self.complaints.append(one.text))
        self.page.on("pageerror", lambda one: self.complaints.append(str(one)))
        context.route(f"{SITE}/**", self._answer)

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
        elif path in self.answers:
            self.answers[path](route)
        else:
            route.fulfill(status=404, body="")

    def shows(self, path: str, html: str) -> None:
        headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
        self.answers[path] = lambda route: route.fulfill(body=html, headers=headers)

    def opens(self, path: str = "/") -> Page:
        self.page.goto(SITE + path)
        self.page.evaluate("document.fonts.ready")
        return self.page

    def says(self) -> str:
        """What the live region says, once it does."""
        region = self.page.locator("#naast-live")
        expect(region).not_to_be_empty()
        return region.inner_text()

    def faults(self) -> list[str]:
        """What axe-core finds, per rule with the first element."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run()")
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


@pytest.fixture
def house(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[House]:
    width = getattr(request, "param", 1280)
    context = chromium.new_context(viewport={"width": width, "height": 800}, bypass_csp=False, locale="nl-NL")
    yield House(context)
    context.close()


def draw(template: str, **values: object) -> str:
    request = RequestFactory().get("/")
    request.actor = ANONYMOUS
    return render_to_string(template, values, request)


def page_with(body: str, frame: str = "design/base.html", block: str = "main", **values: object) -> str:
    """A page of the house with this piece of template in one of its blocks."""
    from django.template import engines

    request = RequestFactory().get("/")
    request.actor = ANONYMOUS
    code = f'{{% extends "{frame}" %}}{{% load naast %}}{{% block {block} %}}{body}{{% endblock %}}'
    return engines["django"].from_string(code).render(values, request)
