"""Publishing: from a package on the shelf to a version that never changes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.catalogue.access import check_may_publish
from naast.catalogue.events import ServicePublished
from naast.catalogue.models import Publication, ServiceVersion
from naast.catalogue.types import Package
from naast.dossier.api import audit
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.events import announce
from naast.kernel.types import Ref


@transaction.atomic
def publish(actor: Actor, *, organisation: UUID, package: Package) -> UUID:
    """Offer this package from now on. The same content again changes nothing. Drafts and cases keep the version they have."""
    check_may_publish(actor, organisation)
    version = _version(package)
    latest = Publication.objects.filter(organisation=organisation, slug=package.slug).order_by("-since", "-id").first()
    if latest is not None and latest.version_id == version.pk:
        return version.pk
    Publication.objects.create(
        organisation=organisation, slug=package.slug, version=version, since=now(), published_by=actor.id
    )
    audit(actor, organisation=organisation, what="catalogue.publish", about=Ref("service-version", version.pk))
    announce(ServicePublished(organisation=organisation, version=version.pk, slug=package.slug))
    return version.pk


def _version(package: Package) -> ServiceVersion:
    """The row of this content; two who publish the same at once get the same row."""
    ServiceVersion.objects.bulk_create(
        [
            ServiceVersion(
                slug=package.slug,
                hash=package.hash,
                local=package.local,
                sections=package.sections,
                texts=package.texts,
            )
        ],
        ignore_conflicts=True,
    )
    return ServiceVersion.objects.get(slug=package.slug, hash=package.hash)
