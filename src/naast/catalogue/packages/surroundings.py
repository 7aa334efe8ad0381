"""What packages refer to, as lists beside them: other providers of services, what happens in a life, teams that keep pages."""

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
from naast.catalogue.packages.shapes import problems_of_shape
from naast.catalogue.types import LifeEvent, PackageError, Provider, ProviderPhone

PROVIDERS = "providers.yaml"
LIFE_EVENTS = "life_events.yaml"
OWNERS = "owners.yaml"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Providers by key; life events by their Dutch name; teams of the municipality. In the order of their files."""

    providers: Mapping[str, Provider]
    life_events: Mapping[str, LifeEvent]
    owners: tuple[str, ...]


def read_surroundings(home: Path) -> Surroundings:
    """The lists beside the packages; a list that is not there is empty. Raises PackageError."""
    providers = _read(home / PROVIDERS, PROVIDERS_SHAPE) or {}
    events = _read(home / LIFE_EVENTS, EVENTS_SHAPE) or ()
    owners = _read(home / OWNERS, OWNERS_SHAPE) or ()
    return Surroundings(
        {key: _provider(key, one) for key, one in providers.items()},
        {one["name"]["nl"]: LifeEvent(one["key"], one["name"]) for one in events},
        tuple(one["name"] for one in owners),
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


def _phone(data: Mapping[str, Any] | None) -> ProviderPhone | None:
    if data is None:
        return None
    checked = date.fromisoformat(data["checked"]) if "checked" in data and "example" not in data else None
    return ProviderPhone(data["number"], data.get("hours", {}), data.get("source", ""), checked)
