"""Texts in an organisation's own words: from draft to live, and back. What is live lies over whatever is published."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from naast.catalogue.access import access_text, check_may_edit, check_may_publish
from naast.catalogue.actions.publishing import hold_own_texts, offer
from naast.catalogue.models import OwnText
from naast.catalogue.packages.comparing import new_sentences
from naast.catalogue.packages.je import je_after
from naast.catalogue.queries.wording import base_of, draft_at, wording, wrong_with
from naast.catalogue.types import LOCALES, Words
from naast.dossier.api import audit
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused, Stale
from naast.kernel.types import Ref

BEHIND = "Een collega was u voor. Hieronder staat wat er nu live of klaar staat. Wat u typte, is er nog."
OVER = "Deze tekst is geen concept meer. Een collega was u voor."


@transaction.atomic
def write_text(actor: Actor, *, organisation: UUID, slug: str, place: str, words: Words, seen: str) -> UUID:
    """Keep other words for one text of a service as the draft of that place; nobody reads them yet.

    `seen` tells what the actor saw there. A changed u-text whose je-text was left alone gets its je-text drafted.
    Raises Forbidden, NotFound, Refused, or Stale where live or draft is not what was seen.
    """
    check_may_edit(actor, organisation)
    hold_own_texts(organisation, [slug])
    live, draft, here = draft_at(actor, organisation, slug, place)
    if seen != here:
        raise Stale(BEHIND)
    words = _with_je(words, beside=draft.words if draft else live, live=live)
    if words == live:
        raise Refused("Hier verandert nog niets. Pas een zin aan.")
    if wrong := wrong_with(organisation, slug, place, words):
        raise Refused(next(iter(wrong.values())))
    row = OwnText(organisation=organisation, slug=slug, place=place) if draft is None else access_text(actor, draft.id)
    row.words, row.written_by, row.written_at = dict(words), actor.id, now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Stale(BEHIND) from None
    _audit_text(actor, row, "catalogue.text-written")
    return row.pk


@transaction.atomic
def put_text_live(actor: Actor, own_text: UUID, *, seen: str, reason: str) -> None:
    """Let residents read this draft from now on. Raises Forbidden, NotFound, Refused, or Stale where it is not what was seen."""
    row = _draft(actor, own_text)
    one = wording(actor, own_text)
    if one.seen != seen:
        raise Stale(BEHIND)
    if wrong := wrong_with(row.organisation, row.slug, row.place, row.words):
        raise Refused(next(iter(wrong.values())))
    row.live_at, row.reason = now(), reason
    row.save(update_fields=["live_at", "reason"])
    _offer_again(actor, row)
    before, after = _told(one.now, one.words)
    _audit_text(actor, row, "catalogue.text-live", before=before, after=f"{after} Reden: {reason}")


@transaction.atomic
def drop_text(actor: Actor, own_text: UUID) -> None:
    """Throw a draft away; its words are kept nowhere. Raises NotFound or Refused."""
    row = _draft(actor, own_text)
    row.words, row.ended_at = {}, now()
    row.save(update_fields=["words", "ended_at"])
    _audit_text(actor, row, "catalogue.text-dropped")


@transaction.atomic
def put_text_back(actor: Actor, own_text: UUID) -> None:
    """Let residents read again what stood there before. Raises Forbidden, NotFound, or Refused where it is not the last."""
    row = _locked(actor, own_text)
    check_may_publish(actor, row.organisation)
    one = wording(actor, own_text)
    if not one.is_last:
        raise Refused("Dit is niet meer de laatste tekst op deze plek. Zet eerst de latere terug.")
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    _offer_again(actor, row)
    before, after = _told(one.now, wording(actor, own_text).now)
    _audit_text(actor, row, "catalogue.text-back", before=before, after=after)


def _with_je(words: Words, *, beside: Words, live: Words) -> Words:
    """The words as they are kept: of what was left empty nothing, and the je-text after the u-text when only that was changed."""
    kept = {tone: words[tone].strip() for tone in LOCALES if words.get(tone, "").strip()}
    if kept.get("nl") != beside.get("nl") and kept.get("nl_JE") == beside.get("nl_JE"):
        je = je_after(kept.get("nl", ""), old=beside.get("nl", ""), old_je=beside.get("nl_JE", ""))
        kept.pop("nl_JE", None)
        if "nl_JE" in live or je != kept.get("nl"):
            kept["nl_JE"] = je
    return kept


def _locked(actor: Actor, own_text: UUID) -> OwnText:
    """The text as it is once nobody else can change those of its service."""
    row = access_text(actor, own_text)
    hold_own_texts(row.organisation, [row.slug])
    return access_text(actor, own_text)


def _draft(actor: Actor, own_text: UUID) -> OwnText:
    row = _locked(actor, own_text)
    check_may_publish(actor, row.organisation)
    if row.live_at is not None or row.ended_at is not None:
        raise Refused(OVER)
    return row


def _offer_again(actor: Actor, row: OwnText) -> None:
    """What was published before, with the own texts of now over it: nothing else that is newer on disk goes along."""
    offer(actor, row.organisation, {row.slug: base_of(row.organisation, row.slug)})


def _told(before: Words, after: Words) -> tuple[str, str]:
    """The sentences that differ, of the first tone or language that does."""
    tone = next((one for one in LOCALES if before.get(one) != after.get(one)), "nl")
    old, new = before.get(tone, ""), after.get(tone, "")
    return " ".join(new_sentences(new, old)), " ".join(new_sentences(old, new))


def _audit_text(actor: Actor, row: OwnText, what: str, *, before: str = "", after: str = "") -> None:
    about = Ref("own-text", row.pk)
    audit(actor, organisation=row.organisation, what=what, about=about, before=before, after=after)
