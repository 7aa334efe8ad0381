"""Sending: once, whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from naast.dossier import api as dossier
from naast.journeys import actions
from naast.journeys.actions.reference import is_right
from naast.journeys.models import Answer, Draft
from naast.journeys.tests.conftest import declared
from naast.journeys.types import DraftView, EndingKind, Sending
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.errors import NotFound, Refused, Stale
from naast.kernel.models import StoredEvent
from naast.kernel.types import Ref

FillIn = Callable[..., DraftView]
pytestmark = pytest.mark.django_db


def revision(draft: DraftView) -> int:
    return Draft.objects.get(pk=draft.id).revision


def send(actor: Actor, draft: DraftView) -> DraftView:
    return actions.send(actor, draft.id, seen=revision(draft))


def test_what_is_sent_is_what_the_check_page_showed(fill_in: FillIn, mirthe: Actor, sent: list[Sending]) -> None:
    draft = fill_in(mirthe)
    view = send(mirthe, draft)
    [sending] = sent
    assert view.status == "sent"
    assert is_right(view.reference)
    assert view.reference.startswith("LW-")
    assert (sending.party, sending.author, sending.ending) == (mirthe.party, mirthe.party, "send")
    assert sending.counts_from == date(2026, 12, 18)  # the day of the move, on which the promise counts
    shown = {one.key: one.shown for one in sending.answers}
    assert shown["move_date"] == "vrijdag 18 december 2026"
    assert shown["new_address"] == "8995 BB, 3"
    assert shown["email"] == "Opengelaten"


def test_sending_again_gives_the_same_and_sends_nothing(fill_in: FillIn, mirthe: Actor, sent: list[Sending]) -> None:
    draft = fill_in(mirthe)
    first = send(mirthe, draft)
    assert actions.send(mirthe, draft.id, seen=0).reference == first.reference
    assert len(sent) == 1
    assert StoredEvent.objects.filter(name="journeys.DraftSent").count() == 1


def test_the_dossier_and_the_world_hear_of_it(fill_in: FillIn, mirthe: Actor, sent: list[Sending]) -> None:
    draft = fill_in(mirthe)
    reference = send(mirthe, draft).reference
    entries = dossier.timeline(mirthe, subject=mirthe.party)
    assert [one.detail for one in entries if one.kind == "journeys.sent"] == [f"Nummer {reference}"]
    payload = StoredEvent.objects.get(name="journeys.DraftSent").payload
    assert payload["made"] == f"probe:{draft.id}"
    assert "8995" not in str(payload)


def test_when_the_handler_fails_nothing_is_sent_and_all_is_kept(
    fill_in: FillIn, mirthe: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_actor: Actor, _sending: Sending) -> Ref:
        raise OSError("no room")

    declared(monkeypatch, EndingKind(key="case", handle=fail))
    draft = fill_in(mirthe)
    with pytest.raises(OSError, match="no room"):
        send(mirthe, draft)
    row = Draft.objects.get(pk=draft.id)
    assert (row.status, row.reference) == ("open", None)
    assert row.answers.count() == 8
    assert not StoredEvent.objects.filter(name="journeys.DraftSent").exists()


def test_a_draft_that_is_not_whole_is_not_sent(
    begin: Callable[..., DraftView], mirthe: Actor, sent: list[Sending]
) -> None:
    with pytest.raises(Refused, match="nog niet klaar"):
        send(mirthe, begin(mirthe))
    assert sent == []


def test_a_page_that_is_not_of_now_sends_nothing(fill_in: FillIn, mirthe: Actor, sent: list[Sending]) -> None:
    """Two tabs: in the other one an answer was changed after this check page was shown."""
    draft = fill_in(mirthe)
    seen = revision(draft)
    actions.answer(mirthe, draft.id, "phone", {"value": ["0612345678"]}, seen=seen)
    with pytest.raises(Stale):
        actions.send(mirthe, draft.id, seen=seen)
    assert sent == []


def test_nobody_sends_what_is_anothers(fill_in: FillIn, mirthe: Actor, bilal: Actor, sent: list[Sending]) -> None:
    draft = fill_in(mirthe)
    for draft_id in (draft.id, uuid4()):
        with pytest.raises(NotFound):
            actions.send(bilal, draft_id, seen=revision(draft))
    assert sent == []


def test_an_answer_off_the_path_is_not_sent(fill_in: FillIn, mirthe: Actor, sent: list[Sending]) -> None:
    """The main resident was filled in; then it turned out to be a home of one's own."""
    consent = {"given": ["no"], "name": ["Jo Elzinga"]}
    draft = fill_in(mirthe)
    actions.answer(mirthe, draft.id, "living_with", {"value": ["with_someone"]}, seen=999)
    actions.answer(mirthe, draft.id, "main_resident", consent, seen=999)
    actions.answer(mirthe, draft.id, "living_with", {"value": ["own"]}, seen=999)
    send(mirthe, draft)
    assert "main_resident" not in [one.key for one in sent[0].answers]


def test_an_answer_that_came_in_by_another_way_is_judged_again(
    fill_in: FillIn, mirthe: Actor, sent: list[Sending]
) -> None:
    """Whatever stands in the database: only what the form of the question would take counts as an answer."""
    draft = fill_in(mirthe)
    Answer.objects.filter(draft=draft.id, question="situation").update(value="everywhere")
    with pytest.raises(Refused, match="nog niet klaar"):
        send(mirthe, draft)
    assert sent == []


def test_the_result_of_time_passing_is_said_before_it_is_sent(
    fill_in: FillIn, mirthe: Actor, sent: list[Sending], clock: Any
) -> None:
    """Filled in on time, sent on Thursday 24 December: one day after the fifth day (BRP law 2.39, 2)."""
    draft = fill_in(mirthe)
    clock.move_to("2026-12-24T12:00:00+01:00")
    with pytest.raises(Refused):
        send(mirthe, draft)
    actions.go_onward(mirthe, draft.id, "late")
    send(mirthe, draft)
    assert [one.ending for one in sent] == ["send_late"]


@pytest.mark.django_db(transaction=True)
def test_a_hundred_presses_at_once_send_once(fill_in: FillIn, mirthe: Actor, sent: list[Sending]) -> None:
    draft = fill_in(mirthe)
    seen = revision(draft)

    def press(_: int) -> str:
        try:
            return actions.send(mirthe, draft.id, seen=seen).reference
        except Refused:
            return "busy"  # waited longer for the other presses than the database lets it
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=8) as pool:
        references = set(pool.map(press, range(100)))
    assert len(sent) == 1
    assert len(references - {"busy"}) == 1
    assert StoredEvent.objects.filter(name="journeys.DraftSent").count() == 1


def test_the_system_itself_sends_nothing(fill_in: FillIn, mirthe: Actor) -> None:
    with pytest.raises(NotFound):
        actions.send(SYSTEM, fill_in(mirthe).id, seen=1)
