"""Somebody with a browser in the town: signs in at the provider, answers questions, presses buttons."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, Response

from stories.town import Town

Answers = Mapping[str, Mapping[str, str | Sequence[str]]]
ONWARD = "main form.naast-form button.nl-button--primary"
MOST_QUESTIONS = 60


@dataclass
class Visitor:
    """`failed` lists the answers of the server that were its own fault, and errors of scripts: it must stay empty."""

    page: Page
    town: Town
    failed: list[str] = field(default_factory=list)
    status: int = 0  # of the page that is open

    def __post_init__(self) -> None:
        self.page.set_default_timeout(15_000)
        self.page.on("response", self._note)
        self.page.on("pageerror", lambda error: self.failed.append(str(error)))

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        if response.status >= 500:
            self.failed.append(f"{response.status} {response.url}")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def place(self) -> str:
        """The last word of the address: the question, or `nakijken`, `antwoord`, `klaar`."""
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def words(self) -> str:
        return self.page.locator("main").inner_text()

    def goto(self, path: str) -> None:
        self.page.goto(self.town.url + path)

    def going(self, action: Callable[[], object]) -> None:
        """Do what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            action()

    def press(self, selector: str = ONWARD) -> None:
        self.going(self.page.locator(selector).first.click)

    def sign_in(self, who: str, path: str = "/mijn/") -> None:
        self.goto(f"/inloggen/?level=20&next={path}")
        self.press(f"button[name=person][value={who}]")

    def sign_in_at_work(self, who: str, path: str = "/werk/") -> None:
        self.goto(f"/werk/inloggen/start/?next={path}")
        self.press(f"button[name=person][value={who}]")

    def begin(self, service: str) -> str:
        """A fresh draft of this service; its address."""
        self.goto(f"/regel/{service}/")
        self.press("main form.naast-form button")
        found = re.match(rf"/regel/{service}/[0-9a-f-]{{36}}/", self.path)
        assert found, self.page.url
        return found.group()

    def walk(self, answers: Answers, until: str = "nakijken") -> None:
        """Answer what is asked, until this page. What `answers` does not name is left as it stands."""
        for _ in range(MOST_QUESTIONS):
            if self.place == until:
                return
            was = self.path
            self.answer(answers.get(self.place, {}))
            assert self.path != was, self.words
        raise AssertionError(f"never came to {until}: {self.page.url}")

    def answer(self, given: Mapping[str, str | Sequence[str]]) -> None:
        if self.page.locator("main [name=bekend]").count():
            given = {"klopt": "ja"}
        for name, value in given.items():
            self.fill(name, value)
        self.press()

    def fill(self, name: str, value: str | Sequence[str]) -> None:
        found = self.page.locator(f"main form.naast-form [name='{name}']:not([type=hidden])")
        if found.first.get_attribute("type") not in ("radio", "checkbox"):
            found.first.fill(str(value))
            return
        for one in [value] if isinstance(value, str) else value:
            chosen = self.page.locator(f"main form.naast-form [name='{name}'][value='{one}']")
            if not chosen.is_checked():
                self.label_of(chosen).click()

    def label_of(self, control: Locator) -> Locator:
        return self.page.locator(f"label[for='{control.first.get_attribute('id')}']")

    def case_of(self, reference: str) -> str:
        return str(self.town.ask("SELECT id FROM cases_case WHERE reference = %s", [reference])[0][0])
