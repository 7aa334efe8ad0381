"""A resident chooses how to hear from us, in which language and tone, and how to do things; all that follows keeps to it."""

from datetime import date

import pytest
from django.urls import reverse

from naast.dossier.tests.conftest import Town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.organisations.actions import choose_language
from naast.parties import api
from naast.parties.models import Address, DigitalAddress
from naast.parties.queries.people import speech_of
from naast.parties.types import Channel, Lane

pytestmark = pytest.mark.django_db
CHOSEN = {"lane": "together", "channel": "post", "speech": "nl-je"}


def _mail_of(actor: Actor, *, verified: bool = True) -> None:
    DigitalAddress.objects.create(
        party_id=actor.party, kind="email", value="mirthe@example.nl", verified_at=now() if verified else None
    )


def test_only_ways_that_exist_are_offered(town: Town, mirthe: Actor) -> None:
    page = browser_of(mirthe).get(reverse("parties:preferences")).content.decode().lower()
    assert "met een e-mail" in page
    assert "sms" not in page
    assert "whatsapp" not in page


def test_the_way_of_helping_is_kept_and_the_page_speaks_so_at_once(town: Town, mirthe: Actor) -> None:
    browser = browser_of(mirthe)
    assert "Bewaard" in browser.post(reverse("parties:preferences"), CHOSEN, follow=True).content.decode()
    card = api.person(mirthe, mirthe.party)
    assert (card.lane, card.channel, card.language) == (Lane.TOGETHER, Channel.POST, "nl")
    assert browser.cookies["naast-taal"].value == "nl-je"


@pytest.mark.parametrize("sent", [{}, {"lane": "x", "channel": "mail", "speech": "nl"}, {"lane": "fast"}])
def test_half_a_choice_changes_nothing(town: Town, mirthe: Actor, sent: dict[str, str]) -> None:
    assert browser_of(mirthe).post(reverse("parties:preferences"), sent).status_code == 422
    assert api.person(mirthe, mirthe.party).channel == Channel.INBOX


@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.MAIL, Channel.MAIL),
        (Channel.POST, Channel.POST),
        (Channel.PHONE, Channel.PHONE),
        (Channel.INBOX, Channel.INBOX),
    ],
)
def test_what_we_send_goes_the_way_that_was_chosen(
    town: Town, mirthe: Actor, channel: Channel, expected: Channel
) -> None:
    assert mirthe.party
    _mail_of(mirthe)
    Address.objects.create(party_id=mirthe.party, kind="home", lines="Kade 1", source="brp", since=date(2020, 1, 1))
    browser_of(mirthe).post(reverse("parties:preferences"), {**CHOSEN, "channel": channel.value})
    reach = api.reach(mirthe.party)
    assert reach is not None
    assert reach.channel is expected


def test_who_wants_mail_and_has_no_proven_address_goes_on_to_give_one(town: Town, mirthe: Actor) -> None:
    _mail_of(mirthe, verified=False)
    answer = browser_of(mirthe).post(reverse("parties:preferences"), {**CHOSEN, "channel": "mail"})
    assert answer["Location"] == reverse("parties:add", args=["e-mail"])


def test_who_wants_mail_and_has_a_proven_address_is_done(town: Town, mirthe: Actor) -> None:
    _mail_of(mirthe)
    answer = browser_of(mirthe).post(reverse("parties:preferences"), {**CHOSEN, "channel": "mail"})
    assert answer["Location"] == reverse("parties:preferences")


def test_who_wants_a_call_and_gave_no_number_goes_on_to_give_one(town: Town, mirthe: Actor) -> None:
    browser, url, chosen = browser_of(mirthe), reverse("parties:preferences"), {**CHOSEN, "channel": "phone"}
    assert browser.post(url, chosen)["Location"] == reverse("parties:add", args=["telefoon"])
    api.set_phone(mirthe, "+31612345678")
    assert browser.post(url, chosen)["Location"] == url


def test_who_chose_nothing_sees_what_happens_now(town: Town, mirthe: Actor) -> None:
    """Saving another choice, such as the language, then changes nothing unseen."""
    browser = browser_of(mirthe)
    assert not browser.get(reverse("parties:preferences")).context["form"]["channel"].value()
    _mail_of(mirthe)
    assert browser.get(reverse("parties:preferences")).context["form"]["channel"].value() == "mail"


def test_the_page_shows_what_was_chosen(town: Town, mirthe: Actor) -> None:
    browser = browser_of(mirthe)
    browser.post(reverse("parties:preferences"), CHOSEN)
    form = browser.get(reverse("parties:preferences")).context["form"]
    assert {name: form[name].value() for name in CHOSEN} == CHOSEN


@pytest.mark.parametrize("speech", ["nl", "nl-je", "en"])
def test_what_is_chosen_at_the_foot_of_a_page_is_kept_for_every_device(town: Town, mirthe: Actor, speech: str) -> None:
    assert mirthe.party
    api.set_preference(mirthe, lane=Lane.TOGETHER)
    choose_language(mirthe, organisation=town.id, language=speech)
    assert speech_of(mirthe.party) == speech
    assert api.person(mirthe, mirthe.party).lane is Lane.TOGETHER
