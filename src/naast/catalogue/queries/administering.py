"""What an organisation offers, since when, what it switched off for a while, and what newer stands on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from naast.catalogue.access import check_may_offer
from naast.catalogue.models import Pause, Publication
from naast.catalogue.packages.comparing import content_of, differences
from naast.catalogue.packages.examples import run_examples
from naast.catalogue.packages.judging import judge
from naast.catalogue.packages.loading import Ground, Shelf, ground_of, load
from naast.catalogue.packages.wording import with_words
from naast.catalogue.ports import shelf, shelf_of
from naast.catalogue.queries.lists import plain
from naast.catalogue.queries.versions import current_version, current_versions, service_of, versions_of
from naast.catalogue.queries.wording import own_words
from naast.catalogue.types import Difference, Offered, OnShelf, Package, PackageError, PackageVersion, said
from naast.kernel import algorithms
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound


def offered_by(actor: Actor, organisation: UUID, *, words: str = "") -> tuple[Offered, ...]:
    """Every service that is offered now, by title; each word is in the title or the slug. Raises Forbidden."""
    check_may_offer(actor, organisation)
    since = _since(organisation)
    paused = {one.slug: one for one in Pause.objects.filter(organisation=organisation, ended_at=None)}
    found = [_offered(one, since, paused.get(one.slug)) for one in current_versions(organisation)]
    wanted = [one for one in found if all(word in plain(f"{one.title} {one.slug}") for word in plain(words).split())]
    return tuple(sorted(wanted, key=lambda one: plain(one.title)))


def offer_of(actor: Actor, organisation: UUID, slug: str) -> Offered:
    """One service: offered, or only on disk. Raises Forbidden, or NotFound where it is neither."""
    check_may_offer(actor, organisation)
    if slug not in shelf().slugs() and not Publication.objects.filter(organisation=organisation, slug=slug).exists():
        raise NotFound
    try:
        version = current_version(organisation, slug)
    except NotFound:
        return Offered(slug, slug)
    return _offered(version, _since(organisation, slug), _pause(organisation, slug))


def not_offered(actor: Actor, organisation: UUID) -> tuple[str, ...]:
    """Slugs of the packages on disk that this organisation never offered."""
    check_may_offer(actor, organisation)
    here = set(Publication.objects.filter(organisation=organisation).values_list("slug", flat=True))
    return tuple(one for one in shelf().slugs() if one not in here)


def on_shelf(actor: Actor, organisation: UUID, slug: str, *, local: str) -> OnShelf:
    """The package as it is on disk, checked and compared. `local` is the slug of the organisation. Raises Forbidden."""
    check_may_offer(actor, organisation)
    own_shelf = shelf_of(local)
    try:
        ground = ground_of(own_shelf)
    except PackageError as error:
        return OnShelf(faults=tuple(str(one) for one in error.problems))
    if faults := tuple(_faults(slug, own_shelf, ground)):
        return OnShelf(faults=faults)
    package, ours = load(own_shelf, slug, on=ground), own_words(organisation, [slug])
    whole = with_words(package, ours.get(slug, {}))
    has_own = bool(ours) or len(own_shelf.folders(slug)) > 1
    own = differences(_content(load(shelf(), slug)), _content(whole)) if has_own else ()
    return OnShelf(package, whole.hash, _newer(organisation, whole), own)


def why_paused(organisation: UUID, slug: str) -> str:
    """What residents read while nobody can begin with this service; empty when everybody can."""
    pause = _pause(organisation, slug)
    return pause.sentence if pause else ""


def _faults(slug: str, own_shelf: Shelf, ground: Ground) -> Iterator[str]:
    """As `naast services check`, without the names of the official list, which an installation need not have."""
    yield from (str(one.problem) for one in judge(own_shelf, slug, ground, {}) if not one.is_advice)
    try:
        package = load(own_shelf, slug, on=ground)
    except PackageError:
        return
    with algorithms.rehearsal():
        yield from run_examples(package)


def _newer(organisation: UUID, package: Package) -> tuple[Difference, ...]:
    try:
        now = current_version(organisation, package.slug)
    except NotFound:
        return ()
    return differences(_content(now), _content(package))


def _content(package: Package | PackageVersion) -> dict[str, Any]:
    return content_of(package.sections, package.texts)


def _offered(version: PackageVersion, since: Mapping[str, datetime], pause: Pause | None) -> Offered:
    return Offered(
        version.slug,
        said(service_of(version).title, "nl"),
        version.hash,
        since[version.slug],
        pause.sentence if pause else "",
        pause.since if pause else None,
    )


def _since(organisation: UUID, *slugs: str) -> Mapping[str, datetime]:
    rows = Publication.objects.filter(organisation=organisation, **({"slug__in": slugs} if slugs else {}))
    return dict(rows.order_by("slug", "-since", "-id").distinct("slug").values_list("slug", "since"))


def _pause(organisation: UUID, slug: str) -> Pause | None:
    return Pause.objects.filter(organisation=organisation, slug=slug, ended_at=None).first()


def names_of_versions(versions: Sequence[UUID]) -> Mapping[UUID, str]:
    """Titles of versions, for the list of what was changed."""
    return {one.id: said(service_of(one).title, "nl") for one in versions_of(versions)}


def names_of_pauses(pauses: Sequence[UUID]) -> Mapping[UUID, str]:
    return dict(Pause.objects.filter(pk__in=pauses).values_list("pk", "slug"))
