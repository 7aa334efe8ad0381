"""A resident answers what the worker asked, with words, a file or both."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.cases.tests.test_handle_a_case import ask
from naast.files.api import files_about
from naast.files.tests.conftest import picture
from naast.identity.tests.doors import enter_as_resident
from naast.kernel.actor import Actor
from naast.kernel.types import Ref


@pytest.fixture
def at_home(client: Client, mirthe: Actor, town: UUID) -> Client:
    enter_as_resident(client, party=mirthe.party, organisation=town)
    return client


def url(name: str, *keys: UUID) -> str:
    return reverse(f"cases:{name}", args=keys)


def test_the_resident_answers_our_question(taken: UUID, karim: Actor, mirthe: Actor, at_home: Client) -> None:
    question = ask(karim, taken)
    assert "Wat is uw huur?" in at_home.get(url("answer", taken, question)).content.decode()
    answer = at_home.post(url("answer", taken, question), {"text": "700 euro per maand"})
    assert answer.headers["Location"] == url("mine", taken)
    assert seen(mirthe, taken).questions[0].answer == "700 euro per maand"


def test_a_file_that_is_not_right_keeps_the_typed_text(
    taken: UUID, karim: Actor, mirthe: Actor, at_home: Client
) -> None:
    question = ask(karim, taken)
    wrong = SimpleUploadedFile("loonstrook.exe", b"MZ\x90")
    page = at_home.post(url("answer", taken, question), {"text": "Zie de bijlage", "file": wrong}).content.decode()
    assert "Zie de bijlage" in page
    assert seen(mirthe, taken).open_question is not None
    assert files_about(Ref("case", taken)) == ()


def test_no_file_comes_in_by_a_question_that_is_answered(
    taken: UUID, karim: Actor, mirthe: Actor, at_home: Client
) -> None:
    question = ask(karim, taken)
    cases.answer_question(mirthe, question, case_id=taken, text="700 euro")
    late = SimpleUploadedFile("huur.png", picture("PNG"))
    at_home.post(url("answer", taken, question), {"text": "Nog iets", "file": late})
    assert files_about(Ref("case", taken)) == ()


def test_a_file_alone_is_an_answer(taken: UUID, karim: Actor, mirthe: Actor, at_home: Client) -> None:
    question = ask(karim, taken)
    sent = SimpleUploadedFile("huur.png", picture("PNG"))
    at_home.post(url("answer", taken, question), {"text": "", "file": sent})

    [answered] = cases.case_view(mirthe, taken).questions
    assert (answered.answer, len(files_about(Ref("case", taken)))) == ("Het staat in het bestand.", 1)


def test_an_empty_answer_says_how_to_mend_it(taken: UUID, karim: Actor, at_home: Client) -> None:
    question = ask(karim, taken)
    page = at_home.post(url("answer", taken, question), {"text": ""}).content.decode()
    assert "We missen uw antwoord. Schrijf het op, of bel ons." in page
