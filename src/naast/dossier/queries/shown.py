"""Entries as the lines that design draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naast.design.types import Link, TimelineItem
from naast.dossier.types import NOTES, AboutPage, EntryView
from naast.kernel.clock import AMSTERDAM, local_day, written
from naast.kernel.registry import registry
from naast.kernel.types import Ref

Why = Callable[[str, str], tuple[str, str]]


def timeline_items(
    entries: Iterable[EntryView], *, here: UUID | None = None, staff: bool = False, page: Ref | None = None
) -> list[TimelineItem]:
    """A line to draw for each entry: why, what the resident says of it, and where it leads for this side.

    Lines of another organisation than `here` name theirs; lines about `page`, which the reader has open, do not lead there.
    """
    item = partial(_item, here=here, page=page, why=cache(_why), staff=staff)  # why: the same for most looks
    return [_drawn(group, item) for group in _together(entries)]


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


def _drawn(group: Sequence[EntryView], item: Callable[[EntryView], TimelineItem]) -> TimelineItem:
    """One line. Looks by one worker for one reason at one matter are one time, from the first to the last of that day."""
    times: dict[tuple[object, ...], list[EntryView]] = {}
    for entry in group:
        times.setdefault((entry.actor, entry.because, entry.about), []).append(entry)
    items = [_joined(those, item(those[0])) for those in times.values()]
    return _folded(items, workers=len({entry.actor for entry in group})) if len(items) > 1 else items[0]


def _joined(entries: Sequence[EntryView], newest: TimelineItem) -> TimelineItem:
    """The newest of these, which says between which times it was."""
    first, last = (f"{one.at.astimezone(AMSTERDAM):%H.%M}" for one in (entries[-1], entries[0]))
    if first == last:
        return newest
    between = _("tussen %(first)s en %(last)s uur.") % {"first": first, "last": last}
    return replace(newest, facts=(*newest.facts, (_("Hoe laat"), between)))


def _folded(items: Sequence[TimelineItem], *, workers: int) -> TimelineItem:
    """One line that says how often and by how many; each time with its reason and its links is folded under it."""
    words = ngettext("%(n)d keer. Bekijk elke keer.", "%(n)d keer. Bekijk elke keer.", len(items)) % {"n": len(items)}
    if workers > 1:
        words = _("%(n)d keer, door %(workers)d medewerkers. Bekijk elke keer.") % {
            "n": len(items),
            "workers": workers,
        }
    return replace(items[0], facts=(), detail="", links=(), each=tuple(items), each_label=words)


def _item(entry: EntryView, *, here: UUID | None, page: Ref | None, why: Why, staff: bool) -> TimelineItem:
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
    if entry.withheld or entry.kind in NOTES:
        return _links(entry, staff=False)
    say = Link(_("Klopt dit niet? Zeg het ons"), reverse("dossier:note", args=[entry.id]))
    return (*_links(entry, staff=False), say)


def _links(entry: EntryView, *, staff: bool) -> tuple[Link, ...]:
    page = registry.find(AboutPage, entry.about.kind) if entry.about else None
    url = (page.staff_url if staff else page.resident_url) if page else None
    return (Link(str(page.label), url(entry.about.id)),) if page and url and entry.about else ()
