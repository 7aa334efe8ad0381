"""The words that organisations add to services, and all that the finder of an organisation stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from naast.catalogue import api as catalogue
from naast.catalogue.types import PackageVersion, said
from naast.finding.access import access_added, added_for
from naast.finding.matching.documents import document_of
from naast.finding.matching.words import telling_words
from naast.finding.models import AddedWords
from naast.finding.types import Added, Change
from naast.kernel.actor import Actor

MOST = 20  # of the list on the page
Addition = tuple[str, tuple[str, ...]]  # slug and words
Ground = tuple[tuple[UUID, ...], tuple[Addition, ...]]  # versions and additions: the same ones give the same finder


def ground_of(organisation: UUID, *, also: Addition | None = None) -> Ground:
    """What the finder of an organisation is made of now; `also` as if these words were live. Three queries at most."""
    words: dict[str, list[str]] = defaultdict(list)
    live = AddedWords.objects.filter(organisation=organisation, live_at__isnull=False, ended_at=None)
    rows = [*live.order_by("live_at", "pk").values_list("slug", "words"), *([also] if also else [])]
    for slug, added in rows:
        words[slug].extend(added)
    versions = tuple(one.id for one in catalogue.current_versions(organisation))
    return versions, tuple((slug, tuple(dict.fromkeys(words[slug]))) for slug in sorted(words))


def digest_of(ground: Ground) -> str:
    return sha256(repr(ground).encode()).hexdigest()


def packages_of(ground: Ground) -> Iterable[PackageVersion]:
    """The packages with the added words among what people ask."""
    versions, additions = ground
    added = dict(additions)
    for one in (catalogue.version(id) for id in versions):  # noqa: A001
        yield replace(one, sections=_with(one.sections, added[one.slug])) if one.slug in added else one


def whose_name(organisation: UUID, slug: str, words: str) -> str:
    """The slug of another service that is called so by its title, its official name or a strong word; of more than one the
    nearest, "" when none is.
    """
    owners = _by_name(tuple(one.id for one in catalogue.current_versions(organisation))).get(_said_by(words), {})
    return "" if slug in owners else min(owners, key=lambda one: owners[one], default="")


@lru_cache(maxsize=8)  # versions never change
def _by_name(versions: tuple[UUID, ...]) -> Mapping[frozenset[str], Mapping[str, int]]:
    """By stems, the services that are called so, with the place among their names; the first where the title holds them."""
    found: dict[frozenset[str], dict[str, int]] = defaultdict(dict)
    for version in (catalogue.version(one) for one in versions):
        document = document_of(version.sections, version.texts)
        title = _said_by(document.names[0])
        for place, name in enumerate((*document.names, *document.strong)):
            if stems := _said_by(name):
                found[stems].setdefault(document.slug, 0 if stems <= title else place)
    return dict(found)


def _said_by(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in telling_words(text))


def names_of_added(ids: Sequence[UUID]) -> Mapping[UUID, str]:
    """The service of each, for the list of what was changed."""
    rows = AddedWords.objects.filter(pk__in=ids).values_list("pk", "organisation", "slug")
    titles = {here: titles_of(here) for here in {one[1] for one in rows}}
    return {pk: titles[here].get(slug, slug) for pk, here, slug in rows}


def titles_of(organisation: UUID) -> Mapping[str, str]:
    """Dutch, by slug."""
    return {one.slug: said(one.title, "nl") for one in catalogue.services(organisation)}


def added(actor: Actor, id: UUID) -> Added:  # noqa: A002
    """Raises NotFound."""
    return value_of(access_added(actor, id))


def latest_added(actor: Actor, organisation: UUID) -> tuple[Added, ...]:
    rows = added_for(actor).filter(organisation=organisation).order_by("-proposed_at")[:MOST]
    return tuple(value_of(one) for one in rows)


def value_of(row: AddedWords) -> Added:
    return Added(
        row.pk,
        row.organisation,
        row.slug,
        tuple(row.words),
        row.proposed_at,
        row.trial["tried"] if row.tried_at else None,
        tuple(Change(**one) for one in row.trial.get("changes", ())),
        tuple(Change(**one) for one in row.trial.get("own", ())),
        live=row.live_at is not None and row.ended_at is None,
        ended=row.ended_at is not None,
    )


def _with(sections: Mapping[str, Any], words: Iterable[str]) -> Mapping[str, Any]:
    section = sections.get("words", {})
    asks = section.get("asks", {})
    return {**sections, "words": {**section, "asks": {**asks, "nl": [*asks.get("nl", ()), *words]}}}
