"""The one timeline, newest first, in words for its reader. Pages go on from the last line shown; nothing is counted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from naast.dossier.access import access_chains, access_entry
from naast.dossier.models import Chain, Entry, EntryContent
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


def _newest(chains: Mapping[UUID, Chain], wanted: Q, limit: int) -> Iterator[Entry]:
    """The newest of each chain along its index, and of those the newest: sorting whole chains takes longer with every line."""
    if not chains:
        return
    lines = Entry.objects.select_related("content").filter(wanted)
    newest, *others = (lines.filter(chain=one).order_by("-at", "-seq")[:limit] for one in chains)
    if others:
        newest = newest.union(*others, all=True).order_by("-at", "-chain_id", "-seq")[:limit]
    for entry in newest:
        entry.chain = chains[entry.chain_id]
        yield entry


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
    notes, words = _notes_on(shown), Words(staff=actor.is_staff)
    return tuple(_view(actor, entry, notes.get(entry.id, ()), words) for entry in shown)


def _notes_on(entries: Collection[Entry]) -> dict[UUID, tuple[str, ...]]:
    """What the resident wrote about these lines, in one query."""
    refs = [str(Ref("entry", entry.id)) for entry in entries]
    notes = Entry.objects.filter(about__in=refs, kind__in=NOTES, chain__in={entry.chain_id for entry in entries})
    found: dict[UUID, tuple[str, ...]] = {}
    for about, text in notes.order_by("chain_id", "seq").values_list("about", "content__text"):
        if words := _content(text).get("words"):
            on = Ref.parse(about).id
            found[on] = (*found.get(on, ()), words)
    return found


def _view(actor: Actor, entry: Entry, notes: tuple[str, ...], words: Words) -> EntryView:
    kind = registry.find(EntryKind, entry.kind) or UNKNOWN
    sentence, detail = words.said(kind.key)
    withheld = _still_withheld(actor, entry)
    content = {} if withheld else _content(entry.content.text)
    values = _Known({**_in_words(content), "organisation": words.body(entry), "team": words.team(entry.team)})
    return EntryView(
        id=entry.id,
        at=entry.at,
        kind=entry.kind,
        group=kind.group,
        icon=kind.icon,
        tone=kind.tone,
        sentence=_("Hier gebeurde iets wat u nu nog niet mag zien") if withheld else sentence % values,
        detail=_detail(detail, entry.content, values, withheld=withheld),
        detail_language=_language(detail, content),
        because=content.get("because", "") or _because(entry.purpose),
        organisation=entry.chain.organisation,
        organisation_name=words.organisation(entry.chain.organisation),
        team=entry.team,
        own=entry.actor_kind == ActorKind.RESIDENT,
        about=Ref.parse(entry.about) if entry.about else None,
        actor=entry.actor,
        content=content,
        removed_by=entry.content.removed_by,
        withheld=withheld,
        notes=notes,
    )


def _still_withheld(actor: Actor, entry: Entry) -> Withheld | None:
    withheld = entry.withheld
    return withheld if withheld and actor.is_resident and today() < withheld.until else None


def _content(text: str | None) -> dict[str, Any]:
    return json.loads(text) if text else {}


def _in_words(content: Mapping[str, Any]) -> dict[str, Any]:
    """A day, and a name in several languages, is kept as data and said in the language of whoever reads it."""
    return {name: _in_language(value) if isinstance(value, dict) else _day(value) for name, value in content.items()}


def _in_language(names: Mapping[str, str]) -> str:
    locale = to_locale(get_language() or "nl")
    return names.get(locale) or names.get(locale[:2]) or names["nl"]


def _day(text: Any) -> Any:
    if not isinstance(text, str) or not DAY.fullmatch(text):
        return text
    try:
        return written(date.fromisoformat(text))
    except ValueError:  # somebody's own words that only look like a day
        return text


class Words:
    """What many lines have in common, each looked up once per page: organisations and teams by name, what a kind says."""

    def __init__(self, *, staff: bool) -> None:
        self.organisation: Callable[[UUID], str] = cache(_organisation)
        self.team: Callable[[UUID | None], str] = cache(_team)
        self.said: Callable[[str], tuple[str, str]] = cache(partial(_said, staff=staff))

    def body(self, entry: Entry) -> str:
        """For whom somebody acted."""
        return self.organisation(entry.actor_organisation or entry.chain.organisation)


def _organisation(key: UUID) -> str:
    try:
        return organisations.organisation(key).name
    except NotFound:  # it once was there; the line stays readable
        return ""


def _team(key: UUID | None) -> str:
    try:
        return _("team %(name)s") % {"name": organisations.team(key).name} if key else _("een medewerker")
    except NotFound:
        return _("een medewerker")


def _said(kind: str, *, staff: bool) -> tuple[str, str]:
    """Sentence and detail for a worker or the resident, with places for the words of a line."""
    known = registry.find(EntryKind, kind) or UNKNOWN
    return str((staff and known.staff_sentence) or known.sentence), str(known.detail)


def _detail(said: str, stored: EntryContent, values: Mapping[str, str], *, withheld: Withheld | None) -> str:
    if withheld:
        return withheld.ground
    if stored.removed_at:
        return _("Wat er stond, is weggehaald. Dat moet van deze regel: %(rule)s.") % {"rule": stored.removed_by}
    return said % values


def _language(detail: str, content: Mapping[str, Any]) -> str:
    """The language of a detail that is one value of the content, as a page names it."""
    whole = OWN_WORDS.fullmatch(detail)
    return content.get("language", "").partition("-")[0] if whole else ""


class _Known(dict[str, Any]):
    """Words for a sentence; what was removed from the content shows as an ellipsis."""

    def __missing__(self, key: str) -> str:
        return "…"


def _because(purpose: str) -> str:
    known = registry.find(Purpose, purpose)
    return str(known.label) if known else ""
