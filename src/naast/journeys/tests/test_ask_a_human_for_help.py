"""Whoever does not get any further asks for a human: that is work in the queue, and the page says what happens now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from naast.dossier.api import look, may_look
from naast.identity import api as identity
from naast.journeys.models import Draft, HelpRequest
from naast.journeys.tests.test_walk_the_pages import START, post, walk_to_the_end, words
from naast.journeys.types import Sending
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.organisations import api as organisations
from naast.organisations.types import Hours, Reach
from naast.parties import api as parties
from naast.work import api as work
from naast.work.types import WorkItemView

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]
WEEKDAYS = tuple(Hours(day, time(8), time(17)) for day in range(1, 6))


@pytest.fixture
def gerda(town: UUID) -> Actor:
    """Of the team of first contact."""
    organisations.change_organisation(SYSTEM, organisation=town, reach=Reach(hours=WEEKDAYS))
    team = organisations.create_team(SYSTEM, organisation=town, name="Contact", first_contact=True)
    user = identity.create_staff(SYSTEM, email="gerda@lommerwaard.example", full_name="Gerda Wiersma")
    identity.assign(SYSTEM, user=user, organisation=town, role=Role.AGENT, team=team)
    return identity.staff_actor(user)


def in_queue(worker: Actor) -> WorkItemView:
    [assignment] = worker.assignments
    [item] = work.queue(worker, organisation=assignment.organisation).items
    return item


def stuck_at_the_phone(client: Client) -> str:
    """Pressed the button after typing something that our page refuses; gives the page with help."""
    walk_to_the_end(client)
    url = f"{START}{Draft.objects.get().pk}/vraag/phone/"
    return str(post(client, url, value="06 twaalf", hulp="vast")["Location"])


def test_it_stands_in_the_queue_of_the_contact_team_with_what_was_tried(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID
) -> None:
    stuck_at_the_phone(sign_in(mirthe))
    item = in_queue(gerda)
    [assignment] = gerda.assignments
    assert (item.team, item.party, item.title) == (assignment.team, mirthe.party, "Verhuizing doorgeven")
    _, facts = work.open_item(gerda, item.id)
    known = dict(facts)
    assert known["Kwam niet verder bij"] == "Op welk nummer kunnen we u bellen?"
    assert known["Typte daar"] == "06 twaalf"
    assert known["Onze pagina zei"] == "Dit lijkt geen telefoonnummer. Alleen cijfers, zoals 0612345678."
    assert known["Nummer"] in item.because


def test_a_colleague_of_another_team_sees_the_line_and_not_what_was_typed(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, karim: Actor
) -> None:
    stuck_at_the_phone(sign_in(mirthe))
    item, facts = work.open_item(karim, in_queue(gerda).id)
    assert item.title == "Verhuizing doorgeven"
    assert facts == ()


def test_without_signing_in_the_number_is_all_we_know(
    client: Client, open_service: str, gerda: Actor, town: UUID
) -> None:
    first = client.post(f"/regel/{open_service}/")["Location"]
    page = words(client.get(post(client, first, hulp="vast")["Location"]))
    item = in_queue(gerda)
    reference = HelpRequest.objects.get().reference
    assert item.party is None
    assert reference in page
    assert dict(work.open_item(gerda, item.id)[1])["Nummer"] == reference


def test_pressing_again_makes_no_second_item_and_tells_where_one_stands_now(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID
) -> None:
    client = sign_in(mirthe)
    stuck_at_the_phone(client)
    post(client, f"{START}{Draft.objects.get().pk}/vraag/email/", value="", hulp="vast")
    facts = dict(work.open_item(gerda, in_queue(gerda).id)[1])
    assert facts["Kwam niet verder bij"] == "Wilt u ook een mail als het klaar is?"


@pytest.mark.parametrize(
    ("moment", "phone", "due"),
    [
        ("2026-11-26T09:04:00+01:00", "nu, tot 17.00 uur", "donderdag 26 november 2026 om 17.00 uur"),
        # Half past four is too late to promise the same day.
        ("2026-11-26T16:30:00+01:00", "nu, tot 17.00 uur", "vrijdag 27 november 2026 om 17.00 uur"),
        (
            "2026-11-27T23:00:00+01:00",
            "vanaf maandag 30 november om 08.00 uur",
            "maandag 30 november 2026 om 17.00 uur",
        ),
    ],
)
def test_the_page_says_whether_somebody_is_there_and_when_we_come_to_it(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID, clock: Any, moment: str, phone: str, due: str
) -> None:
    clock.move_to(datetime.fromisoformat(moment))
    client = sign_in(mirthe)
    page = words(client.get(stuck_at_the_phone(client)))
    assert phone in page
    assert ("Nu is er niemand aan de telefoon." in page) == ("vanaf" in phone)
    assert f"Ze kijken er uiterlijk naar op {due}." in page
    assert "Nu gevaar? Bel 112" in page


def test_a_call_back_is_promised_with_a_date_and_stands_in_the_queue(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID
) -> None:
    client = sign_in(mirthe)
    url = stuck_at_the_phone(client)
    refused = client.post(url, {"phone": "geen", "words": "Ik snap het niet"})
    assert refused.status_code == 422
    assert "Ik snap het niet" in refused.content.decode()
    page = words(client.post(url, {"phone": "0612345678", "words": "Ik snap het niet"}, follow=True))
    assert "We bellen u op 0612345678. Dat doen we uiterlijk op donderdag 26 november 2026 om 17.00 uur." in page
    item = in_queue(gerda)
    assert item.because.startswith("Wil gebeld worden")
    facts = dict(work.open_item(gerda, item.id)[1])
    assert (facts["Bel terug op"], facts["In eigen woorden"]) == ("0612345678", "Ik snap het niet")


def test_a_number_that_we_know_is_filled_in(sign_in: SignIn, mirthe: Actor, gerda: Actor) -> None:
    parties.set_phone(mirthe, "+31612345678")
    client = sign_in(mirthe)
    assert 'value="+31612345678"' in client.get(stuck_at_the_phone(client)).content.decode()


def test_the_team_may_look_until_it_has_helped(sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID) -> None:
    assert mirthe.party
    client = sign_in(mirthe)
    url = stuck_at_the_phone(client)
    item = in_queue(gerda)
    assert may_look(gerda, mirthe.party, town)
    work.take(gerda, item.id, version=item.version)
    client.post(url, {"phone": "0612345678"})
    assert "Gerda Wiersma pakt het op." in words(client.get(url))
    work.finish(gerda, item.id)
    assert not may_look(gerda, mirthe.party, town)
    row = HelpRequest.objects.get()
    assert (row.tried, row.phone, row.words) == ("", "", "")
    assert "Gerda" not in words(client.get(url))


@pytest.mark.parametrize(("called", "left"), [(False, 0), (True, 1)])
def test_who_sends_all_the_same_needs_no_help_but_a_promised_call_stays(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID, sent: list[Sending], called: bool, left: int
) -> None:
    client = sign_in(mirthe)
    url = stuck_at_the_phone(client)
    if called:
        client.post(url, {"phone": "0612345678"})
    base = f"{START}{Draft.objects.get().pk}/"
    post(client, f"{base}vraag/phone/", value="")
    post(client, f"{base}nakijken/")
    assert sent
    assert len(work.queue(gerda, organisation=town).items) == left


def test_anothers_help_page_is_not_there(
    sign_in: SignIn, mirthe: Actor, bilal: Actor, gerda: Actor, town: UUID
) -> None:
    url = stuck_at_the_phone(sign_in(mirthe))
    client = sign_in(bilal)
    assert client.get(url).status_code == 404
    assert client.post(url, {"phone": "0612345678"}).status_code == 404
    assert HelpRequest.objects.get().phone == ""


def test_who_reads_english_reads_why_the_team_looked_in_english(
    sign_in: SignIn, mirthe: Actor, gerda: Actor, town: UUID, settings: Any
) -> None:
    assert mirthe.party
    client = sign_in(mirthe)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    walk_to_the_end(client)
    client.post(f"{START}{Draft.objects.get().pk}/vraag/phone/", {"hulp": "vast"})
    seen = look(gerda, subject=mirthe.party, organisation=town, purpose="journeys.help", about=None)
    assert seen.because == "er een vraag om hulp loopt"
    assert "somebody asked for help" in words(client.get("/mijn/dossier/wie-keek/"))
