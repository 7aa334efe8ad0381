"""What may be read of what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from naast.catalogue import api as catalogue
from naast.finding.access import questions_for
from naast.finding.masking import Words, words_of
from naast.finding.matching.documents import document_of
from naast.finding.models import AskedQuestion
from naast.finding.types import AskedLine, AskedPage, Kind, ServiceFigures, What
from naast.kernel.actor import Actor
from naast.kernel.clock import now

UNSURE = 0.3  # below this the first service was a guess
PER_PAGE = 25
MOST_PAGES = 40
MOST_EXPORTED, MOST_SERVICES = 5_000, 50
_NOWHERE = Q(kind__in=(Kind.CLARIFY, Kind.OUT_OF_SCOPE, Kind.HUMAN)) | Q(kind=Kind.SERVICES, sure__lt=UNSURE)
_WORDLESS = Q(text__regex=r"^(\[[^]]*\]|[\s\d.,?!:;€%&+/()'’-])*$")  # marks and signs: all words were taken out
_WHAT = {
    What.NOT_FOUND: _NOWHERE,
    What.LEFT: Q(chosen="", kind__in=(Kind.SERVICES, Kind.LIFE_EVENT)) & ~_NOWHERE,
    What.ALL: Q(),
}


def known_words(organisation: UUID) -> Words:
    """The words of all services of an organisation: those may stand in a question that is kept."""
    return _known_words(tuple(one.id for one in catalogue.current_versions(organisation)))


@lru_cache(maxsize=8)  # versions never change
def _known_words(versions: tuple[UUID, ...]) -> Words:
    found = (catalogue.version(one) for one in versions)
    return words_of(document_of(one.sections, one.texts) for one in found)


def asked(actor: Actor, organisation: UUID, what: What, *, days: int, words: str = "", page: int = 1) -> AskedPage:
    """Each question of which words are left, once with how often it was asked, the most asked first. One query."""
    rows = _rows(actor, organisation, what, days, words)
    start = (min(max(page, 1), MOST_PAGES) - 1) * PER_PAGE
    found = [_line(one) for one in rows[start : start + PER_PAGE + 1]]
    more = len(found) > PER_PAGE and start < (MOST_PAGES - 1) * PER_PAGE
    return AskedPage(tuple(found[:PER_PAGE]), more)


def asked_in_full(actor: Actor, organisation: UUID, what: What, *, days: int, words: str = "") -> Iterator[AskedLine]:
    """The same for an export, at most MOST_EXPORTED."""
    return (_line(one) for one in _rows(actor, organisation, what, days, words)[:MOST_EXPORTED])


def wordless(actor: Actor, organisation: UUID, what: What, *, days: int) -> int:
    """How many questions hold no word any more: only names or numbers were asked."""
    return _since(questions_for(actor, organisation), days).filter(_WHAT[what] & _WORDLESS).exclude(text="").count()


def per_service(actor: Actor, organisation: UUID, *, days: int) -> tuple[ServiceFigures, ...]:
    """The services that stood first, the most asked first: how often, how often followed, how often gone on with."""
    rows = (
        _since(questions_for(actor, organisation), days)
        .filter(kind__in=(Kind.SERVICES, Kind.STATUS))
        .exclude(shown=[])
        .values("shown__0")
        .annotate(
            times=Count("pk"), followed=Count("pk", filter=~Q(chosen="")), begun=Count("pk", filter=Q(begun=True))
        )
        .order_by("-times", "shown__0")[:MOST_SERVICES]
    )
    return tuple(ServiceFigures(one["shown__0"], one["times"], one["followed"], one["begun"]) for one in rows)


def in_trouble(actor: Actor, organisation: UUID, *, days: int) -> int:
    """How often somebody may have been in trouble. Of those no words are kept."""
    return _since(questions_for(actor, organisation), days).filter(text="").count()


def most_asked(organisation: UUID, most: int) -> tuple[str, ...]:
    """The texts that were asked most, of those that say anything."""
    rows = AskedQuestion.objects.filter(organisation=organisation).exclude(_WORDLESS)
    return tuple(
        rows.values("text").annotate(times=Count("pk")).order_by("-times", "text").values_list("text", flat=True)[:most]
    )


def _rows(actor: Actor, organisation: UUID, what: What, days: int, words: str) -> QuerySet[Any, Any]:
    rows = _since(questions_for(actor, organisation), days).filter(_WHAT[what]).exclude(_WORDLESS)
    if words:
        rows = rows.filter(text__icontains=words)
    return (
        rows.values("text", "language", "kind")
        .annotate(times=Count("pk"), last=Max("hour"), first=Max("shown__0"))
        .order_by("-times", "-last", "text", "language", "kind")
    )


def _since(rows: QuerySet[AskedQuestion], days: int) -> QuerySet[AskedQuestion]:
    return rows.filter(hour__gte=now() - timedelta(days=days))


def _line(row: Mapping[str, Any]) -> AskedLine:
    return AskedLine(row["text"], row["language"], Kind(row["kind"]), row["times"], row["last"], row["first"] or "")
