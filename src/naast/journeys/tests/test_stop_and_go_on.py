"""Stopping, and going on: later, elsewhere, signed in or not, or never."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from naast.journeys import actions
from naast.journeys.actions.resuming import token_for
from naast.journeys.models import Draft
from naast.journeys.tests.conftest import MOVE
from naast.journeys.tests.test_walk_the_pages import START, post, words
from naast.journeys.types import DraftView
from naast.kernel.actor import ActingFor, Actor
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound, SignInNeeded
from naast.kernel.models import StoredEvent
from naast.parties import api as parties

pytestmark = pytest.mark.django_db
Begin = Callable[..., DraftView]
SignIn = Callable[[Actor], Client]


def link_to(draft: UUID, slug: str = MOVE) -> str:
    return f"/regel/{slug}/verder/{token_for(draft)}/"


def test_the_page_says_until_when_and_gives_the_link(sign_in: SignIn, mirthe: Actor) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    draft = Draft.objects.get()
    page = client.get(first.replace("vraag/situation", "later"))
    # Thursday 26 November 2026 and thirty days: Saturday 26 December.
    assert "U kunt verder tot en met zaterdag 26 december 2026." in words(page)
    assert link_to(draft.pk) in page.content.decode()


def test_the_link_leads_the_owner_to_the_question(sign_in: SignIn, mirthe: Actor, begin: Begin) -> None:
    draft = begin(mirthe)
    other_one = begin(mirthe)
    client = sign_in(mirthe)
    client.get(f"{START}{other_one.id}/vraag/situation/")
    landed = client.get(link_to(draft.id), follow=True)
    assert str(draft.id) in landed.request["PATH_INFO"]


def test_the_link_asks_who_is_there(client: Client, mirthe: Actor, begin: Begin) -> None:
    answer = client.get(link_to(begin(mirthe).id))
    assert answer["Location"].startswith("/inloggen/")
    assert "verder" in answer["Location"]


def test_the_link_opens_nothing_for_another(sign_in: SignIn, mirthe: Actor, bilal: Actor, begin: Begin) -> None:
    draft = begin(mirthe)
    client = sign_in(bilal)
    answer = client.get(link_to(draft.id))
    assert answer.status_code == 403
    assert "Deze link is van iemand anders" in answer.content.decode()
    assert client.get(f"{START}{draft.id}/vraag/situation/").status_code == 404


@pytest.mark.parametrize("spoil", [lambda token: token[:-1] + "x", lambda token: "x", lambda token: "a" * 3000])
def test_a_link_that_is_not_ours_is_a_clear_page(client: Client, mirthe: Actor, begin: Begin, spoil: Any) -> None:
    answer = client.get(f"/regel/{MOVE}/verder/{spoil(token_for(begin(mirthe).id))}/")
    assert answer.status_code == 410
    assert "Deze link werkt niet meer" in answer.content.decode()
    assert f'href="{START}"' in answer.content.decode()


def test_what_can_still_be_sent_is_not_closed_as_an_answer(fill_in: Callable[..., DraftView], mirthe: Actor) -> None:
    draft = fill_in(mirthe)
    with pytest.raises(NotFound):
        actions.close_answered(mirthe, draft.id)
    assert Draft.objects.get().answers.exists()


def test_the_link_ends_with_the_term(client: Client, mirthe: Actor, begin: Begin, clock: Any) -> None:
    draft = begin(mirthe)
    clock.shift(timedelta(days=30) - timedelta(seconds=1))
    assert client.get(link_to(draft.id)).status_code == 302
    clock.shift(1)
    assert client.get(link_to(draft.id)).status_code == 410


def test_each_answer_starts_the_term_anew(mirthe: Actor, begin: Begin, clock: Any) -> None:
    draft = begin(mirthe)
    clock.shift(timedelta(days=29))
    actions.answer(mirthe, draft.id, "situation", {"value": ["within"]}, seen=0)
    assert Draft.objects.get().kept_until == now() + timedelta(days=30)


def test_after_the_term_all_is_removed_and_told(mirthe: Actor, begin: Begin, clock: Any) -> None:
    old, fresh = begin(mirthe), begin(mirthe)
    actions.answer(mirthe, old.id, "situation", {"value": ["within"]}, seen=0)
    clock.shift(timedelta(days=29))
    actions.answer(mirthe, fresh.id, "situation", {"value": ["within"]}, seen=0)
    clock.shift(timedelta(days=1))
    assert actions.sweep_expired() == 1
    assert actions.sweep_expired() == 0
    gone = Draft.objects.get(pk=old.id)
    assert (gone.status, gone.answers.count()) == ("discarded", 0)
    assert Draft.objects.get(pk=fresh.id).status == "open"
    assert StoredEvent.objects.get(name="journeys.DraftAbandoned").payload["by_term"] is True


def test_without_signing_in_one_begins_where_the_service_lets_one(client: Client, open_service: str) -> None:
    first = client.post(f"/regel/{open_service}/")["Location"]
    assert post(client, first, value="near")["Location"].endswith("/vraag/when/")
    row = Draft.objects.get()
    assert (row.owner, row.author) == (None, None)


def test_anothers_browser_does_not_see_it(client: Client, open_service: str) -> None:
    first = client.post(f"/regel/{open_service}/")["Location"]
    assert Client().get(first).status_code == 404
    elsewhere = Client()
    link = link_to(Draft.objects.get().pk, open_service)
    assert elsewhere.get(link, follow=True).status_code == 200


def test_signing_in_keeps_it_and_makes_it_ones_own_when_one_says_so(
    client: Client, open_service: str, sign_in: SignIn, mirthe: Actor
) -> None:
    first = client.post(f"/regel/{open_service}/")["Location"]
    post(client, first, value="near")
    client = sign_in(mirthe)
    claim = client.get(first)["Location"]
    assert claim.endswith("/van-mij/")
    assert "Was u dat?" in words(client.get(claim))
    assert Draft.objects.get().owner is None
    assert client.post(claim)["Location"].endswith("/vraag/when/")
    row = Draft.objects.get()
    assert (row.owner, row.answers.count()) == (mirthe.party, 1)
    assert client.post(claim).status_code == 302  # a second press changes nothing
    assert client.get(claim)["Location"].endswith("/vraag/when/")
    # From now on the link, which anybody may have, opens it for its owner only.
    assert Client().get(link_to(row.pk, open_service))["Location"].startswith("/inloggen/")


def test_an_anonymous_draft_that_was_claimed_is_gone_for_the_browser_that_held_it(
    client: Client, open_service: str, visitor: Actor, mirthe: Actor
) -> None:
    first = client.post(f"/regel/{open_service}/")["Location"]
    draft = Draft.objects.get().pk
    actions.claim(mirthe, draft, held={draft})
    assert client.get(first).status_code == 404
    with pytest.raises(NotFound):
        actions.answer(visitor, draft, "situation", {"value": ["near"]}, seen=0, held={draft})


def test_a_visitor_cannot_begin_what_needs_signing_in(visitor: Actor, begin: Begin) -> None:
    with pytest.raises(SignInNeeded):
        begin(visitor)


def test_a_worker_begins_for_a_resident(karim: Actor, mirthe: Actor, begin: Begin) -> None:
    draft = begin(karim, owner=None)
    row = Draft.objects.get(pk=draft.id)
    assert (row.owner, row.author) == (None, karim.id)


def holding(helper: Actor, other: Actor, service: str) -> Actor:
    """The helper with a mandate of the other, for this service only."""
    assert other.party is not None
    return replace(helper, acting_for=(ActingFor(uuid4(), other.party, frozenset({service})),))


def test_somebody_acts_for_another_with_a_mandate_only(mirthe: Actor, bilal: Actor, begin: Begin) -> None:
    with pytest.raises(NotFound):
        begin(mirthe, owner=bilal.party)
    with pytest.raises(NotFound):
        begin(holding(mirthe, bilal, "kwijtschelding-gemeentelijke-belastingen"), owner=bilal.party)
    row = Draft.objects.get(pk=begin(holding(mirthe, bilal, MOVE), owner=bilal.party).id)
    assert (row.owner, row.author) == (bilal.party, mirthe.party)


def test_staff_without_the_permission_begins_nothing(karim: Actor, begin: Begin) -> None:
    with pytest.raises(Forbidden):
        begin(replace(karim, permissions=frozenset()))


def test_a_lane_comes_along(mirthe: Actor, begin: Begin) -> None:
    parties.set_preference(mirthe, lane="together")
    assert Draft.objects.get(pk=begin(mirthe).id).lane == "together"
