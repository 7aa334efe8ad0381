"""What was changed of the settings of an organisation, by whom, from what to what; newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from naast.dossier.access import changes_for
from naast.dossier.models import AuditLine
from naast.dossier.queries.names import staff_named
from naast.dossier.types import Changed, ChangedBy, SettingChanged
from naast.kernel.actor import Actor
from naast.kernel.registry import registry
from naast.kernel.types import Ref

AT_ONCE = 50
MOST_PAGES = 100
NOBODY = "De installatie"  # a command of the operator
_MOST_NAMED = 2_000  # people, and things, whose names are looked through

Key = TypeVar("Key")
NamesOf = Callable[[Sequence[UUID]], Mapping[UUID, str]]


def settings_changed(
    actor: Actor, organisation: UUID, *, by: ChangedBy | None = None, what: str = "", words: str = "", page: int = 1
) -> tuple[tuple[Changed, ...], bool]:
    """The changes, and whether there are more. Each word is in one of the texts that are shown of a line."""
    kinds = {one.key: one for one in registry.declared(SettingChanged)}  # none of them is about a resident
    lines = changes_for(actor, organisation).filter(what__in=[what] if what in kinds else kinds)
    if by:
        lines = lines.filter(actor__isnull=by is ChangedBy.COMMAND)
    if words.split():
        lines = lines.filter(_said(lines, kinds, words.casefold().split()))
    first = (page - 1) * AT_ONCE
    rows = list(lines.order_by("-at", "-id")[first : first + AT_ONCE + 1])
    return _changes(actor, rows[:AT_ONCE]), len(rows) > AT_ONCE


def _said(lines: QuerySet[AuditLine], kinds: Mapping[str, SettingChanged], words: Sequence[str]) -> Q:
    """Each word: in what was done, to what or whom, from what, to what, or in the name of who did it."""
    people = staff_named(lines.exclude(actor=None).values_list("actor", flat=True).distinct()[:_MOST_NAMED])
    things = lines.exclude(about="").order_by().values("what", "about").distinct()[:_MOST_NAMED]
    abouts = _abouts((AuditLine(**one) for one in things), kinds)
    every = Q()
    for word in words:
        done = [key for key, kind in kinds.items() if word in kind.label.casefold()]
        one = Q(what__in=done) | Q(about__in=_with(word, abouts)) | Q(actor__in=_with(word, people))
        one |= Q(before__icontains=word) | Q(after__icontains=word)
        every &= (one | Q(actor=None)) if word in NOBODY.casefold() else one
    return every


def _with(word: str, names: Mapping[Key, str]) -> list[Key]:
    return [key for key, name in names.items() if word in name.casefold()]


def _changes(actor: Actor, rows: list[AuditLine]) -> tuple[Changed, ...]:
    kinds = {one.key: one for one in registry.declared(SettingChanged)}
    people = staff_named(row.actor for row in rows)
    abouts = _abouts(rows, kinds)
    ways_back = _ways_back(actor, rows, kinds)
    return tuple(
        Changed(
            id=row.id,
            at=row.at,
            what=row.what,
            label=kinds[row.what].label,
            about=abouts.get(row.about, ""),
            by=people.get(row.actor, "") if row.actor else "",
            before=row.before,
            after=row.after,
            back_url=ways_back.get(row.id, ""),
        )
        for row in rows
    )


def _abouts(rows: Iterable[AuditLine], kinds: Mapping[str, SettingChanged]) -> Mapping[str, str]:
    """What each line is about, in words: one question to each capability that knows."""
    asked: dict[NamesOf, set[Ref]] = {}
    for row in rows:
        if row.about and (names_of := kinds[row.what].names_of):
            asked.setdefault(names_of, set()).add(Ref.parse(row.about))
    found: dict[str, str] = {}
    for names_of, refs in asked.items():
        names = names_of([ref.id for ref in refs])
        found |= {str(ref): names[ref.id] for ref in refs if ref.id in names}
    return found


def _ways_back(actor: Actor, rows: list[AuditLine], kinds: Mapping[str, SettingChanged]) -> Mapping[UUID, str]:
    """By line, where it is put back: one question for each kind of change."""
    found: dict[UUID, str] = {}
    for what in {row.what for row in rows}:
        if back_urls := kinds[what].back_urls:
            about = {row.id: Ref.parse(row.about).id for row in rows if row.what == what and row.about}
            urls = back_urls(actor, list(about.values()))
            found |= {line: urls[key] for line, key in about.items() if key in urls}
    return found
