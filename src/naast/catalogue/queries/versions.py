"""Reads of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from naast.catalogue.models import Publication, ServiceVersion
from naast.catalogue.packages.services import service_from
from naast.catalogue.types import PackageVersion, Service
from naast.kernel.errors import NotFound


def current_version(organisation: UUID, slug: str) -> PackageVersion:
    """What the organisation offers now. Raises NotFound."""
    latest = (
        Publication.objects.filter(organisation=organisation, slug=slug)
        .order_by("-since", "-id")
        .values("version")
        .first()
    )
    if latest is None:
        raise NotFound
    return version_of(latest["version"])


_MOST_KNOWN = 2_000
_known: dict[UUID, PackageVersion] = {}  # a version never changes, so it is read once by each process


def version_of(id: UUID) -> PackageVersion:  # noqa: A002
    """A published version. Raises NotFound."""
    found = _versions([id])
    if not found:
        raise NotFound
    return found[0]


def current_versions(organisation: UUID) -> tuple[PackageVersion, ...]:
    """All that the organisation offers now, by slug. Two queries at most, however many services."""
    latest = (
        Publication.objects.filter(organisation=organisation)
        .order_by("slug", "-since", "-id")
        .distinct("slug")
        .values_list("version", flat=True)
    )
    return _versions(list(latest))


def _versions(ids: list[UUID]) -> tuple[PackageVersion, ...]:
    """The versions with these keys, in this order; those that are not there are left out."""
    if len(_known) > _MOST_KNOWN:
        _known.clear()
    here = {one: known for one in ids if (known := _known.get(one))}
    if unknown := [one for one in ids if one not in here]:
        for row in ServiceVersion.objects.filter(pk__in=unknown):
            here[row.pk] = PackageVersion(row.pk, row.slug, row.hash, row.sections, row.texts, row.local)
        _known.update(here)
    return tuple(here[one] for one in ids if one in here)


def versions_of(ids: Sequence[UUID]) -> tuple[PackageVersion, ...]:
    """Those of these versions that are there."""
    return _versions(list(ids))


def services_of(organisation: UUID) -> tuple[Service, ...]:
    return tuple(service_of(one) for one in current_versions(organisation))


_services: dict[UUID, Service] = {}  # as `_known`: what a version says is worked out once by each process


def service_of(version: PackageVersion) -> Service:
    if len(_services) > _MOST_KNOWN:
        _services.clear()
    found = _services.get(version.id)
    if found is None:
        found = _services[version.id] = service_from(version.sections)
    return found
