"""u or je, Dutch or English: what somebody chose is remembered."""

from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from naast.kernel.actor import ANONYMOUS, Actor, ActorKind
from naast.kernel.models import StoredEvent
from naast.organisations.actions import choose_language
from naast.organisations.middleware import OrganisationMiddleware
from naast.organisations.tests.lommerwaard import make_lommerwaard

COOKIE = settings.LANGUAGE_COOKIE_NAME


def language_of(client: Client, **headers: str) -> str:
    return client.get("/contact/", headers=headers).wsgi_request.LANGUAGE_CODE


@pytest.mark.parametrize(("tone", "language"), [("u", "nl"), ("je", "nl-je")])
def test_without_a_choice_we_speak_as_the_organisation_does(client: Client, db: None, tone: str, language: str) -> None:
    make_lommerwaard(tone=tone)
    assert language_of(client) == language
    assert language_of(client, **{"Accept-Language": "nl-NL,nl;q=0.9,en;q=0.8"}) == language


@pytest.mark.parametrize("browser", ["en", "en-GB,en;q=0.9,nl;q=0.8"])
def test_an_english_browser_gets_english(client: Client, town: UUID, browser: str) -> None:
    assert language_of(client, **{"Accept-Language": browser}) == "en"


@pytest.mark.parametrize("language", ["nl", "nl-je", "en"])
def test_a_choice_is_kept_and_leads_back_to_the_page(client: Client, town: UUID, language: str) -> None:
    answer = client.post("/voorkeur/", {"taal": language, "next": "/contact/?x=1"})
    assert answer["Location"] == "/contact/?x=1"
    assert answer.cookies[COOKIE]["httponly"]
    assert language_of(client, **{"Accept-Language": "en"}) == language


@pytest.mark.parametrize("language", ["", "fr", "nl-je; Domain=kwaad.example", "\x00", "x" * 1_000_000])
def test_another_language_changes_nothing(client: Client, town: UUID, language: str) -> None:
    answer = client.post("/voorkeur/", {"taal": language, "next": "https://kwaad.example"})
    assert answer["Location"] == "/"
    assert COOKIE not in answer.cookies


def test_a_changed_cookie_is_ignored(client: Client, town: UUID) -> None:
    client.cookies[COOKIE] = "../../nl"
    assert language_of(client) == "nl"


def test_a_form_from_elsewhere_changes_nothing(town: UUID) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/voorkeur/", {"taal": "en"}).status_code == 403


@pytest.mark.parametrize(
    ("chosen", "offered"), [("nl", ["nl-je", "en"]), ("nl-je", ["nl", "en"]), ("en", ["nl", "nl-je"])]
)
def test_the_page_offers_the_other_ways(client: Client, town: UUID, chosen: str, offered: list[str]) -> None:
    client.cookies[COOKIE] = chosen
    page = client.get("/contact/").content.decode()
    assert [value for value in ("nl", "nl-je", "en") if f'name="taal" value="{value}"' in page] == sorted(
        offered, key=("nl", "nl-je", "en").index
    )
    assert f'<html lang="{chosen[:2]}"' in page


def test_of_somebody_we_know_it_is_told_to_the_house(town: UUID) -> None:
    party = uuid4()
    choose_language(Actor(kind=ActorKind.RESIDENT, party=party), organisation=town, language="nl-je")
    choose_language(ANONYMOUS, organisation=town, language="en")
    told = StoredEvent.objects.get(name="organisations.LanguageChosen")
    assert (told.payload["party"], told.payload["language"]) == (str(party), "nl-je")


def test_the_door_of_another_organisation_speaks_its_own_way(
    town: UUID, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from naast.kernel.actor import SYSTEM
    from naast.organisations.api import create_organisation, current
    from naast.organisations.tests.lommerwaard import PHONE

    create_organisation(
        SYSTEM,
        slug="polderdam",
        name="Gemeente Polderdam",
        kind="municipality",
        theme="lommerwaard",
        tone="je",
        phone=PHONE,
        host="polderdam.localhost",
    )
    assert current("polderdam.localhost").slug == "polderdam"
    assert current("localhost").slug == "lommerwaard"
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["polderdam.localhost"])
    request = rf.get("/", headers={"host": "Polderdam.LOCALHOST.:8000"})
    OrganisationMiddleware(lambda _: HttpResponse())(request)
    assert request.organisation.slug == "polderdam"  # type: ignore[attr-defined]
