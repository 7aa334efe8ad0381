"""Which pages answered somebody and which templates were drawn; and after a whole run which nobody saw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.template import Template
from django.test.signals import template_rendered
from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).parents[2] / "src" / "naast"


@dataclass
class Seen:
    """`pages` by their name, such as `cases:ask`; `templates` by theirs, such as `cases/work.html`."""

    pages: set[str] = field(default_factory=set)
    templates: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """From now on, and for good: a run ends with its process."""
        template_rendered.connect(self._drawn, weak=False)

    def _drawn(self, *, template: Template, **_: Any) -> None:
        self.templates.add("".join(template.name or ""))  # plain: a worker hands over no SafeString

    def count_pages(self) -> None:
        """What this process answered, as the site itself counts it for its operator."""
        from naast.site.figures import REQUESTS

        for metric in REQUESTS.collect():
            for sample in metric.samples:
                if sample.value and int(sample.labels["status"]) < HTTPStatus.BAD_REQUEST:
                    self.pages.add(sample.labels["route"])

    def unseen(self) -> list[str]:
        return [
            *(f"no test got an answer of {one}" for one in sorted(pages() - self.pages)),
            *(f"no test drew {one}" for one in sorted(templates() - self.templates)),
        ]


@cache
def pages() -> set[str]:
    """Every page of the site, as `capability:name`."""
    return set(_names(get_resolver("naast.site.urls").url_patterns))


def _names(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns, f"{above}{one.namespace}:" if one.namespace else above)
        else:
            yield f"{above}{one.name}"


@cache
def templates() -> set[str]:
    return {str(file).rpartition("/templates/")[2] for file in SOURCE.glob("**/templates/**/*.*")}
