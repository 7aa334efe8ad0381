"""Publishing: from packages on the shelf to versions that never change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction

from naast.catalogue.access import check_may_offer, check_may_publish
from naast.catalogue.events import ServicesPublished
from naast.catalogue.models import OwnText, Pause, Publication, ServiceVersion
from naast.catalogue.packages.needing import unmet
from naast.catalogue.packages.wording import with_words
from naast.catalogue.ports import parameters, shelf
from naast.catalogue.queries import current_version
from naast.catalogue.queries.administering import on_shelf
from naast.catalogue.queries.wording import own_words
from naast.catalogue.types import Package, PackageError
from naast.dossier.api import audit, audit_each
from naast.kernel.actor import Actor
from naast.kernel.clock import now, today
from naast.kernel.errors import Refused, Stale
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
    bases = {one.slug: one for one in packages}
    offered = _offered(organisation, bases)
    versions, fresh = offer(actor, organisation, bases)
    if fresh:
        words = _in_words([*fresh.values(), *(offered[slug] for slug in fresh if slug in offered)])
        changes = [
            (Ref("service-version", one), words.get(offered[slug], "") if slug in offered else "", words[one])
            for slug, one in fresh.items()
        ]
        audit_each(actor, organisation=organisation, what="catalogue.publish", changes=changes)
    return versions


def _offered(organisation: UUID, slugs: Iterable[str], what: str = "version") -> dict[str, UUID]:
    """The version, or the base, that is offered now of each of these services."""
    latest = Publication.objects.filter(organisation=organisation, slug__in=slugs).order_by("slug", "-since", "-id")
    return dict(latest.distinct("slug").values_list("slug", what))


def hold_own_texts(organisation: UUID, slugs: Iterable[str]) -> None:
    """Whoever else writes texts of these services, or puts them live or back, waits here until this transaction ends."""
    rows = OwnText.objects.filter(organisation=organisation, slug__in=list(slugs), ended_at=None)
    list(rows.order_by("pk").select_for_update().values_list("pk"))


def offer(
    actor: Actor, organisation: UUID, bases: Mapping[str, Package]
) -> tuple[Mapping[str, UUID], Mapping[str, UUID]]:
    """Offer these packages with the organisation's own texts over them: all their versions, and those that are new here."""
    hold_own_texts(organisation, bases)
    own = own_words(organisation, bases)
    wanted = {slug: with_words(one, own.get(slug, {})) for slug, one in bases.items()}
    _require_parameters(wanted.values())
    versions, under = _versions(wanted), _versions({slug: one for slug, one in bases.items() if slug in own})
    rests_on = {slug: under.get(slug, one) for slug, one in versions.items()}
    before, bases_before = _offered(organisation, bases), _offered(organisation, own, "base")
    fresh = {slug: one for slug, one in versions.items() if before.get(slug) != one}
    moved = {slug for slug in own if bases_before.get(slug) != rests_on[slug]}
    at = now()
    Publication.objects.bulk_create(
        Publication(
            organisation=organisation,
            slug=slug,
            version_id=one,
            base_id=rests_on[slug],
            since=at,
            published_by=actor.id,
        )
        for slug, one in versions.items()
        if slug in fresh or slug in moved
    )
    if fresh:
        announce(ServicesPublished(organisation=organisation, versions=tuple(fresh.values())))
    return versions, fresh


@transaction.atomic
def publish_seen(actor: Actor, *, organisation: UUID, slug: str, local: str, seen: str) -> UUID:
    """Offer the package as it is on disk, if it is still the content (its hash) that the actor saw and it has no faults.

    Raises Forbidden or Stale.
    """
    check_may_offer(actor, organisation)
    found = on_shelf(actor, organisation, slug, local=local)
    if found.package is None or found.hash != seen:
        raise Stale("Het pakket op de schijf is net veranderd. Bekijk de verschillen opnieuw.")
    return publish(actor, organisation=organisation, package=found.package)


@transaction.atomic
def pause(actor: Actor, *, organisation: UUID, slug: str, sentence: str) -> None:
    """Nobody can begin with this service here, until it is resumed; residents read the sentence.

    Raises Forbidden, NotFound or Refused.
    """
    check_may_offer(actor, organisation)
    current_version(organisation, slug)
    row = Pause(organisation=organisation, slug=slug, sentence=sentence, since=now())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("Deze dienst staat al uit. Een collega was u voor.") from None
    audit(
        actor, organisation=organisation, what="catalogue.pause", about=Ref("pause", row.pk), before="aan",
        after=f"uit: {sentence}",
    )  # fmt: skip


@transaction.atomic
def resume(actor: Actor, *, organisation: UUID, slug: str) -> None:
    """Everybody can begin with this service again. Raises Forbidden or Refused."""
    check_may_offer(actor, organisation)
    row = Pause.objects.select_for_update().filter(organisation=organisation, slug=slug, ended_at=None).first()
    if row is None:
        raise Refused("Deze dienst staat al aan. Een collega was u voor.")
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    audit(
        actor, organisation=organisation, what="catalogue.resume", about=Ref("pause", row.pk),
        before=f"uit: {row.sentence}", after="aan",
    )  # fmt: skip


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


def _in_words(versions: Sequence[UUID]) -> Mapping[UUID, str]:
    """`versie 3f2a9c1b`: the start of the hash, as on the page of the service."""
    rows = ServiceVersion.objects.filter(pk__in=versions).values_list("pk", "hash")
    return {key: f"versie {hash_[:8]}" for key, hash_ in rows}


def _require_parameters(packages: Iterable[Package]) -> None:
    """Packages may come from another shelf than that of this installation, which their pages will be read with."""
    day = today()
    problems = [problem for one in packages for problem in unmet(one, shelf(one.local), parameters(one.local), day)]
    if problems:
        raise PackageError(problems)
