"""A worked example of a package, gone through by HTTP as its person would: page by page, sent, and in the hands of a worker."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.test import Client

from naast.catalogue import api as catalogue
from naast.catalogue.types import Package
from naast.journeys.answers.forms import KINDS
from naast.journeys.flow.section import journey_from
from naast.journeys.flow.walking import ONWARD
from naast.journeys.types import Journey, Question

MOST_PAGES = 60


def example_of(slug: str, *, without: str = "", name: str = "") -> Mapping[str, Any]:
    """The one example of this service for a person without this, or with this name."""
    walked = [one for one in catalogue.package(slug).sections["examples"] if "answers" in one]
    (found,) = [one for one in walked if (one.get("without") == without if without else one["name"] == name)]
    return dict(found)


@dataclass
class Walker:
    """Somebody at a browser without JavaScript. `here` is the path of the page that is open."""

    client: Client
    slug: str
    example: Mapping[str, Any]
    here: str = ""

    @property
    def package(self) -> Package:
        return catalogue.package(self.slug)

    @property
    def journey(self) -> Journey:
        return journey_from(self.package.sections["journey"])

    @property
    def place(self) -> str:
        return self.here.rstrip("/").rpartition("/")[2]

    def begin(self) -> None:
        self.here = self._post(f"/regel/{self.slug}/", {})

    def walk(self) -> str:
        """Answer what is asked until nothing is, also where one asks all the same; the words of the page where that ends."""
        onward = [key for key, value in self.example["answers"].items() if value == ONWARD]
        for _ in range(MOST_PAGES):
            page = self._get(self.here)
            if "/vraag/" in self.here:
                self._answer(self.journey.questions[self.place], page)
            elif self.place == "antwoord" and onward:
                self.here = self._post(self.here, {"toch": onward.pop()})
            else:
                return words(page)
        raise AssertionError(f"the journey does not end: {self.here}")

    def send(self) -> str:
        """Press the button of the check page; the words of the page that thanks."""
        self.here = self._post(self.here, {"version": _version(self._get(self.here))})
        return words(self._get(self.here))

    def _get(self, path: str) -> str:
        answer = self.client.get(path, follow=True)
        assert answer.status_code == 200, (path, answer.status_code)
        self.here = answer.request["PATH_INFO"]
        return answer.content.decode()

    def _post(self, path: str, fields: Mapping[str, Any]) -> str:
        answer = self.client.post(path, fields)
        assert answer.status_code == 302, (path, fields, answer.status_code)
        assert "herstel=" not in answer["Location"], (path, fields)
        return answer["Location"]

    def _answer(self, question: Question, page: str) -> None:
        value = self.example["answers"][question.key]
        if 'name="bekend"' in page and self._is_known(question, value):
            self.here = self._post(self.here, {"bekend": "1", "klopt": "ja", "version": _version(page)})
            return
        if 'name="bekend"' in page:
            page = self._get(f"{self.here}?anders=1")
        typed = {} if value is None else KINDS[question.type].typed(_plain(value))
        fields = {name: list(lines) for name, lines in typed.items()}
        self.here = urlsplit(self._post(self.here, {**fields, "version": _version(page)})).path

    def _is_known(self, question: Question, value: Any) -> bool:
        fact = question.prefill.fact if question.prefill else ""
        return bool(self.example.get("prefill", {}).get(fact) == value)


def words(page: str) -> str:
    """The page as one reads it: without marks, spaces as one."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def _version(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found, words(page)[:500]
    return found[1]


def _plain(value: Any) -> Any:
    """YAML knows dates; answers hold them as text."""
    return value.isoformat() if hasattr(value, "isoformat") else value
