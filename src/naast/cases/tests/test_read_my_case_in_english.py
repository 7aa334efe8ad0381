"""On an English page the words of a worker are Dutch, and a screen reader is told so (WCAG 2.2, 3.1.2)."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from naast.cases import api as cases
from naast.cases.tests.test_handle_a_case import ask
from naast.cases.types import Outcome
from naast.identity.tests.doors import enter_as_resident
from naast.kernel.actor import Actor

ASKED, REASONS = "Wat is de huur van uw huis?", "U heeft te veel spaargeld op de bank staan."
NEEDLES = "<img src=x>"


@pytest.fixture
def at_home(client: Client, mirthe: Actor, town: UUID) -> Client:
    enter_as_resident(client, party=mirthe.party, organisation=town)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def main_of(client: Client, path: str) -> str:
    page = " ".join(client.get(path).content.decode().split())
    return page[page.index("<main") : page.index("</main")]


def test_a_question_is_said_in_the_language_it_was_asked_in(taken: UUID, karim: Actor, at_home: Client) -> None:
    question = ask(karim, taken, text=ASKED)
    page = main_of(at_home, f"/mijn/zaken/{taken}/")
    assert f'<span lang="nl">{ASKED}</span> ' in page
    assert f'<div class="naast-measure" lang="nl"><p>{ASKED}</p>' in main_of(
        at_home, f"/mijn/zaken/{taken}/vraag/{question}/"
    )


def test_on_a_dutch_page_nothing_is_marked(taken: UUID, karim: Actor, at_home: Client) -> None:
    ask(karim, taken, text=ASKED)
    at_home.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"
    page = main_of(at_home, f"/mijn/zaken/{taken}/")
    assert ASKED in page
    assert f'<span lang="nl">{ASKED}</span> Graag' not in page
    assert f"{ASKED} Graag antwoord" in page


def test_what_was_asked_in_english_is_part_of_the_english_page(taken: UUID, karim: Actor, at_home: Client) -> None:
    words = "How much is the rent that you pay for your house?"
    ask(karim, taken, text=words)
    page = main_of(at_home, f"/mijn/zaken/{taken}/")
    assert words in page
    assert f'<span lang="nl">{words}' not in page


def test_the_reasons_of_a_decision_are_said_in_dutch(taken: UUID, karim: Actor, at_home: Client) -> None:
    cases.decide(karim, taken, outcome=Outcome.REFUSED, reasons=REASONS, version=2)
    page = main_of(at_home, f"/mijn/zaken/{taken}/")
    assert f'<div class="naast-measure" lang="nl"><p>{REASONS}</p>' in page
    assert "This is written in Dutch. Do you want help with reading it? Call us, or visit us." in page


def test_what_happened_is_named_in_the_language_of_who_reads_it_now(taken: UUID, at_home: Client) -> None:
    assert "Karim Haddouti started working on Remission of municipal taxes" in main_of(at_home, f"/mijn/zaken/{taken}/")
    at_home.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"
    assert "aan de slag met Kwijtschelding van gemeentelijke belastingen" in main_of(at_home, f"/mijn/zaken/{taken}/")


def test_what_was_sent_and_corrected_in_dutch_is_said_so(taken: UUID, karim: Actor, at_home: Client) -> None:
    cases.correct_answer(
        karim, taken, question="savings", shown="2.000 euro", reason="Er stond een nul te weinig.", version=2
    )
    page = main_of(at_home, f"/mijn/zaken/{taken}/")
    assert '<dt><span lang="nl">Hoeveel spaargeld heeft u?</span></dt>' in page
    assert '<span lang="nl">Er stond een nul te weinig.</span>' in page


def test_a_mark_brings_in_no_other_markup(taken: UUID, karim: Actor, at_home: Client) -> None:
    ask(karim, taken, text=f"{ASKED} {NEEDLES}")
    page = main_of(at_home, f"/mijn/zaken/{taken}/")
    assert NEEDLES not in page
    assert "&lt;img src=x&gt;</span>" in page
