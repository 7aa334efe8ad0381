"""A resident signs in at the broker and comes back to the page they were on."""

from urllib.parse import parse_qs, quote, urlsplit
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client
from time_machine import Traveller

from naast.dossier.models import Entry
from naast.identity.models import OpenSession, SignInAttempt
from naast.identity.ports import PersonDirectory
from naast.identity.tests.conftest import party_of
from naast.identity.tests.doors import enter_as_staff
from naast.identity.tests.provider import EIDAS, Provider
from naast.kernel.models import StoredEvent
from naast.kernel.registry import registry

MINE = "/proef/mijn/"
SENSITIVE = "/proef/gevoelig/?vraag=2"
SESSION = django_settings.SESSION_COOKIE_NAME


def leave(client: Client, page: str = MINE, level: int = 10) -> str:
    """Naast sends the browser to the provider; the address."""
    response = client.get(f"/inloggen/?level={level}&next={quote(page)}")
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def sign_in(client: Client, provider: Provider, page: str = MINE, level: int = 10) -> HttpResponse:
    return client.get("/inloggen/terug/", provider.answer(leave(client, page, level)))


def test_a_resident_signs_in_and_is_where_they_were(client: Client, provider: Provider) -> None:
    response = sign_in(client, provider, SENSITIVE)
    assert response["Location"] == SENSITIVE
    page = client.get(SENSITIVE).content.decode()
    assert f"resident {party_of('999990007')} level 20" in page


def test_a_page_behind_the_door_leads_to_signing_in_and_back(client: Client, provider: Provider) -> None:
    way = client.get(SENSITIVE)
    asked = parse_qs(urlsplit(way["Location"]).query)
    assert urlsplit(way["Location"]).path == "/inloggen/"
    assert asked == {"level": ["20"], "next": [SENSITIVE]}
    assert parse_qs(urlsplit(client.get(way["Location"])["Location"]).query)["acr_values"] == [EIDAS + "substantial"]


def test_the_request_to_the_provider_is_a_code_flow_with_pkce_nonce_and_state(
    client: Client, provider: Provider
) -> None:
    asked = parse_qs(urlsplit(leave(client)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == len(asked["state"][0]) == len(asked["nonce"][0]) == 43
    assert asked["redirect_uri"] == [f"{django_settings.NAAST.base_url}/inloggen/terug/"]


def test_the_secret_goes_in_the_header_encoded_as_oauth_asks(client: Client, provider: Provider) -> None:
    sign_in(client, provider)
    import base64

    given = base64.b64decode(provider.token_requests[0]["authorization"].removeprefix("Basic ")).decode()
    assert given == "naast-residents:een%20geheim%3A%20met%20tekens"


def test_signing_in_is_told_to_the_house_and_stands_in_the_dossier(
    client: Client, provider: Provider, town: UUID
) -> None:
    sign_in(client, provider)
    told = StoredEvent.objects.get(name="identity.ResidentSignedIn")
    assert told.payload["party"] == str(party_of("999990007"))
    assert "999990007" not in str(told.payload)
    entry = Entry.objects.get(kind="identity.signed_in")
    assert (entry.chain.subject, entry.chain.organisation) == (party_of("999990007"), town)


def test_the_session_gets_a_fresh_key_and_the_old_one_is_dead(client: Client, provider: Provider) -> None:
    planted = client.session
    planted["concept"] = "van mij"
    planted.save()
    before = planted.session_key
    client.cookies[SESSION] = before
    sign_in(client, provider)
    assert client.cookies[SESSION].value != before
    assert client.session["concept"] == "van mij"  # the draft that was begun without a name
    attacker = Client()
    attacker.cookies[SESSION] = before
    assert attacker.get(MINE).status_code == 302


def test_who_is_there_already_goes_straight_on(client: Client, provider: Provider) -> None:
    sign_in(client, provider)
    assert client.get(f"/inloggen/?level=20&next={quote(SENSITIVE)}")["Location"] == SENSITIVE


def test_a_low_level_opens_low_pages_only(client: Client, provider: Provider) -> None:
    provider.person["acr"] = EIDAS + "low"
    sign_in(client, provider, MINE, level=10)
    assert client.get(MINE).status_code == 200
    assert client.get(SENSITIVE)["Location"] == f"/inloggen/?level=20&next={quote(SENSITIVE, safe='')}"


def test_a_step_up_that_stays_too_low_is_refused_and_a_surer_one_comes_back_with_the_draft(
    client: Client, provider: Provider
) -> None:
    provider.person["acr"] = EIDAS + "low"
    sign_in(client, provider, MINE, level=10)
    begun = client.session
    begun["concept"] = "halverwege"
    begun.save()
    refused = sign_in(client, provider, SENSITIVE, level=20)
    assert refused.status_code == 403
    assert "level=20" in refused.content.decode()
    assert quote(SENSITIVE, safe="") in refused.content.decode()
    assert "level 10" in client.get(MINE).content.decode()  # still signed in as before
    provider.person["acr"] = EIDAS + "substantial"
    before = client.session.session_key
    assert sign_in(client, provider, SENSITIVE, level=20)["Location"] == SENSITIVE
    assert client.session.session_key != before
    assert client.session["concept"] == "halverwege"
    assert client.get(SENSITIVE).status_code == 200


@pytest.mark.parametrize(
    ("level", "asked", "not_asked"),
    [(20, "DigiD Substantieel", "DigiD Hoog"), (30, "DigiD Hoog", "DigiD Substantieel")],
)
def test_who_cannot_sign_in_so_surely_reads_which_level_how_to_get_it_and_the_way_without(
    client: Client, provider: Provider, level: int, asked: str, not_asked: str
) -> None:
    provider.person["acr"] = EIDAS + "low"
    page = sign_in(client, provider, SENSITIVE, level=level).content.decode()
    assert asked in page
    assert not_asked not in page
    assert "ID-check" in page
    assert 'href="tel:140399"' in page
    assert "Kom langs met uw paspoort, rijbewijs of identiteitskaart." in page


@pytest.mark.parametrize(("device", "page"), [("", "en"), ("nl-je", "nl-je")])
def test_a_new_device_speaks_as_this_person_chose_before(
    client: Client, provider: Provider, monkeypatch: pytest.MonkeyPatch, device: str, page: str
) -> None:
    people = PersonDirectory(
        key="test.people", person_for=lambda *, bsn, claims: party_of(bsn), speech_of=lambda party: "en"
    )
    monkeypatch.setitem(registry._by_kind, PersonDirectory, {people.key: people})
    if device:
        client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = device
    sign_in(client, provider)
    assert client.cookies[django_settings.LANGUAGE_COOKIE_NAME].value == page


def test_another_person_in_the_same_browser_finds_nothing_of_the_first(client: Client, provider: Provider) -> None:
    sign_in(client, provider)
    of_the_first = client.session
    of_the_first["concept"] = "geheim"
    of_the_first.save()
    provider.person = {"sub": "bilal", "bsn": "999990731", "acr": EIDAS + "high"}
    client.get("/inloggen/terug/", provider.answer(client.get("/inloggen/?level=30")["Location"]))
    assert "concept" not in client.session
    assert f"resident {party_of('999990731')} level 30" in client.get(MINE).content.decode()


def test_a_worker_who_signs_in_as_resident_is_no_longer_a_worker(
    client: Client, provider: Provider, karim: UUID
) -> None:
    enter_as_staff(client, user=karim)
    assert client.get("/proef/werk/").status_code == 200
    sign_in(client, provider)
    assert client.get("/proef/werk/").status_code == 403
    assert "_auth_user_id" not in client.session


def test_a_state_works_once(client: Client, provider: Provider) -> None:
    answer = provider.answer(leave(client))
    client.get("/inloggen/terug/", answer)
    again = client.get("/inloggen/terug/", answer)
    assert again.status_code == 403
    assert OpenSession.objects.count() == 1


def test_a_state_works_in_the_browser_that_asked_for_it_only(client: Client, provider: Provider) -> None:
    answer = provider.answer(leave(Client()))
    leave(client)
    assert client.get("/inloggen/terug/", answer).status_code == 403
    assert not OpenSession.objects.exists()


@pytest.mark.parametrize(("minutes", "status"), [(9.9, 302), (10.1, 403)])
def test_a_state_works_for_ten_minutes(
    client: Client, provider: Provider, clock: Traveller, minutes: float, status: int
) -> None:
    location = leave(client)
    clock.shift(minutes * 60)
    assert client.get("/inloggen/terug/", provider.answer(location)).status_code == status


def test_two_tabs_may_sign_in_at_the_same_time(client: Client, provider: Provider) -> None:
    first, second = leave(client, MINE), leave(client, SENSITIVE)
    assert client.get("/inloggen/terug/", provider.answer(second))["Location"] == SENSITIVE
    assert client.get("/inloggen/terug/", provider.answer(first))["Location"] == MINE


def test_who_turns_back_at_the_provider_is_told_that_nothing_is_lost(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(leave(client, SENSITIVE)).query)["state"][0]
    answer = {"error": "access_denied", "state": state, "iss": provider.issuer}
    page = client.get("/inloggen/terug/", answer)
    words = page.content.decode()
    assert page.status_code == 403
    assert "Wat u invulde, is bewaard" in words
    assert "Hebt u geen DigiD?" in words
    assert f"next={quote(SENSITIVE, safe='')}" in words


def test_a_provider_that_is_down_gives_a_sentence(client: Client, provider: Provider, settings: object) -> None:
    from dataclasses import replace

    settings.NAAST = replace(settings.NAAST, resident_issuer="http://127.0.0.1:9")  # type: ignore[attr-defined]
    page = client.get("/inloggen/")
    assert page.status_code == 403
    assert "Inloggen lukte niet" in page.content.decode()
    assert not SignInAttempt.objects.exists()


def test_starting_too_often_is_slowed_down(client: Client, provider: Provider, clock: Traveller) -> None:
    statuses = [client.get("/inloggen/").status_code for _ in range(22)]
    assert statuses == [302] * 20 + [429] * 2


def test_the_number_stands_nowhere_in_our_tables(client: Client, provider: Provider) -> None:
    sign_in(client, provider)
    rows = [
        *OpenSession.objects.values_list(),
        *SignInAttempt.objects.values_list(),
        *StoredEvent.objects.values_list(),
    ]
    assert "999990007" not in str(rows)
