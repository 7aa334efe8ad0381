"""The page answers with one service and its steps, always with a way to a human, and keeps nothing."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client


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
    assert "/diensten/verhuismelding/" in page


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "Waar kunnen we mee helpen?"),
        ("kaart", "Bedoelt u dit?"),
        ("recept voor pannenkoeken", "Hier gaan wij niet over."),
        ("hoe staat het met mijn aanvraag", "Wilt u weten hoe het gaat?"),
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


def test_in_danger_the_number_to_call_comes_first(client: Client, town: UUID) -> None:
    page = body(client, vraag="mijn man slaat mij, ik wil verhuizen")

    assert page.index("tel:112") < page.index("tel:08002000") < page.index("/diensten/verhuismelding/")
    assert "Verhuizing doorgeven</h1>" not in page


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


def test_who_chose_je_is_spoken_to_as_je(client: Client, town: UUID) -> None:
    client.cookies["naast-taal"] = "nl-je"

    assert "Je geeft je nieuwe adres door." in body(client, vraag="verhuizen")
