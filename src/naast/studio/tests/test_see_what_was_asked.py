"""An editor sees what was asked and not found, what was found and left, and which services are asked most."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client

from naast.finding.models import AskedQuestion
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import Actor, Role
from naast.kernel.clock import now
from naast.studio.tests.conftest import Ask, hire

URL = "/studio/"


def page(client: Client, **query: str) -> str:
    response = client.get(URL, query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def keep(town: UUID, text: str, **values: object) -> None:
    given = {"kind": "services", "language": "nl", "sure": 0.9, "shown": ["paspoort"], "hour": now(), **values}
    AskedQuestion.objects.create(organisation=town, text=text, **given)


def test_what_got_no_answer_stands_there_with_how_often(town: UUID, bentes: Client, ask: Ask) -> None:
    ask(town, "recept voor pannenkoeken", times=3)
    ask(town, "ik ga verhuizen")

    shown = page(bentes)
    assert "recept voor pannenkoeken</th>" in shown
    assert '<td class="utrecht-table__cell is-number" data-label="Keer">3</td>' in shown
    assert "ik ga verhuizen" not in shown


@pytest.mark.parametrize(
    ("kind", "sure", "shown"),
    [("clarify", 0.9, True), ("out_of_scope", 0.9, True), ("human", 0.9, True), ("services", 0.1, True),
     ("services", 0.9, False), ("status", 0.1, False)],
)  # fmt: skip
def test_not_found_is_what_had_no_sure_service(
    town: UUID, bentes: Client, kind: str, sure: float, *, shown: bool
) -> None:
    keep(town, "een gewone vraag", kind=kind, sure=sure)

    assert ("een gewone vraag</th>" in page(bentes)) is shown


def test_what_was_found_and_not_followed_stands_under_left(town: UUID, bentes: Client) -> None:
    keep(town, "wel gekozen", chosen="paspoort")
    keep(town, "niet gekozen")

    shown = page(bentes, soort="weggegaan")
    assert "niet gekozen</th>" in shown
    assert "wel gekozen</th>" not in shown
    assert "Gevonden en niets geopend" in shown
    assert "Het antwoord stond al op de pagina. Misschien was dat genoeg." in shown


@pytest.mark.parametrize("question", ["recept voor pannenkoeken", "de olifant speelt piano in het circus"])
def test_an_answer_is_called_what_residents_read(town: UUID, bentes: Client, client: Client, question: str) -> None:
    page_of_resident = client.get("/zoek/", {"vraag": question}).content.decode()
    heading = page_of_resident.partition("<h1")[2].partition("</h1>")[0].partition(">")[2].strip(". ")
    assert heading in ("Hier gaan wij niet over", "Dit weten we hier nog niet")

    keep(town, "een gewone vraag", kind="out_of_scope")
    assert heading.casefold() in page(bentes).casefold()


def test_services_are_counted_with_what_was_chosen_and_begun(town: UUID, bentes: Client) -> None:
    keep(town, "een", chosen="paspoort", begun=True)
    keep(town, "twee")

    assert "2</td>" in page(bentes).split("Meest gevraagd")[1]


def test_who_may_have_been_in_trouble_is_counted_without_words(town: UUID, bentes: Client, ask: Ask) -> None:
    ask(town, "mijn man slaat mij")

    shown = page(bentes)
    assert "1 keer was er misschien iemand in nood" in shown
    assert "slaat" not in shown


def test_an_editor_searches_and_chooses_a_period(town: UUID, bentes: Client) -> None:
    keep(town, "iets over een boot", hour=now() - timedelta(days=20))
    keep(town, "iets over een tent")

    assert "boot</th>" in page(bentes, soort="alles")
    assert "boot</th>" not in page(bentes, soort="alles", dagen="7")
    assert "tent</th>" not in page(bentes, soort="alles", woorden="BOOT")
    assert "Niets gevonden met deze woorden." in page(bentes, woorden="zeppelin")


@pytest.mark.parametrize("what", ["niet-gevonden", "weggegaan", "alles"])
def test_nothing_asked_is_said_so(town: UUID, bentes: Client, what: str) -> None:
    shown = page(bentes, soort=what)
    assert shown.count("In deze periode vroeg nog niemand iets.") == 2  # beside both lists
    assert "Op elke vraag" not in shown


def test_what_was_answered_is_said_so(town: UUID, bentes: Client) -> None:
    keep(town, "een gewone vraag", chosen="paspoort")

    assert "Op elke vraag kwam een antwoord." in page(bentes)
    assert "Wie iets vond, opende het ook." in page(bentes, soort="weggegaan")


def test_what_was_taken_out_is_explained_and_not_brought_into_the_form(town: UUID, bentes: Client) -> None:
    keep(town, "ik ben […] en wil op [datum] een boot", sure=0.1)

    shown = page(bentes)
    assert "Staat er […] of iets als [nummer]?" in shown
    assert '"/studio/woorden/?woorden=ik+ben+en+wil+op+een+boot"' in shown


@pytest.mark.parametrize("text", ["[…]", "[nummer]", "[…] , [datum] 3 ?"])
def test_what_holds_no_word_any_more_is_only_counted(town: UUID, bentes: Client, text: str) -> None:
    for _each in range(2):
        keep(town, text, sure=0.1)
    keep(town, "ik ben […] en wil een boot", sure=0.1)

    shown = page(bentes)
    assert f"{text}</th>" not in shown
    assert shown.count(">Voeg deze woorden toe<") == 1
    assert "Nog 2 vragen waarin alleen namen of cijfers stonden." in shown
    assert "Nog 2 vragen" not in page(bentes, dagen="7", woorden="boot")  # nobody looks for those


def test_where_no_question_can_be_read_nothing_else_is_said(town: UUID, bentes: Client) -> None:
    keep(town, "[…]", sure=0.1)

    shown = page(bentes)
    assert "Nog 1 vraag waarin alleen namen of cijfers stonden." in shown
    assert "Er is geen vraag die u kunt lezen." in shown
    assert "Op elke vraag" not in shown


def test_a_question_in_another_language_says_which(town: UUID, bentes: Client) -> None:
    keep(town, "[…] verloren", sure=0.1, language="de")
    keep(town, "een gewone vraag", sure=0.1)

    shown = page(bentes)
    assert '<span lang="de">[…] verloren</span> <span class="naast-soft">in het Duits</span></th>' in shown
    assert "een gewone vraag</th>" in shown


def test_a_long_list_has_pages_and_never_more_queries(
    town: UUID, bentes: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for number in range(60):
        keep(town, f"vraag nummer {number}")
    page(bentes, soort="alles")

    with django_assert_max_num_queries(25):
        first = page(bentes, soort="alles")
    assert first.count(">Voeg deze woorden toe<") == 25
    assert 'rel="next"' in first
    last = page(bentes, soort="alles", pagina="3")
    assert last.count(">Voeg deze woorden toe<") == 10
    assert 'rel="next"' not in last


@pytest.mark.parametrize(
    "query", [{"pagina": "-1"}, {"pagina": "9" * 30}, {"dagen": "x"}, {"soort": "\0"}, {"woorden": "%_\0"}]
)
def test_rubbish_in_the_address_shows_a_page(town: UUID, bentes: Client, query: dict[str, str]) -> None:
    page(bentes, **query)


def test_the_list_comes_as_a_file_that_runs_nothing(town: UUID, bentes: Client) -> None:
    keep(town, "=cmd() paspoort")

    content = bentes.get("/studio/vragen.csv", {"soort": "alles"}).content
    assert content.startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[1][0] == "'=cmd() paspoort"
    assert rows[1][2:] == ["paspoort", "Paspoort aanvragen", "1", "2026-11-26"]


def test_what_was_asked_elsewhere_stays_there(town: UUID, abroad: UUID, bentes: Client, ask: Ask) -> None:
    ask(abroad, "recept voor pannenkoeken")

    assert "pannenkoeken" not in page(bentes, soort="alles")
    assert "pannenkoeken" not in bentes.get("/studio/vragen.csv", {"soort": "alles"}).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_nobody_but_an_editor_may_look(town: UUID, client: Client, role: Role) -> None:
    enter_as_staff(client, user=hire(town, "karim", role).id or UUID(int=0))

    assert client.get(URL).status_code == 403
    assert client.get("/studio/vragen.csv").status_code == 403


def test_who_did_not_sign_in_is_led_to_the_door(town: UUID, client: Client, bente: Actor) -> None:
    assert client.get(URL).headers["Location"].startswith("/werk/inloggen/")


def test_no_link_of_the_bar_leads_to_a_page_that_is_not_open(town: UUID, bentes: Client) -> None:
    bar = page(bentes).partition("<header")[2].partition("</header>")[0]
    links = [one.partition('"')[0] for one in bar.split('href="')[1:]]
    assert links
    assert [one for one in links if bentes.get(one).status_code == 403] == []
