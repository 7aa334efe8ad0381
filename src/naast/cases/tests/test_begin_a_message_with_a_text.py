"""A worker begins a message with a text of the service, in the words of whose case it is, and sends it as their own."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.tests.conftest import seen
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import Actor
from naast.messages.api import messages_for
from naast.parties.api import set_preference


@pytest.fixture
def desk(client: Client) -> Callable[[Actor], Client]:
    def desk(worker: Actor) -> Client:
        enter_as_staff(client, user=worker.id)
        return client

    return desk


def words(worker: Actor, case: UUID, label: str) -> str:
    return next(one.words for one in cases.replies_of(seen(worker, case)) if one.label == label)


def test_the_texts_are_those_of_the_service_that_end_nothing(taken: UUID, karim: Actor) -> None:
    """What is said with a decision comes with the decision."""
    assert [one.label for one in cases.replies_of(seen(karim, taken))] == ["We belden", "Wij zijn nog bezig"]


@pytest.mark.parametrize(
    ("tone", "language", "starts", "day"),
    [
        ("u", None, "Wij zijn nog bezig met uw aanvraag", "donderdag 17 december 2026"),
        ("je", None, "Wij zijn nog bezig met je aanvraag", "donderdag 17 december 2026"),
        (None, "en", "We are still working on your request", "Thursday 17 December 2026"),
    ],
)
def test_they_speak_as_the_resident_likes_with_the_facts_of_the_case(
    taken: UUID, karim: Actor, mirthe: Actor, tone: str | None, language: str | None, starts: str, day: str
) -> None:
    set_preference(mirthe, tone=tone, language=language)  # type: ignore[arg-type]
    said = words(karim, taken, "Wij zijn nog bezig")
    assert said.startswith(f"{starts} {seen(karim, taken).summary.reference}.")
    assert day in said


def test_the_name_of_who_handles_it_stands_in_it(taken: UUID, karim: Actor) -> None:
    assert words(karim, taken, "We belden").endswith("Vraag dan naar Karim Haddouti.")


def test_without_a_script_the_page_opens_with_the_text_and_sends_nothing(
    taken: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    before = len(messages_for(mirthe, party=mirthe.party))
    page = desk(karim).get(reverse("cases:work", args=[taken]), {"tekst": "nog_bezig"})
    assert "Wij zijn nog bezig met uw aanvraag" in page.context["message"]["text"].value()
    assert len(messages_for(mirthe, party=mirthe.party)) == before


@pytest.mark.parametrize("key", ["", "granted", "bestaat-niet", "<b>"])
def test_a_text_that_is_no_reply_opens_an_empty_message(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client], key: str
) -> None:
    page = desk(karim).get(reverse("cases:work", args=[taken]), {"tekst": key})
    assert page.context["message"]["text"].value() == ""


def test_who_may_not_write_is_offered_no_text(taken: UUID, sara: Actor, desk: Callable[[Actor], Client]) -> None:
    page = desk(sara).get(reverse("cases:work", args=[taken]), {"tekst": "nog_bezig"})
    assert page.context["replies"] == ()
    assert page.context["message"] is None
