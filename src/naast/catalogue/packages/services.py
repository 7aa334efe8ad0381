"""The service that a package describes, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from naast.catalogue.packages.parameters import source_from
from naast.catalogue.types import Door, Fact, Promise, Service, Step, Upl


def service_from(sections: Mapping[str, Any]) -> Service:
    data = sections["service"]
    return Service(
        slug=data["slug"],
        title=data["title"],
        lead=data["lead"],
        start=data["start"],
        upl=tuple(Upl(one["name"], one["uri"]) for one in data["upl"]),
        owner=data["owner"],
        provider=data.get("provider", ""),
        door=Door(data["door"]["url"], data["door"]["text"]) if "door" in data else None,
        resident_questions=tuple(data["resident_questions"]),
        life_events=tuple(data.get("life_events", ())),
        level=data["level"],
        quiet=data.get("quiet", False),
        facts=tuple(_fact(one) for one in data["facts"]),
        promise=_promise(data.get("promise", {})),
        steps=tuple(_step(one) for one in sections.get("steps", ())),
        has_journey="journey" in sections,
    )


def _fact(data: Mapping[str, Any]) -> Fact:
    checked = date.fromisoformat(data["checked"]) if "checked" in data and "example" not in data else None
    return Fact(data["key"], data["kind"], data["text"], source_from(data.get("source")), checked)


def _promise(data: Mapping[str, Any]) -> Promise:
    return Promise(
        usual=data.get("usual", ""),
        best=data.get("best", ""),
        by_law=data.get("by_law", ""),
        law=source_from(data.get("law")),
        is_example="example" in data,
    )


def _step(data: Mapping[str, Any]) -> Step:
    return Step(data["key"], data["who"], data["label"], data.get("detail", {}), data.get("usual", ""))
