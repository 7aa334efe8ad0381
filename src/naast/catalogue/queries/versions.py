"""Reads of the catalogue."""

from __future__ import annotations

from functools import lru_cache
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


@lru_cache(maxsize=512)  # a version never changes
def version_of(id: UUID) -> PackageVersion:  # noqa: A002
    """A published version. Raises NotFound."""
    row = ServiceVersion.objects.filter(pk=id).first()
    if row is None:
        raise NotFound
    return PackageVersion(row.pk, row.slug, row.hash, row.sections, row.texts, row.local)


def current_versions(organisation: UUID) -> tuple[PackageVersion, ...]:
    """All that the organisation offers now, by slug. Two queries at most, however many services."""
    latest = (
        Publication.objects.filter(organisation=organisation)
        .order_by("slug", "-since", "-id")
        .distinct("slug")
        .values_list("version", flat=True)
    )
    return tuple(version_of(id) for id in latest)  # noqa: A001


def services_of(organisation: UUID) -> tuple[Service, ...]:
    return tuple(_service(one.id) for one in current_versions(organisation))


@lru_cache(maxsize=512)
def _service(version: UUID) -> Service:
    return service_from(version_of(version).sections)


def service_of(version: PackageVersion) -> Service:
    return _service(version.id)
