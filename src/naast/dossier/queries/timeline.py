"""The one timeline, newest first, in words for its reader. Pages go on from the last line shown; nothing is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from naast.dossier.access import access_chains, access_entry
from naast.dossier.models import Entry, EntryContent
from naast.dossier.types import NOTES, EntryKind, EntryView, Purpose, Withheld
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.clock import today, written
from naast.kernel.errors import NotFound
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.organisations import api as organisations

DAY = re.compile(r"\d{4}-\d\d-\d\d")
OWN_WORDS = re.compile(r"%\(\w+\)s")
UNKNOWN = EntryKind(key="", sentence="", icon="info", group="matter")


def timeline(
    actor: Actor,
    *,
    subject: UUID,
    organisation: UUID | None = None,
    about: Ref | None = None,
    groups: Collection[str] | None = None,
    before: UUID | None = None,
    limit: int = 50,
) -> tuple[EntryView, ...]:
    """At most `limit` lines older than the entry `before`. Raises NotFound when this actor may read none of them."""
    chains = access_chains(actor, subject=subject, organisation=organisation, about=about)
    wanted = Q(about=str(about)) if about else Q()
    if groups:
        wanted &= Q(kind__in=[kind.key for kind in registry.declared(EntryKind) if kind.group in groups])
    if before:
        wanted &= _older_than(before)
    return _views(actor, _newest(chains, wanted, limit))


def _newest(chains: Collection[UUID], wanted: Q, limit: int) -> Iterable[Entry]:
    """The newest of each chain along its index, and of those the newest: sorting whole chains takes longer with every line."""
    if not chains:
        return ()
    first, *others = (
        Entry.objects.filter(wanted, chain=one).order_by("-at", "-seq").values("pk")[:limit] for one in chains
    )
    entries = Entry.objects.select_related("chain", "content").filter(pk__in=first.union(*others, all=True))
    return entries.order_by("-at", "-chain_id", "-seq")[:limit]


def one_line(actor: Actor, entry: UUID) -> EntryView:
    """One line of the actor's own dossier, as the actor may read it. Raises NotFound."""
    return _views(actor, [access_entry(actor, entry)])[0]


def _older_than(entry: UUID) -> Q:
    last = Entry.objects.filter(id=entry).values("at", "chain_id", "seq").first()
    if last is None:
        return Q()
    same_instant = Q(at=last["at"])
    return (
        Q(at__lt=last["at"])
        | same_instant & Q(chain_id__lt=last["chain_id"])
        | same_instant & Q(chain_id=last["chain_id"], seq__lt=last["seq"])
    )


def _views(actor: Actor, entries: Iterable[Entry]) -> tuple[EntryView, ...]:
    shown = list(entries)
    notes, names = _notes_on(shown), Names()
    return tuple(_view(actor, entry, notes.get(entry.id, ()), names) for entry in shown)


def _notes_on(entries: Collection[Entry]) -> dict[UUID, tuple[str, ...]]:
    """What the resident wrote about these lines, in one query."""
    refs = [str(Ref("entry", entry.id)) for entry in entries]
    notes = Entry.objects.filter(about__in=refs, kind__in=NOTES, chain__in={entry.chain_id for entry in entries})
    found: dict[UUID, tuple[str, ...]] = {}
    for note in notes.select_related("content").order_by("chain_id", "seq"):
        words = _content(note.content).get("words")
        if words:
            on = Ref.parse(note.about).id
            found[on] = (*found.get(on, ()), words)
    return found


def _view(actor: Actor, entry: Entry, notes: tuple[str, ...], names: Names) -> EntryView:
    kind = registry.find(EntryKind, entry.kind) or UNKNOWN
    withheld = _still_withheld(actor, entry)
    content = {} if withheld else _content(entry.content)
    words = {**_in_words(content), **names.of(entry)}
    return EntryView(
        id=entry.id,
        at=entry.at,
        kind=entry.kind,
        group=kind.group,
        icon=kind.icon,
        tone=kind.tone,
        sentence=_sentence(actor, kind, words, withheld=withheld),
        detail=_detail(kind, entry.content, words, withheld=withheld),
        detail_language=_language(kind, content),
        because=content.get("because", "") or _because(entry.purpose),
        organisation=entry.chain.organisation,
        organisation_name=names.organisation(entry.chain.organisation),
        team=entry.team,
        own=entry.actor_kind == ActorKind.RESIDENT,
        about=Ref.parse(entry.about) if entry.about else None,
        content=content,
        removed_by=entry.content.removed_by,
        withheld=withheld,
        notes=notes,
    )


def _still_withheld(actor: Actor, entry: Entry) -> Withheld | None:
    withheld = entry.withheld
    return withheld if withheld and actor.is_resident and today() < withheld.until else None


def _content(stored: EntryContent) -> dict[str, Any]:
    return json.loads(stored.text) if stored.text else {}


def _in_words(content: Mapping[str, Any]) -> dict[str, Any]:
    """A day is kept as data and written out in the language of whoever reads it."""
    return {
        name: _day(value) if isinstance(value, str) and DAY.fullmatch(value) else value
        for name, value in content.items()
    }


def _day(text: str) -> str:
    try:
        return written(date.fromisoformat(text))
    except ValueError:  # somebody's own words that only look like a day
        return text


class Names:
    """Organisations and teams by name, each asked once per page."""

    def __init__(self) -> None:
        self._known: dict[UUID, str] = {}

    def of(self, entry: Entry) -> dict[str, str]:
        body = self.organisation(entry.actor_organisation or entry.chain.organisation)
        team = self._name(entry.team, organisations.team) if entry.team else ""
        return {"organisation": body, "team": _("team %(name)s") % {"name": team} if team else _("een medewerker")}

    def organisation(self, key: UUID) -> str:
        return self._name(key, organisations.organisation)

    def _name(self, key: UUID, ask: Callable[[UUID], Any]) -> str:
        if key not in self._known:
            try:
                self._known[key] = ask(key).name
            except NotFound:  # it once was there; the line stays readable
                self._known[key] = ""
        return self._known[key]


def _sentence(actor: Actor, kind: EntryKind, words: Mapping[str, str], *, withheld: Withheld | None) -> str:
    if withheld:
        return _("Hier gebeurde iets wat u nu nog niet mag zien")
    template = str(kind.staff_sentence or kind.sentence) if actor.is_staff else str(kind.sentence)
    return template % _Known(words)


def _detail(kind: EntryKind, stored: EntryContent, words: Mapping[str, str], *, withheld: Withheld | None) -> str:
    if withheld:
        return withheld.ground
    if stored.removed_at:
        return _("Wat er stond, is weggehaald. Dat moet van deze regel: %(rule)s.") % {"rule": stored.removed_by}
    return str(kind.detail) % _Known(words)


def _language(kind: EntryKind, content: Mapping[str, Any]) -> str:
    """The language of a detail that is one value of the content, as a page names it."""
    whole = OWN_WORDS.fullmatch(str(kind.detail))
    return content.get("language", "").partition("-")[0] if whole else ""


class _Known(dict[str, Any]):
    """Words for a sentence; what was removed from the content shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _because(purpose: str) -> str:
    known = registry.find(Purpose, purpose)
    return str(known.label) if known else ""
