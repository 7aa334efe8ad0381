"""A resident reads messages: their own, all of them, and nobody else's."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from naast.dossier import api as dossier
from naast.dossier.models import Entry
from naast.kernel.actor import SYSTEM, ActingFor, Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.kernel.live import LiveTopic
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.messages import api

pytestmark = pytest.mark.django_db


def test_the_newest_is_on_top(send, mirthe, clock):
    send(mirthe, what="het eerste")
    clock.shift(60)
    send(mirthe, what="het tweede")
    shown = api.messages_for(mirthe, party=mirthe.party)
    assert [one.subject for one in shown] == ["Een vraag over het tweede", "Een vraag over het eerste"]


def test_paging_shows_each_message_once(send, mirthe, clock):
    sent = {send(mirthe) for _ in range(7)}  # all in the same instant
    seen, last = [], None
    while page := api.messages_for(mirthe, party=mirthe.party, before=last, limit=3):
        seen += [one.id for one in page]
        last = page[-1].id
    assert len(seen) == 7
    assert set(seen) == sent


def test_opening_a_message_is_noted_once(send, mirthe, clock):
    message = send(mirthe)
    api.mark_read(mirthe, message)
    first = api.message(mirthe, message).read_at
    clock.shift(3600)
    api.mark_read(mirthe, message)
    assert api.message(mirthe, message).read_at == first
    assert Entry.objects.filter(kind="messages.read").count() == 1


def test_until_it_is_read_something_waits(send, mirthe):
    message = send(mirthe)
    assert api.unread(mirthe, party=mirthe.party)
    api.mark_read(mirthe, message)
    assert not api.unread(mirthe, party=mirthe.party)


def test_anothers_message_does_not_exist(send, mirthe, newcomer):
    message, other = send(mirthe), newcomer()
    for ask in (api.message, api.mark_read):
        with pytest.raises(NotFound):
            ask(other, message)
    assert api.messages_for(other, party=mirthe.party) == ()
    assert api.message(mirthe, message).read_at is None


def test_a_mandate_for_everything_reads_along_a_narrow_one_does_not(send, mirthe, newcomer):
    message, helper = send(mirthe), newcomer()
    mandate = ActingFor(mandate=uuid4(), party=mirthe.party)
    assert api.message(replace(helper, acting_for=(mandate,)), message)
    narrow = replace(mandate, services=frozenset({"verhuizen"}))
    with pytest.raises(NotFound):
        api.message(replace(helper, acting_for=(narrow,)), message)


def test_a_mandate_at_one_organisation_opens_no_message_of_another(send, mirthe, newcomer):
    message, helper = send(mirthe), newcomer()
    mandate = ActingFor(mandate=uuid4(), party=mirthe.party, organisation=mirthe.organisation)
    assert api.message(replace(helper, acting_for=(mandate,)), message)
    elsewhere = uuid4()
    with pytest.raises(NotFound):
        api.message(
            replace(helper, organisation=elsewhere, acting_for=(replace(mandate, organisation=elsewhere),)), message
        )


def test_a_worker_reads_with_a_grant_and_leaves_it_unread(send, mirthe, organisation):
    message = send(mirthe)
    worker = Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(organisation, "dossier.open")}))
    with pytest.raises(NotFound):
        api.message(worker, message)
    dossier.grant_access(
        SYSTEM,
        team=None,
        organisation=organisation,
        subject=mirthe.party,
        purpose="dossier.own_words",
        about=Ref("case", uuid4()),
        because="u iets aan ons vroeg",
        until=now() + timedelta(days=1),
    )
    assert api.message(worker, message)
    api.mark_read(worker, message)
    assert api.message(mirthe, message).read_at is None


def test_only_the_person_follows_the_inbox_live(mirthe, newcomer):
    topic = registry.find(LiveTopic, "messages")
    assert topic.may_follow(mirthe, mirthe.party)
    assert not topic.may_follow(newcomer(), mirthe.party)
    assert not topic.may_follow(SYSTEM, mirthe.party)
