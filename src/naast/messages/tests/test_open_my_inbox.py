"""A resident opens the inbox and a message in the browser."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.urls import reverse

from naast.identity.actions.sessions import open_resident_session
from naast.kernel.actor import Assurance
from naast.kernel.clock import now
from naast.messages import api

pytestmark = pytest.mark.django_db
NOWHERE = "01977777-7777-7777-8777-777777777777"


@pytest.fixture
def sign_in(client, settings):
    def sign_in(actor):
        request = HttpRequest()
        request.session = SessionStore()
        open_resident_session(
            request,
            party=actor.party,
            organisation=actor.organisation,
            assurance=Assurance.SUBSTANTIAL,
            subject=b"subject",
            provider_session="",
            vouched_at=now(),
        )
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
        return client

    return sign_in


def _page(client, name, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_inbox_says_what_will_come(sign_in, newcomer):
    assert "U heeft nog geen berichten." in _page(sign_in(newcomer()), "messages:mine")


def test_what_is_new_says_so_until_it_is_read(sign_in, send, mirthe):
    client, message = sign_in(mirthe), send(mirthe)
    inbox = _page(client, "messages:mine")
    assert "Een vraag over uw verhuizing" in inbox
    assert "Nog niet gelezen. " in inbox
    _page(client, "messages:read", message)
    assert "Nog niet gelezen. " not in _page(client, "messages:mine")


def test_a_message_shows_whole_with_sender_and_moment(sign_in, send, mirthe, clock):
    message = send(mirthe)
    shown = _page(sign_in(mirthe), "messages:read", message)
    assert "Wie verhuist er mee?" in shown
    assert "Van Gemeente Lommerwaard, donderdag 26 november 2026 om 09.04 uur." in shown


def test_a_hostile_value_is_shown_as_text(sign_in, send, mirthe):
    message = send(mirthe, what="<b>", question="<script>alert(1)</script>")
    client = sign_in(mirthe)
    for shown in (_page(client, "messages:read", message), _page(client, "messages:mine")):
        assert "<script>alert" not in shown
        assert "<b>" not in shown
    assert "&lt;script&gt;" in _page(client, "messages:read", message)


def test_twenty_five_on_a_page_and_the_way_to_older_ones(sign_in, send, mirthe, clock):
    for number in range(27):
        clock.shift(1)
        send(mirthe, what=f"zaak {number:02}")
    client = sign_in(mirthe)
    first = _page(client, "messages:mine")
    assert "zaak 26" in first
    assert "zaak 02" in first
    assert "zaak 01" not in first
    last = api.messages_for(mirthe, party=mirthe.party, limit=25)[-1]
    assert f"?na={last.id}" in first
    second = _page(client, "messages:mine", na=last.id)
    assert "zaak 01" in second
    assert "zaak 02" not in second


def test_only_what_is_new_can_be_chosen(sign_in, send, mirthe):
    client, read = sign_in(mirthe), send(mirthe, what="het oude")
    send(mirthe, what="het nieuwe")
    _page(client, "messages:read", read)
    new = _page(client, "messages:mine", toon="nieuw")
    assert "het nieuwe" in new
    assert "het oude" not in new
    assert "het oude" in _page(client, "messages:mine", toon="ooit")


def test_who_read_everything_hears_so(sign_in, send, mirthe):
    client = sign_in(mirthe)
    _page(client, "messages:read", send(mirthe))
    assert "U heeft alles gelezen." in _page(client, "messages:mine", toon="nieuw")


@pytest.mark.parametrize(("words", "found"), [("VERHUIZING", True), ("hond", True), ("kat", False), ("%", False)])
def test_words_find_a_message_by_subject_or_text(sign_in, send, mirthe, words, found):
    send(mirthe, question="Gaat de hond mee?")
    page = _page(sign_in(mirthe), "messages:mine", woorden=words)
    assert ("Een vraag over uw verhuizing" in page) is found
    assert ("Geen bericht met deze woorden" in page) is not found


def test_words_do_not_find_what_is_anothers(sign_in, send, mirthe, newcomer):
    send(mirthe, question="Gaat de hond mee?")
    assert "Een vraag over uw verhuizing" not in _page(sign_in(newcomer()), "messages:mine", woorden="hond")


def test_what_was_looked_for_stays_on_the_next_page(sign_in, send, mirthe, clock):
    for number in range(26):
        clock.shift(1)
        send(mirthe, what=f"zaak {number:02}")
    assert "?woorden=zaak&amp;na=" in _page(sign_in(mirthe), "messages:mine", woorden="zaak")


def test_anothers_message_looks_the_same_as_none(sign_in, send, mirthe, newcomer, clock):
    message = send(mirthe)
    client = sign_in(newcomer())
    foreign = client.get(reverse("messages:read", args=[message]))
    nothing = client.get(reverse("messages:read", args=[NOWHERE]))
    assert foreign.status_code == nothing.status_code == 404
    assert _comparable(foreign).replace(str(message), NOWHERE) == _comparable(nothing)


def _comparable(answer) -> str:
    """The page without its one-time token of 64 characters."""
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


@pytest.mark.parametrize("place", ["x", NOWHERE, "\x00"])
def test_a_place_that_is_not_there_is_not_found(sign_in, mirthe, place):
    assert sign_in(mirthe).get(reverse("messages:mine"), {"na": place}).status_code == 404


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(client, send, mirthe):
    path = reverse("messages:read", args=[send(mirthe)])
    answer = client.get(path)
    assert answer.status_code == 302
    assert "/inloggen/" in answer["Location"]


def test_looking_with_head_is_not_reading(sign_in, send, mirthe):
    message = send(mirthe)
    assert sign_in(mirthe).head(reverse("messages:read", args=[message])).status_code == 200
    assert api.message(mirthe, message).read_at is None


def test_nothing_is_sent_by_post(sign_in, send, mirthe):
    assert sign_in(mirthe).post(reverse("messages:read", args=[send(mirthe)])).status_code == 405


def test_a_screen_reader_hears_a_message_in_the_language_it_was_sent_in(sign_in, send, mirthe):
    """WCAG 2.2, 3.1.2: a message keeps the words it was sent in, also on an English page."""
    message, client = send(mirthe), sign_in(mirthe)
    client.post("/voorkeur/", {"taal": "en"})
    page = _page(client, "messages:read", message)
    assert '<html lang="en"' in page
    assert '<title lang="nl">' in page
    assert re.search(r'<div lang="nl"><h1[^>]*>' + re.escape(api.message(mirthe, message).subject), page)


@pytest.mark.parametrize("name", ["messages:mine", "portal:mine", "dossier:mine"])
def test_the_subject_says_its_language_wherever_it_stands(sign_in, send, mirthe, name):
    send(mirthe)
    client = sign_in(mirthe)
    client.post("/voorkeur/", {"taal": "en"})
    said = re.findall(r'lang="(\w+)"[^<>]*>\s*Een vraag over uw verhuizing', _page(client, name))
    assert said
    assert set(said) == {"nl"}
    assert len(said) == _page(client, name).count("Een vraag over uw verhuizing")
