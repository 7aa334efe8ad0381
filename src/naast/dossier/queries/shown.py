"""Entries as the lines that design draws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.design.types import Link, TimelineItem
from naast.dossier.types import NOTES, AboutPage, EntryView
from naast.kernel.clock import AMSTERDAM, written
from naast.kernel.registry import registry


def timeline_items(
    entries: Iterable[EntryView], *, here: UUID | None = None, staff: bool = False
) -> list[TimelineItem]:
    """A line to draw for each entry: why, how often, what the resident says of it, and where it leads for this side.

    Lines of another organisation than `here` name theirs.
    """
    return [_item(group, here, staff=staff) for group in _together(entries)]


def _together(entries: Iterable[EntryView]) -> list[list[EntryView]]:
    """Looks of one team on one day for one reason are one line; everything else stands alone."""
    return [list(group) for _key, group in groupby(entries, key=_sameness)]


def _sameness(entry: EntryView) -> tuple[object, ...]:
    if entry.group != "look" or entry.notes:
        return (entry.id,)
    return (entry.at.astimezone(AMSTERDAM).date(), entry.sentence, entry.because, entry.about)


def _item(group: Sequence[EntryView], here: UUID | None, *, staff: bool) -> TimelineItem:
    newest = group[0]
    return TimelineItem(
        at=newest.at,
        icon=newest.icon,
        title=newest.sentence,
        detail=newest.detail,
        tone=newest.tone,  # type: ignore[arg-type]  # EntryKind allows the same four
        facts=tuple(_facts(group, here)),
        links=_links(newest, staff=True) if staff else _resident_links(newest),
    )


def _facts(group: Sequence[EntryView], here: UUID | None) -> Iterable[tuple[str, str]]:
    entry = group[0]
    if entry.because and not entry.own and not entry.withheld and entry.group in ("look", "data"):
        yield _("Waarom"), _why(entry)
    if len(group) > 1:
        yield _("Hoe vaak"), ngettext("%(n)d keer.", "%(n)d keer.", len(group)) % {"n": len(group)}
    if here and entry.organisation != here:
        yield _("Bij"), f"{entry.organisation_name}."
    if entry.withheld:
        yield _("Tot"), f"{written(entry.withheld.until)}."
    for words in entry.notes:
        yield _("De inwoner schreef hierbij"), f"‘{words}’"


def _why(entry: EntryView) -> str:
    """A written reason as it was typed; what a matter or purpose says completes "omdat"."""
    if entry.kind == "dossier.looked_without_matter":
        return entry.because
    return _("omdat %(because)s.") % {"because": _(entry.because).removesuffix(".")}


def _resident_links(entry: EntryView) -> tuple[Link, ...]:
    if entry.own or entry.withheld or entry.kind in NOTES:
        return _links(entry, staff=False)
    say = Link(_("Klopt dit niet? Zeg het ons"), reverse("dossier:note", args=[entry.id]))
    return (*_links(entry, staff=False), say)


def _links(entry: EntryView, *, staff: bool) -> tuple[Link, ...]:
    page = registry.find(AboutPage, entry.about.kind) if entry.about else None
    url = (page.staff_url if staff else page.resident_url) if page else None
    return (Link(str(page.label), url(entry.about.id)),) if page and url and entry.about else ()
