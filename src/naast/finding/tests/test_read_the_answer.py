"""The page answers with one service and its steps, always with a way to a human, and keeps nothing of who asked."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naast.catalogue import api as catalogue
from naast.finding.matching.naming import named
from naast.finding.types import Answer, Event, Kind, Result
from naast.kernel.actor import SYSTEM


def body(client: Client, **query: str) -> str:
    response = client.get("/zoek/", query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_answer_is_the_service_with_its_steps_and_why(client: Client, town: UUID) -> None:
    page = body(client, vraag="ik ga verhuizen naar mijn vriendin")

    assert "Verhuizing doorgeven</h1>" in page.replace(" </h1>", "</h1>")
    for said in (
        "ik ga verhuizen naar mijn vriendin",
        "U schreef",
        "<strong>verhuizen</strong>",
        "U geeft uw verhuizing door.",
    ):
        assert said in page, said
    assert "/zoek/naar/verhuismelding/" in page


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "Waar kunnen we mee helpen?"),
        ("papier", "Bedoelt u dit?"),
        ("recept voor pannenkoeken", "Hier gaan wij niet over."),
        ("hoe staat het met mijn aanvraag", "Gaat het over uw aanvraag?"),
        ("ik heb een typefout gemaakt in mijn aanvraag", "Klopt er iets niet in wat u stuurde?"),
        ("mijn man slaat mij", "Praat met een mens"),
    ],
)
def test_every_kind_of_answer_has_its_heading_a_phone_number_and_the_box(
    client: Client, town: UUID, question: str, said: str
) -> None:
    page = body(client, vraag=question)

    assert said in page
    assert "tel:140399" in page
    assert 'name="vraag"' in page


def test_of_much_at_once_without_a_list_for_it_the_best_service_is_a_beginning(client: Client, town: UUID) -> None:
    page = body(client, vraag="mijn huur is 2 maanden achter wat moet ik doen")

    assert "Hulp bij schulden </h1>" in page.replace("schulden</h1>", "schulden </h1>")
    assert "Dit is een lijst om langs te lopen." not in page


def test_in_danger_the_number_to_call_comes_first(client: Client, town: UUID) -> None:
    page = body(client, vraag="mijn man slaat mij, ik wil verhuizen")

    assert page.index("tel:112") < page.index("tel:08002000") < page.index("/diensten/verhuismelding/")
    assert "Verhuizing doorgeven</h1>" not in page


def test_only_who_may_be_watched_is_offered_to_leave_quickly(client: Client, town: UUID) -> None:
    leave = "Snel weg van deze site"

    assert leave in body(client, vraag="mijn man slaat mij")
    assert leave not in body(client, vraag="ik ga verhuizen naar mijn vriendin")


def test_who_reads_english_reads_what_the_number_is_for_in_english(client: Client, town: UUID) -> None:
    answer = client.get("/zoek/", {"vraag": "mijn man slaat mij"}, headers={"Accept-Language": "en"})

    page = answer.content.decode()
    assert "Emergency number" in page
    assert "Alarmnummer" not in page


def test_who_needs_help_with_debts_at_once_reads_of_it_first_and_then_whom_to_call(client: Client, town: UUID) -> None:
    page = body(client, vraag="ik ben bang voor de deurwaarder")

    assert (
        page.index("Hulp bij schulden") < page.index("Dit regelt u bij ons. Bel, of kom langs.") < page.index("tel:112")
    )


@pytest.mark.parametrize(
    "text",
    ["x" * 100_000, "\0\0", "<script>alert(1)</script>", "\u202etxet", "😀" * 1000, "' OR 1=1 --", "{{ 7*7 }}", "%00"],
)
def test_rubbish_gets_a_page(client: Client, town: UUID, text: str) -> None:
    page = body(client, vraag=text)

    assert "<script>alert(1)" not in page
    assert "tel:140399" in page


def test_nothing_of_the_question_is_kept(client: Client, town: UUID) -> None:
    secret = "kwijtschelding voor mijnheer Zwanenvleugel"
    body(client, vraag=secret)

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(payload::text, '') FROM kernel_storedevent")
        assert "Zwanenvleugel" not in (cursor.fetchone()[0] or "")
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone()[0] == 0


@pytest.mark.parametrize("path", ["/zoek/", "/zoek/suggesties"])
def test_no_browser_keeps_an_answer_to_what_may_say_who_somebody_is(client: Client, town: UUID, path: str) -> None:
    assert client.get(path, {"vraag": "verhuizen, mijn nummer is 999990019"}).headers["Cache-Control"] == "no-store"


def test_who_chose_je_is_spoken_to_as_je(client: Client, town: UUID) -> None:
    client.cookies["naast-taal"] = "nl-je"

    assert "Je geeft je nieuwe adres door." in body(client, vraag="verhuizen")


@pytest.mark.writes_numbers
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.text(max_size=60), after=st.text(max_size=60))
def test_a_letter_with_a_number_of_a_citizen_leaves_nothing_behind(
    client: Client, town: UUID, before: str, after: str
) -> None:
    number = "999990019"  # of the official test range
    body(client, vraag=f"{before} Geachte heer, mijn burgerservicenummer is {number}. {after}")

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kernel_storedevent WHERE payload::text LIKE %s", [f"%{number}%"])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone()[0] == 0


def test_who_is_not_sure_of_the_kind_of_trouble_reads_whom_to_call(client: Client, town: UUID) -> None:
    page = body(client, vraag="morgen moet ik mijn huis uit en ik heb drie kinderen")

    assert "Praat met een mens" in page


def test_an_event_lists_what_belongs_to_it(client: Client, town: UUID) -> None:
    page = body(client, vraag="mijn moeder is overleden, wat moet ik allemaal regelen")

    assert "Er is iemand overleden</h1>" in page.replace(" </h1>", "</h1>")
    first = page[page.index("Nu eerst") : page.index("Bewaren of delen")]
    assert "/zoek/naar/overlijdensaangifte/" in first
    assert 'href="/gebeurtenis/overlijden/#bewaren"' in page


def test_two_things_asked_are_both_named_on_top(client: Client, town: UUID) -> None:
    page = body(client, vraag="mijn paspoort is verlopen en ik heb schulden")
    top = page[page.index("<h1") : page.index('id="stappen"')]

    assert ">Paspoort aanvragen</span>" in top
    assert ">Hulp bij schulden</span>" in top
    assert 'href="#ook"' in top
    assert 'id="ook"' in page


@pytest.mark.parametrize(
    ("question", "under"),
    [
        ("waar blijft mijn paspoort en ik wil ook een parkeervergunning", "Gaat het hierover?"),
        (
            "mijn vader is overleden, wat moet ik allemaal regelen en ik wil ook een parkeervergunning",
            "U vroeg ook naar",
        ),
    ],
)
def test_what_else_was_asked_stands_under_a_running_case_and_under_an_event(
    client: Client, town: UUID, question: str, under: str
) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package("parkeervergunning"))
    page = body(client, vraag=question)

    assert "Parkeervergunning" in page[page.index(under) :]
    assert page.count(">Parkeervergunning") == 1


def test_who_asks_how_it_stands_gets_no_guesses(client: Client, town: UUID) -> None:
    near, sure = (Result("leges", "Leges", (), score, ("aanvraag",)) for score in (0.18, 0.79))

    assert names(Kind.STATUS, near) == ()
    assert names(Kind.STATUS, sure, near) == ("leges",)
    assert "Gaat het hierover?" in body(client, vraag="wanneer krijg ik antwoord over mijn kwijtschelding")


def test_who_waits_for_what_another_organisation_gives_reads_of_their_door_first(client: Client, town: UUID) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package("huurtoeslag"))
    page = body(client, vraag="waar blijft mijn huurtoeslag")
    main = page[page.index("<main") : page.index("</main>")]

    assert "Wacht u hierop? Dienst Toeslagen weet hoe het ermee staat." in main
    assert main.index('id="deur"') < main.index("Vroeg u iets bij ons aan?") < main.index('href="/mijn/"')
    assert "Gaat het over uw aanvraag?" not in main


def names(kind: Kind, *results: Result, worry: bool = False, event: Event | None = None) -> tuple[str, ...]:
    found = Answer(kind=kind, results=results, human=False, language="nl", worry=worry, event=event)
    return named(found, frozenset({7, 8}), {"leges": 1, "rouw": 2, "jeugdhulp": 7}.__getitem__)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("score", [0.01, 0.39, 0.41, 0.99])
def test_what_leads_on_is_always_named(kind: Kind, score: float) -> None:
    result = Result("leges", "Leges", (), score, ())
    found = Answer(kind=kind, results=(result,), human=False, language="fy", named=names(kind, result))

    assert found.leads_to in ("", *found.named)


def test_under_an_alarm_stands_what_surely_helps_and_nothing_else() -> None:
    fee, mourning, care, unsure = (
        Result(slug, slug, (), score, ())
        for slug, score in (("leges", 0.9), ("rouw", 0.9), ("jeugdhulp", 0.5), ("jeugdhulp", 0.3))
    )

    assert names(Kind.HUMAN, fee, mourning, care, worry=True) == ("jeugdhulp",)
    assert names(Kind.HUMAN, unsure, worry=True) == ()
    assert names(Kind.HUMAN, fee) == ("leges",)


def test_who_may_take_their_life_gets_no_service_but_care(client: Client, town: UUID) -> None:
    page = body(client, vraag="ik zit op de rand van de brug en wil mijn verhuizing doorgeven")

    assert "tel:113" in page
    assert "/diensten/verhuismelding/" not in page
    assert "/zoek/naar/" not in page


@pytest.mark.parametrize("text", ["", "xyzzy"])
def test_what_says_nothing_gets_no_guesses_but_other_ways_to_begin(client: Client, town: UUID, text: str) -> None:
    page = body(client, vraag=text)
    main = page[page.index("<main") : page.index("</main>")]

    assert "Bedoelt u dit?</h1>" not in main
    for way in ("/#dertien", "/gebeurtenis/", "/diensten/"):
        assert f'href="{way}"' in main
    assert main.count('name="vraag"') == 1
    assert ("Vraag het anders" in main) == bool(text)


def test_another_language_is_answered_in_that_language(client: Client, town: UUID) -> None:
    page = body(client, vraag="Zgubiłem paszport, co mam zrobić")
    answer = page[page.index('<p lang="pl">') : page.index("<h1")]

    assert "tel:140399" in answer
    assert 'lang="pl">Zgubiłem paszport' in page


def test_names_are_suggested_while_typing(client: Client, town: UUID) -> None:
    assert client.get("/zoek/suggesties", {"vraag": "verhui"}).json() == {"suggestions": ["Verhuizing doorgeven"]}
    assert client.get("/zoek/suggesties", {"vraag": ""}).json() == {"suggestions": []}
