"""What was typed and is not right comes back on a page of its own: Back and reload show it, and send nothing again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from naast.catalogue import api as catalogue
from naast.files.api import files_about
from naast.journeys import actions
from naast.journeys.models import Draft
from naast.journeys.queries.drafts import matter
from naast.journeys.tests.conftest import MOVE, MOVING, Register
from naast.journeys.tests.test_walk_the_pages import SignIn, post, words
from naast.journeys.types import DraftView, Sending
from naast.kernel.actor import SYSTEM, Actor

pytestmark = pytest.mark.django_db
Begin = Callable[..., DraftView]
WRONG = "Uw postcode heeft vier cijfers nodig, zoals 1234 AB."


NOTE = {"living_with": {"value": ["with_someone"]}, "main_resident": {"given": ["yes"], "name": ["Jo Elzinga"]}}


def at_question(begin: Begin, actor: Actor, key: str, **others: dict[str, list[str]]) -> str:
    """A fresh draft, answered up to this question; the address of that question."""
    draft = begin(actor)
    answers = {**MOVING, **others}
    while (at := matter(actor, draft.id).walk.at) != key:
        assert at
        assert actions.answer(actor, draft.id, at, answers[at], seen=999).saved
    return f"/regel/{MOVE}/{draft.id}/vraag/{key}/"


@pytest.fixture
def client_of(sign_in: SignIn, mirthe: Actor) -> Client:
    return sign_in(mirthe)


def test_a_refused_answer_leads_to_a_page_that_can_be_opened_again(
    client_of: Client, mirthe: Actor, begin: Begin
) -> None:
    url = at_question(begin, mirthe, "new_address")
    refused = post(client_of, url, postcode="83 LW", number="")
    assert refused.status_code == 302
    for _ in range(2):  # as Back and reload do
        answer = client_of.get(refused["Location"])
        assert WRONG in words(answer)
        assert 'value="83 LW"' in answer.content.decode()


def test_what_was_refused_is_no_answer_and_is_not_held_against_who_comes_back(
    client_of: Client, mirthe: Actor, begin: Begin
) -> None:
    url = at_question(begin, mirthe, "new_address")
    post(client_of, url, postcode="83 LW", number="")
    assert "new_address" not in Draft.objects.get().answers.values_list("question", flat=True)
    plain = client_of.get(url)
    assert WRONG not in words(plain)
    assert 'value="83 LW"' in plain.content.decode()


def test_after_a_right_answer_the_page_of_the_refused_one_has_nothing_to_say(
    client_of: Client, mirthe: Actor, begin: Begin
) -> None:
    url = at_question(begin, mirthe, "new_address")
    mend = post(client_of, url, postcode="83 LW", number="")["Location"]
    assert post(client_of, mend, postcode="8995 BB", number="3")["Location"].endswith("/living_with/")
    back = client_of.get(mend)
    assert WRONG not in words(back)
    assert 'value="8995 BB"' in back.content.decode()


def test_a_million_letters_are_told_the_limit_and_nothing_of_them_is_cut(
    client_of: Client, mirthe: Actor, begin: Begin
) -> None:
    url = at_question(begin, mirthe, "email")
    answer = post(client_of, url, value="x" * 1_000_000)
    assert "Dit is te lang: 1.000.000 tekens." in words(answer)
    assert "x" * 1_000_000 in answer.content.decode()
    assert not Draft.objects.get().typed.exists()


def test_a_refused_file_is_not_kept_and_what_is_wrong_with_it_is(
    client_of: Client, mirthe: Actor, begin: Begin
) -> None:
    url = at_question(begin, mirthe, "agreed_note", **NOTE)
    refused = post(client_of, url, file=SimpleUploadedFile("briefje.exe", b"MZ....", "image/jpeg"))
    assert refused.status_code == 302
    for _ in range(2):
        assert "Dit soort bestand kunnen we niet lezen." in words(client_of.get(refused["Location"]))
    assert files_about(Draft.objects.get().ref) == ()
    post(client_of, refused["Location"], later="later")
    assert "agreed_note" in Draft.objects.get().answers.values_list("question", flat=True)


def test_a_known_fact_that_is_neither_right_nor_wrong_is_asked_again(
    client_of: Client, mirthe: Actor, begin: Begin, register: Register
) -> None:
    url = at_question(begin, mirthe, "current_address")
    actions.fetch_for(mirthe, Draft.objects.get().pk)
    again = post(client_of, url, bekend="1")
    assert again.status_code == 302
    assert "Kies of dit klopt." in words(client_of.get(again["Location"]))
    assert "Kies of dit klopt." not in words(client_of.get(url))


def test_why_a_known_fact_is_wrong_is_not_typed_twice(
    client_of: Client, mirthe: Actor, begin: Begin, register: Register
) -> None:
    url = at_question(begin, mirthe, "current_address")
    actions.fetch_for(mirthe, Draft.objects.get().pk)
    mend = client_of.post(f"{url}?anders=1", {"version": 99, "postcode": "83 LW", "reden": "Ik woon er niet meer"})
    assert "Ik woon er niet meer" in words(client_of.get(mend["Location"]))


def test_a_newer_answer_from_elsewhere_is_said_and_neither_is_lost(
    client_of: Client, mirthe: Actor, begin: Begin
) -> None:
    url = at_question(begin, mirthe, "living_with")
    new_address = url.replace("living_with", "new_address")
    mend = client_of.post(new_address, {"version": 0, "postcode": "8991 CD", "number": "9"})["Location"]
    page = client_of.get(mend)
    assert "Daar staat nu: 8995 BB, 3." in words(page)
    assert 'value="8991 CD"' in page.content.decode()
    post(client_of, mend, postcode="8991 CD", number="9")
    assert Draft.objects.get().answers.get(question="new_address").value["postcode"] == "8991 CD"


REMISSION = "kwijtschelding-gemeentelijke-belastingen"
NO = {"value": ["no"]}
POOR: dict[str, dict[str, list[str]]] = {
    "tax": {"value": ["412,50"]},
    "household": {"value": ["single"]},
    **dict.fromkeys(("entrepreneur", "student", "pension_age", "has_car", "has_other", "alimony"), NO),
    "housing": {"value": ["rent"]},
    "rent": {"value": ["640"]},
    "rent_benefit": {"value": ["290"]},
    "health_premium": {"value": ["148"]},
    "care_benefit": {"value": ["129"]},
    "bank": {"value": ["300"]},
    "income_from": {"value": ["work"]},
    "income": {"value": ["1.150"]},
    "debts": {"value": [""]},
    "income_paper": {"later": ["later"]},
    "bank_paper": {"later": ["desk"]},
    "changes": {"value": ["on"]},
}


@pytest.fixture
def to_check(town: UUID, begin: Begin, mirthe: Actor) -> str:
    """The address of a request for remission that is ready to send: € 300 in the bank."""
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))
    draft = begin(mirthe, REMISSION)
    while at := matter(mirthe, draft.id).walk.at:
        assert actions.answer(mirthe, draft.id, at, POOR[at], seen=999).saved, at
    return f"/regel/{REMISSION}/{draft.id}/"


def test_an_answer_that_is_mended_on_the_check_page_is_judged_by_the_rules_again(
    client_of: Client, mirthe: Actor, to_check: str, sent: list[Sending]
) -> None:
    """Too much in the bank is a no (Uitvoeringsregeling Invorderingswet 1990, article 12), also when it is said later."""
    page = client_of.get(f"{to_check}nakijken/")
    assert f"{to_check}vraag/bank/" in page.content.decode()
    version = Draft.objects.get().revision

    answered = post(client_of, f"{to_check}vraag/bank/", value="25.000")

    assert answered["Location"] == f"{to_check}antwoord/"
    assert client_of.get(f"{to_check}nakijken/").status_code == 302
    client_of.post(f"{to_check}nakijken/", {"version": version})
    assert sent == []
    assert post(client_of, f"{to_check}vraag/bank/", value="300")["Location"] == f"{to_check}nakijken/"


def test_who_asked_all_the_same_and_mends_the_answer_is_not_held_to_the_no(
    client_of: Client, mirthe: Actor, to_check: str
) -> None:
    draft = Draft.objects.get().pk
    ready = matter(mirthe, draft).ending
    post(client_of, f"{to_check}vraag/bank/", value="25.000")
    client_of.post(f"{to_check}antwoord/", {"toch": "1"})
    assert matter(mirthe, draft).ending != ready

    post(client_of, f"{to_check}vraag/bank/", value="300")

    assert matter(mirthe, draft).ending == ready
