"""Publishing: from packages on the shelf to versions that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from naast.catalogue.access import check_may_publish
from naast.catalogue.events import ServicesPublished
from naast.catalogue.models import Publication, ServiceVersion
from naast.catalogue.packages.needing import unmet
from naast.catalogue.ports import parameters, shelf
from naast.catalogue.types import Package, PackageError
from naast.dossier.api import audit_each
from naast.kernel.actor import Actor
from naast.kernel.clock import now, today
from naast.kernel.events import announce
from naast.kernel.types import Ref


def publish(actor: Actor, *, organisation: UUID, package: Package) -> UUID:
    """Offer this package from now on. The same content again changes nothing. Drafts and cases keep the version they have."""
    return publish_all(actor, organisation=organisation, packages=[package])[package.slug]


@transaction.atomic
def publish_all(actor: Actor, *, organisation: UUID, packages: Iterable[Package]) -> Mapping[str, UUID]:
    """Offer these packages from now on, all or none: the version of each slug. As many queries for one as for a thousand.

    Raises PackageError where one names an amount or term that this installation does not have today.
    """
    check_may_publish(actor, organisation)
    wanted = {one.slug: one for one in packages}
    _require_parameters(wanted.values())
    versions = _versions(wanted)
    offered = dict(
        Publication.objects.filter(organisation=organisation, slug__in=versions)
        .order_by("slug", "-since", "-id")
        .distinct("slug")
        .values_list("slug", "version")
    )
    fresh = {slug: one for slug, one in versions.items() if offered.get(slug) != one}
    if fresh:
        at = now()
        Publication.objects.bulk_create(
            Publication(organisation=organisation, slug=slug, version_id=one, since=at, published_by=actor.id)
            for slug, one in fresh.items()
        )
        changes = [(Ref("service-version", one), "", "") for one in fresh.values()]
        audit_each(actor, organisation=organisation, what="catalogue.publish", changes=changes)
        announce(ServicesPublished(organisation=organisation, versions=tuple(fresh.values())))
    return versions


def _versions(packages: Mapping[str, Package]) -> dict[str, UUID]:
    """The row of each content, by slug; two who publish the same at once get the same row."""
    hashes = [one.hash for one in packages.values()]
    there = set(ServiceVersion.objects.filter(hash__in=hashes).values_list("hash", flat=True))
    ServiceVersion.objects.bulk_create(
        (
            ServiceVersion(slug=one.slug, hash=one.hash, local=one.local, sections=one.sections, texts=one.texts)
            for one in packages.values()
            if one.hash not in there
        ),
        ignore_conflicts=True,
    )
    return dict(ServiceVersion.objects.filter(hash__in=hashes).values_list("slug", "pk"))


def _require_parameters(packages: Iterable[Package]) -> None:
    """Packages may come from another shelf than that of this installation, which their pages will be read with."""
    day = today()
    problems = [problem for one in packages for problem in unmet(one, shelf(one.local), parameters(one.local), day)]
    if problems:
        raise PackageError(problems)
