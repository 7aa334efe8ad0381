"""A resident chooses how to hear from us, in which language and tone, and how to do things; all that follows keeps to it."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from naast.dossier.api import timeline
from naast.dossier.tests.conftest import Town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.organisations.actions import choose_language
from naast.parties import api
from naast.parties.models import Address, DigitalAddress, Preference
from naast.parties.queries.people import language_of, speech_of
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


def _reading(actor: Actor, speech: str) -> Client:
    """A browser in which somebody chose in the foot, before signing in."""
    browser = browser_of(actor)
    browser.cookies["naast-taal"] = speech
    return browser


def _answers(browser: Client, answer: str, speech: str = "en") -> HttpResponse:
    return browser.post(reverse("parties:speech"), {"speech": speech, "answer": answer}, follow=True)


@pytest.mark.parametrize(
    ("speech", "offered"),
    [("nl", ""), ("nl-je", "Je berichten ook zo?"), ("en", "Your messages like this too?"), ("xx", "")],
)
def test_who_reads_otherwise_than_our_messages_speak_is_asked_about_it(
    town: Town, mirthe: Actor, speech: str, offered: str
) -> None:
    page = _reading(mirthe, speech).get("/mijn/").content.decode()
    assert offered in page
    assert ('name="answer"' in page) == bool(offered)
    assert language_of(mirthe.party, tone="u") == "nl"  # asking changes nothing


def test_who_chose_nothing_in_this_browser_is_asked_nothing(town: Town, mirthe: Actor) -> None:
    page = browser_of(mirthe).get("/mijn/", headers={"Accept-Language": "en"}).content.decode()
    assert 'name="answer"' not in page


def test_yes_changes_the_messages_in_sight_and_asks_no_more(town: Town, mirthe: Actor) -> None:
    browser = _reading(mirthe, "en")
    page = _answers(browser, "ja").content.decode()
    assert "Saved. From now on we write new messages" in page
    assert 'name="answer"' not in page
    assert language_of(mirthe.party, tone="u") == "en"
    assert [one.kind for one in timeline(mirthe, subject=mirthe.party)].count("parties.preference_set") == 1


def test_no_leaves_the_messages_and_asks_no_more_about_this_one(town: Town, mirthe: Actor) -> None:
    browser = _reading(mirthe, "en")
    assert "Your messages stay as they are." in _answers(browser, "nee").content.decode()
    assert language_of(mirthe.party, tone="u") == "nl"
    assert 'name="answer"' not in browser.get("/mijn/").content.decode()
    assert 'name="answer"' not in _reading(mirthe, "en").get("/mijn/").content.decode()  # on another device
    assert 'name="answer"' in _reading(mirthe, "nl-je").get("/mijn/").content.decode()
    assert [one.kind for one in timeline(mirthe, subject=mirthe.party)].count("parties.preference_set") == 1


@pytest.mark.parametrize("sent", [{}, {"speech": "xx", "answer": "ja"}, {"speech": "en"}, {"answer": "ja"}])
def test_an_answer_to_nothing_changes_nothing(town: Town, mirthe: Actor, sent: dict[str, str]) -> None:
    assert _reading(mirthe, "en").post(reverse("parties:speech"), sent).status_code == 302
    assert language_of(mirthe.party, tone="u") == "nl"
    assert not Preference.objects.filter(party=mirthe.party).exists()
