"""The names of staff and of people, for many at once: they belong to capabilities above this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from naast.dossier.types import PersonNames, StaffNames
from naast.kernel.registry import registry

AT_ONCE = 5_000  # keys in one query


def staff_named(workers: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """By name, also who left."""
    keys = sorted({one for one in workers if one})
    return {key: name for one in registry.declared(StaffNames) for key, name in one.names_of(keys).items()}


def staff_at(organisation: UUID) -> Mapping[UUID, str]:
    """Who works there now, by name."""
    return {key: name for one in registry.declared(StaffNames) if one.at for key, name in one.at(organisation).items()}


def people_named(subjects: Iterable[UUID]) -> Mapping[UUID, tuple[str, str]]:
    """The whole name and the family name of those of these who are people."""
    keys = sorted(subjects)
    found: dict[UUID, tuple[str, str]] = {}
    for families_of in filter(None, (one.families_of for one in registry.declared(PersonNames))):
        for first in range(0, len(keys), AT_ONCE):
            found |= families_of(keys[first : first + AT_ONCE])
    return found
