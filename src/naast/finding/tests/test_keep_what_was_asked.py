"""What was asked is kept for ninety days, of nobody, and the answer never waits for it."""

from __future__ import annotations

import logging
import re
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import connections
from django.test import Client

from naast.finding import api
from naast.finding.actions import forget_old, untie
from naast.finding.models import AskedQuestion
from naast.finding.queries.asked import most_asked
from naast.kernel.algorithms import register
from naast.organisations import api as organisations

BSN = "999990494"  # of the range that is given to nobody


def ask(client: Client, question: str) -> str:
    response = client.get("/zoek/", {"vraag": question})
    assert response.status_code == 200
    return str(response.content.decode())


def link(page: str, slug: str, to: str = "") -> str:
    """Where the page leads for this service, as it stands in its address."""
    found = re.findall(rf'href="(/zoek/naar/{slug}/\?[^"]+)"', page)
    return next(one.replace("&amp;", "&") for one in found if (f"naar={to}" in one if to else "naar=" not in one))


def test_a_question_is_kept_with_what_was_shown(client: Client, town: UUID) -> None:
    ask(client, "ik ga verhuizen")

    kept = AskedQuestion.objects.get()
    assert (kept.organisation, kept.text, kept.kind, kept.language) == (town, "ik ga verhuizen", "services", "nl")
    assert kept.shown[0] == "verhuismelding"
    assert len(kept.shown) <= 6
    assert 0 < kept.sure <= 1
    assert (kept.chosen, kept.begun) == ("", False)


def test_no_number_and_no_name_reaches_the_row(client: Client, town: UUID) -> None:
    ask(client, f"ik ben sanne zwanenvleugel, bsn {BSN}, wilgenlaan 12, hoe geef ik mijn verhuizing door?")

    kept = str(AskedQuestion.objects.values().get())
    for secret in (BSN, "sanne", "zwanenvleugel", "wilgenlaan", "12,"):
        assert secret not in kept, secret
    assert "[bsn]" in kept


@pytest.mark.writes_numbers
def test_the_database_itself_refuses_a_number(town: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("naast.finding.actions.asked.masked", lambda text, *_rest, **_more: text)
    api.remember(f"mijn nummer is {BSN}", api.ask("verhuizen", organisation=town), organisation=town, shown=())

    assert not AskedQuestion.objects.exists()


def test_a_row_tells_no_closer_time_than_the_hour(client: Client, town: UUID) -> None:
    ask(client, "ik ga verhuizen")

    kept = AskedQuestion.objects.get()
    assert kept.hour == datetime(2026, 11, 26, 8, tzinfo=UTC)
    assert kept.pk.version == 4  # of chance; version 7 tells the millisecond


def test_no_cookie_and_no_session_belong_to_a_question(client: Client, town: UUID) -> None:
    ask(client, "ik ga verhuizen")

    assert [name for name in client.cookies if not name.endswith("-csrf")] == []


@pytest.mark.parametrize(
    "question",
    ["mijn man slaat mij", "ik wil niet meer leven", "morgen word ik uit mijn huis gezet", "we hebben niets te eten"],
)
def test_of_who_is_in_trouble_only_is_counted_that_it_happened(client: Client, town: UUID, question: str) -> None:
    page = ask(client, question)

    kept = AskedQuestion.objects.get()
    assert (kept.text, kept.shown, kept.click, kept.kind) == ("", [], None, "human")
    assert "Wat u hier vroeg, bewaren we niet." in page
    assert "/zoek/naar/" not in page


@pytest.mark.parametrize("nothing", ["  ", "~~"])
def test_asking_nothing_keeps_nothing(client: Client, town: UUID, nothing: str) -> None:
    """Without words it would count as somebody in trouble."""
    ask(client, nothing)

    assert not AskedQuestion.objects.exists()


def test_the_page_says_that_it_is_kept_and_for_how_long(client: Client, town: UUID) -> None:
    assert "We bewaren deze vraag 90 dagen" in ask(client, "ik ga verhuizen")
    assert "90 dagen" in next(one.data for one in register() if one.key == "finding.answer")


def test_words_are_tried_on_what_says_anything(client: Client, town: UUID) -> None:
    for question in ("06 12345678", "06 12345679", "ik ga verhuizen"):
        ask(client, question)

    assert AskedQuestion.objects.count() == 3
    assert most_asked(town, 5) == ("ik ga verhuizen",)


def test_what_is_followed_is_kept_beside_the_question(client: Client, town: UUID) -> None:
    way = link(ask(client, "ik ga verhuizen"), "verhuismelding")

    assert client.get(way).headers["Location"] == "/diensten/verhuismelding/"
    assert AskedQuestion.objects.values_list("chosen", "begun").get() == ("verhuismelding", False)


def test_going_on_to_the_form_is_kept_too(client: Client, town: UUID) -> None:
    way = link(ask(client, "ik ga verhuizen"), "verhuismelding", "snel")

    assert client.get(way).headers["Location"].startswith("/regel/verhuismelding/")
    assert AskedQuestion.objects.values_list("chosen", "begun").get() == ("verhuismelding", True)


def test_after_half_an_hour_a_link_still_leads_on_but_tells_nothing(
    client: Client, town: UUID, clock: time_machine.Traveller
) -> None:
    way = link(ask(client, "ik ga verhuizen"), "verhuismelding")
    clock.shift(timedelta(minutes=31))

    assert client.get(way).headers["Location"] == "/diensten/verhuismelding/"
    assert AskedQuestion.objects.get().chosen == ""


@pytest.mark.parametrize("token", ["", "onzin", f"{'0' * 32}:1abc:def", "\0"])
def test_a_made_up_token_leads_on_and_tells_nothing(client: Client, town: UUID, token: str) -> None:
    ask(client, "ik ga verhuizen")

    assert client.get("/zoek/naar/verhuismelding/", {"van": token}).status_code == 302
    assert AskedQuestion.objects.get().chosen == ""


def test_a_service_that_was_not_shown_cannot_be_chosen(client: Client, town: UUID) -> None:
    way = link(ask(client, "ik ga verhuizen"), "verhuismelding")
    AskedQuestion.objects.update(shown=["paspoort"])
    client.get(way)

    assert AskedQuestion.objects.get().chosen == ""


def test_a_service_that_is_not_offered_is_not_found(client: Client, town: UUID) -> None:
    assert client.get("/zoek/naar/bestaat-niet/").status_code == 404


def test_two_hours_later_nothing_leads_from_a_link_to_a_question(
    client: Client, town: UUID, clock: time_machine.Traveller
) -> None:
    ask(client, "ik ga verhuizen")
    assert (untie(), AskedQuestion.objects.get().click is None) == (0, False)
    clock.shift(timedelta(hours=2))

    assert (untie(), AskedQuestion.objects.get().click is None) == (1, True)


def test_after_ninety_days_it_is_gone(client: Client, town: UUID, clock: time_machine.Traveller) -> None:
    ask(client, "ik ga verhuizen")
    clock.shift(timedelta(days=89))
    ask(client, "mijn paspoort is verlopen")
    assert forget_old() == 0
    clock.shift(timedelta(days=1, hours=1))

    assert forget_old() == 1
    assert AskedQuestion.objects.get().text == "mijn paspoort is verlopen"


def test_another_organisation_cannot_be_told_what_was_chosen_here(client: Client, town: UUID) -> None:
    page = ask(client, "ik ga verhuizen")
    token = re.search(r"van=([^&\"]+)", page)
    assert token
    api.choose(token[1].replace("%3A", ":"), "verhuismelding", organisation=UUID(int=1), begun=False)

    assert AskedQuestion.objects.get().chosen == ""
    assert organisations.organisation(town)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_an_answer_does_not_wait_for_what_is_kept(client: Client, town: UUID, caplog: pytest.LogCaptureFixture) -> None:
    ask(client, "ik ga verhuizen")  # reads the services, which takes longer the first time
    owner = connections["owner"]
    owner.set_autocommit(False)
    try:
        owner.cursor().execute("LOCK TABLE finding_askedquestion IN ACCESS EXCLUSIVE MODE")
        with caplog.at_level(logging.WARNING):
            began = time.perf_counter()
            page = ask(client, "mijn geheim paspoort")
            took = time.perf_counter() - began
    finally:
        owner.rollback()
        owner.set_autocommit(True)

    assert "Wat is er aan de hand?" in page
    assert took < 2
    assert "could not be kept" in caplog.text
    assert "geheim" not in caplog.text
    assert AskedQuestion.objects.count() == 1
