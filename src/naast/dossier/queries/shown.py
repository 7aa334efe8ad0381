"""Entries as the lines that design draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.design.types import Link, TimelineItem
from naast.dossier.types import NOTES, AboutPage, EntryView
from naast.kernel.clock import local_day, written
from naast.kernel.registry import registry
from naast.kernel.types import Ref

Why = Callable[[str, str], tuple[str, str]]


def timeline_items(
    entries: Iterable[EntryView], *, here: UUID | None = None, staff: bool = False, page: Ref | None = None
) -> list[TimelineItem]:
    """A line to draw for each entry: why, what the resident says of it, and where it leads for this side.

    Lines of another organisation than `here` name theirs; lines about `page`, which the reader has open, do not lead there.
    """
    why = cache(_why)  # the same for most looks
    lines = [[_item(entry, here, page, why, staff=staff) for entry in group] for group in _together(entries)]
    return [_folded(items) if len(items) > 1 else items[0] for items in lines]


def _together(entries: Iterable[EntryView]) -> list[list[EntryView]]:
    """Looks of one team on one day stand together, where the newest of them is; everything else stands alone."""
    groups: dict[tuple[object, ...], list[EntryView]] = {}
    for entry in entries:
        groups.setdefault(_sameness(entry), []).append(entry)
    return list(groups.values())


def _sameness(entry: EntryView) -> tuple[object, ...]:
    if entry.group != "look" or entry.notes:
        return (entry.id,)
    return (local_day(entry.at), entry.sentence, entry.organisation)


def _folded(items: Sequence[TimelineItem]) -> TimelineItem:
    """One line that says how often; each look with its time, its reason and its links is folded under it."""
    words = ngettext("%(n)d keer. Bekijk elke keer.", "%(n)d keer. Bekijk elke keer.", len(items)) % {"n": len(items)}
    return replace(items[0], facts=(), detail="", links=(), each=tuple(items), each_label=words)


def _item(entry: EntryView, here: UUID | None, page: Ref | None, why: Why, *, staff: bool) -> TimelineItem:
    here_already = page is not None and entry.about == page
    return TimelineItem(
        at=entry.at,
        icon=entry.icon,
        title=entry.sentence,
        detail=entry.detail,
        lang=entry.detail_language,
        tone=entry.tone,  # type: ignore[arg-type]  # EntryKind allows the same four
        facts=tuple(_facts(entry, here, why)),
        links=() if here_already else _links(entry, staff=True) if staff else _resident_links(entry),
    )


def _facts(entry: EntryView, here: UUID | None, why: Why) -> Iterable[tuple[str, str]]:
    if entry.because and not entry.own and not entry.withheld and entry.group in ("look", "data"):
        yield why(entry.kind, entry.because)
    if here and entry.organisation != here:
        yield _("Bij"), f"{entry.organisation_name}."
    if entry.withheld:
        yield _("Tot"), f"{written(entry.withheld.until)}."
    for words in entry.notes:
        yield _("De inwoner schreef erbij"), f"‘{words}’"


def _why(kind: str, because: str) -> tuple[str, str]:
    """A written reason as it was typed; what a matter or purpose says completes "omdat"."""
    if kind == "dossier.looked_without_matter":
        return _("Waarom"), because
    return _("Waarom"), _("omdat %(because)s.") % {"because": _(because).removesuffix(".")}


def _resident_links(entry: EntryView) -> tuple[Link, ...]:
    if entry.own or entry.withheld or entry.kind in NOTES:
        return _links(entry, staff=False)
    say = Link(_("Klopt dit niet? Zeg het ons"), reverse("dossier:note", args=[entry.id]))
    return (*_links(entry, staff=False), say)


def _links(entry: EntryView, *, staff: bool) -> tuple[Link, ...]:
    page = registry.find(AboutPage, entry.about.kind) if entry.about else None
    url = (page.staff_url if staff else page.resident_url) if page else None
    return (Link(str(page.label), url(entry.about.id)),) if page and url and entry.about else ()
