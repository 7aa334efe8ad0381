"""What a browser finds on a page: its one form to go on with, and the fields that stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx


@dataclass(slots=True)
class Form:
    """`fields` holds hidden fields and what is ticked beforehand."""

    fields: dict[str, str] = field(default_factory=dict)
    action: str = ""


class _Finder(HTMLParser):
    """Finds the first form that posts and is not part of the frame around the page."""

    def __init__(self, marked: str) -> None:
        super().__init__()
        self.marked, self.form, self._inside = marked, Form(), False

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in given}
        if (
            tag == "form"
            and has.get("method") == "post"
            and self.marked in has.get("class", "")
            and not self.form.fields
        ):
            self._inside, self.form.action = True, has.get("action", "")
        elif tag == "input" and self._inside and (has.get("type") == "hidden" or "checked" in has):
            self.form.fields[has["name"]] = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def form_on(page: httpx.Response, *, marked: str = "") -> Form:
    """The first form of a page whose class holds `marked`."""
    finder = _Finder(marked)
    finder.feed(page.text)
    assert finder.form.fields, f"no form on {page.url}: {page.status_code}"
    return finder.form


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(given).get("href") or "")


def link_on(page: httpx.Response, start: str) -> str:
    """The first link of a page to an address that begins with `start` and goes on."""
    links = _Links()
    links.feed(page.text)
    found = next(
        (one for one in links.found if one.startswith(start) and one[len(start) : len(start) + 1] not in ("", "?")), ""
    )
    assert found, f"no link to {start} on {page.url}"
    return found
