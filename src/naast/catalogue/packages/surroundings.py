"""The lists beside packages: other providers of services, what happens in a life, teams that keep pages, needs per question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from naast.catalogue.packages.reading import Located, read_yaml
from naast.catalogue.packages.schemas import LIFE_EVENTS as EVENTS_SHAPE
from naast.catalogue.packages.schemas import OWNERS as OWNERS_SHAPE
from naast.catalogue.packages.schemas import PROVIDERS as PROVIDERS_SHAPE
from naast.catalogue.packages.schemas import QUESTIONS as QUESTIONS_SHAPE
from naast.catalogue.packages.shapes import problems_of_shape
from naast.catalogue.types import (
    CallNow,
    LifeEvent,
    Need,
    NeedsOfQuestion,
    PackageError,
    Provider,
    ProviderPhone,
    Words,
)

PROVIDERS = "providers.yaml"
LIFE_EVENTS = "life_events.yaml"
OWNERS = "owners.yaml"
QUESTIONS = "questions.yaml"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Providers by key; life events by their Dutch name; teams of the municipality; needs by number of the resident question;
    `examples` are things that people say. In the order of their files.
    """

    providers: Mapping[str, Provider]
    life_events: Mapping[str, LifeEvent]
    owners: tuple[str, ...]
    questions: Mapping[int, NeedsOfQuestion]
    examples: tuple[Words, ...]


def read_surroundings(home: Path) -> Surroundings:
    """The lists beside the packages; a list that is not there is empty. Raises PackageError."""
    providers = _read(home / PROVIDERS, PROVIDERS_SHAPE) or {}
    events = _read(home / LIFE_EVENTS, EVENTS_SHAPE) or ()
    owners = _read(home / OWNERS, OWNERS_SHAPE) or ()
    asked = _read(home / QUESTIONS, QUESTIONS_SHAPE) or {"examples": (), "questions": ()}
    return Surroundings(
        {key: _provider(key, one) for key, one in providers.items()},
        {one["name"]["nl"]: _event(one) for one in events},
        tuple(one["name"] for one in owners),
        {one["number"]: _needs(one) for one in asked["questions"]},
        tuple(asked["examples"]),
    )


def _read(path: Path, shape: Mapping[str, Any]) -> Any:
    if not path.is_file():
        return None
    located: Located = read_yaml(path, f"{path.parent.name}/{path.name}")
    if problems := list(problems_of_shape(located, shape)):
        raise PackageError(problems)
    return located.data


def _provider(key: str, data: Mapping[str, Any]) -> Provider:
    return Provider(key, data["name"], data["kind"], data["does"], data.get("url", ""), _phone(data.get("phone")))


def _event(data: Mapping[str, Any]) -> LifeEvent:
    return LifeEvent(data["key"], data["name"], tuple(data.get("first", ())), tuple(data.get("next", ())))


def _needs(data: Mapping[str, Any]) -> NeedsOfQuestion:
    needs = tuple(Need(one["key"], one["title"], one["line"], tuple(one["services"])) for one in data["needs"])
    calls = tuple(
        CallNow(one["name"], one["number"], one["when"], one["source"], _checked(one))
        for one in data.get("helplines", ())
    )
    return NeedsOfQuestion(data["number"], data["owner"], needs, calls)


def _phone(data: Mapping[str, Any] | None) -> ProviderPhone | None:
    if data is None:
        return None
    return ProviderPhone(data["number"], data.get("hours", {}), data.get("source", ""), _checked(data))


def _checked(data: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(data["checked"]) if "checked" in data and "example" not in data else None
