"""What a register knows is shown with source, moment and reason; the resident finds it right or mends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from naast.dossier import api as dossier
from naast.journeys import actions
from naast.journeys.models import Draft, FetchedFact
from naast.journeys.tests.conftest import HOME, MOVE, Register, declared
from naast.journeys.tests.test_walk_the_pages import START, after, post, version_on, walk_to_the_end, words
from naast.journeys.types import Sending
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.parties.ports import FactSource, Fetched

pytestmark = pytest.mark.django_db
SignIn = Callable[[Actor], Client]


def address_page(client: Client) -> str:
    url: str = post(client, client.post(START)["Location"], value="within")["Location"]
    assert url.endswith("/vraag/current_address/")
    return url


def test_a_known_fact_says_where_it_is_from_and_why(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    client = sign_in(mirthe)
    page = words(client.get(address_page(client)))
    assert "Havenkade 41 B 8991 CD Lommerhaven" in page
    assert "Van de BRP, donderdag 26 november 2026 om 09.04 uur. Omdat u uw verhuizing doorgeeft." in page
    assert "Ja, dit klopt" in page


def test_found_right_it_is_the_answer_with_its_source(
    sign_in: SignIn, mirthe: Actor, register: Register, sent: list[Sending]
) -> None:
    client = sign_in(mirthe)
    post(client, address_page(client), klopt="ja")
    row = Draft.objects.get().answers.get(question="current_address")
    assert (row.value, row.source) == (HOME, "brp")


def test_found_wrong_it_is_typed_with_a_reason(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    client = sign_in(mirthe)
    otherwise = post(client, address_page(client), klopt="nee")["Location"]
    assert 'value="Havenkade"' in client.get(otherwise).content.decode()
    new = {"postcode": "8991 CD", "number": "43", "street": "Havenkade", "city": "Lommerhaven"}
    post(client, otherwise, **new, reden="Het is nummer 43.")
    row = Draft.objects.get().answers.get(question="current_address")
    assert (row.value["number"], row.source, row.reason) == ("43", "self", "Het is nummer 43.")
    details = [one.detail for one in dossier.timeline(mirthe, subject=mirthe.party)]
    assert "‘Het is nummer 43.’" in details


def test_a_reason_keeps_no_character_that_no_database_takes(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    client = sign_in(mirthe)
    otherwise = post(client, address_page(client), klopt="nee")["Location"]
    new = {"postcode": "8991 CD", "number": "43", "street": "Havenkade", "city": "Lommerhaven"}
    assert post(client, otherwise, **new, reden="Nummer\x00 43.").status_code == 302
    assert Draft.objects.get().answers.get(question="current_address").reason == "Nummer 43."


def test_a_draft_that_is_thrown_away_while_the_register_is_asked_takes_in_nothing(
    sign_in: SignIn, mirthe: Actor, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in(mirthe)
    client.post(START)
    draft, answer_of_register = Draft.objects.get(), register.facts

    def thrown_away(*asked: Any) -> Fetched:
        actions.discard(mirthe, draft.pk)
        return Fetched(values={"address": answer_of_register["address"]})

    declared(monkeypatch, FactSource(key="brp", name="BRP", facts=frozenset({"address"}), fetch=thrown_away))
    actions.answer(mirthe, draft.pk, "situation", {"value": ["within"]}, seen=999)
    with pytest.raises(NotFound):
        actions.fetch_for(mirthe, draft.pk)
    assert not FetchedFact.objects.exists()


def test_neither_right_nor_wrong_is_asked_again(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    client = sign_in(mirthe)
    assert "Kies of dit klopt." in words(after(client, post(client, address_page(client), bekend="1")))


def test_looking_at_the_page_of_a_draft_that_is_ones_own_fetches_nothing(
    sign_in: SignIn, mirthe: Actor, register: Register
) -> None:
    client = sign_in(mirthe)
    first = client.post(START)["Location"]
    actions.answer(mirthe, Draft.objects.get().pk, "situation", {"value": ["within"]}, seen=999)
    assert client.get(first.replace("vraag/situation", "van-mij"))["Location"].endswith("/vraag/current_address/")
    assert register.asked == []


def test_each_fetch_is_told_and_logged(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    client = sign_in(mirthe)
    address_page(client)
    [told] = [one for one in dossier.timeline(mirthe, subject=mirthe.party) if one.kind == "journeys.fetched"]
    assert told.sentence == "We haalden gegevens van u op bij de BRP"
    assert told.detail == "Omdat u uw verhuizing doorgeeft."


def test_the_family_can_be_chosen_by_name(
    sign_in: SignIn, mirthe: Actor, register: Register, sent: list[Sending]
) -> None:
    client = sign_in(mirthe)
    check = walk_to_the_end(client, current_address={"klopt": ["ja"]}, who_moves={"people": ["partner-1"]})
    post(client, check)
    shown = {one.key: one.shown for one in sent[0].answers}
    assert shown["who_moves"] == "Sam de Wit"
    assert sent[0].facts["brp.address"] == HOME


def test_who_leaves_the_whole_family_behind_is_asked_once(
    sign_in: SignIn, mirthe: Actor, register: Register, sent: list[Sending]
) -> None:
    client = sign_in(mirthe)
    walk_to_the_end(client, current_address={"klopt": ["ja"]}, who_moves={"people": ["partner-1"]})
    url = f"{START}{Draft.objects.get().pk}/vraag/who_moves/"
    asked = words(after(client, post(client, url, others="")))
    assert "Verhuist u alleen? Kies dan: niemand van hen." in asked
    assert post(client, url, nobody="on", others="")["Location"].endswith("/nakijken/")
    assert 'name="nobody" checked' in " ".join(client.get(url).content.decode().replace('value="on"', "").split())
    post(client, f"{START}{Draft.objects.get().pk}/nakijken/")
    assert {one.key: one.shown for one in sent[0].answers}["who_moves"] == "Niemand anders"


def test_when_the_register_is_away_one_types_it(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    register.away = True
    client = sign_in(mirthe)
    url = address_page(client)
    page = words(client.get(url))
    assert "De BRP geeft nu geen antwoord. Daarom vragen we het u." in page
    assert post(client, url, postcode="8991 CD", number="41").status_code == 302


def test_a_register_that_failed_is_not_asked_again_at_once(
    sign_in: SignIn, mirthe: Actor, register: Register, clock: Any
) -> None:
    register.away = True
    client = sign_in(mirthe)
    address_page(client)
    draft = Draft.objects.get().pk
    clock.shift(29)
    actions.fetch_for(mirthe, draft)
    assert len(register.asked) == 1
    clock.shift(1)
    register.away = False
    actions.fetch_for(mirthe, draft)
    assert len(register.asked) == 2
    assert FetchedFact.objects.get().value == HOME


def test_what_the_register_does_not_know_is_just_asked(sign_in: SignIn, mirthe: Actor, register: Register) -> None:
    del register.facts["address"]
    client = sign_in(mirthe)
    page = words(client.get(address_page(client)))
    assert "geeft nu geen antwoord" not in page
    assert "Postcode" in page


def test_a_fact_that_is_forged_is_no_answer(sign_in: SignIn, mirthe: Actor) -> None:
    """Without a fact there is nothing to find right: `klopt` alone gives no answer."""
    client = sign_in(mirthe)
    url = address_page(client)
    client.post(url, {"version": version_on(client, url), "klopt": "ja"})
    assert not Draft.objects.get().answers.filter(question="current_address").exists()


def test_a_fact_for_a_road_not_taken_is_not_sent(
    sign_in: SignIn, mirthe: Actor, register: Register, sent: list[Sending]
) -> None:
    """The address was found right, but then it turned out to be a move abroad: family and address still count, no more."""
    client = sign_in(mirthe)
    walk_to_the_end(client, current_address={"klopt": ["ja"]})
    draft = Draft.objects.get()
    FetchedFact.objects.create(draft=draft, source="brp", fact="household", value="couple")
    post(client, f"/regel/{MOVE}/{draft.pk}/nakijken/")
    assert set(sent[0].facts) == {"brp.address", "brp.family"}
