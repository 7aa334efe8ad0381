"""Somebody sees a loose tile and reports it, without a name; a worker goes and looks, and writes to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from naast.cases import api as cases
from naast.cases.types import Outcome, Verb
from naast.journeys.models import Draft
from naast.kernel.errors import Forbidden
from naast.kernel.types import Ref
from naast.messages.models import Message
from naast.work.api import items_about
from services.conftest import Town, Went
from services.walking import words

pytestmark = pytest.mark.django_db
STREET = "melding-openbare-ruimte"


def test_it_is_sent_without_a_name_and_says_how_to_ask_after_it(go: Went) -> None:
    way = go(STREET, without="address")
    assert "Ziet u later een fout? Bel ons dan." in way.words
    thanks = way.walker.send()
    assert (way.case.party, way.case.author) == (way.case.draft, None)
    assert "U gaf geen nummer, dus we bellen u niet." in thanks
    assert "U verstuurde dit zonder in te loggen." in thanks
    assert "Meestal is het klaar op" in thanks
    assert "hoort u" not in thanks  # there is nobody to tell
    assert "/mijn/" not in way.walker.client.get(way.walker.here).content.decode().partition("<main")[2]


def test_a_worker_sees_what_and_where_and_has_nobody_to_write_to(go: Went, at_work: Callable[[Town], Client]) -> None:
    way = go(STREET, without="address")
    way.walker.send()
    page = words(at_work(way.town).get(f"/werk/zaken/{way.case.pk}/").content.decode())
    assert "Iemand zonder naam" in page
    assert "ziet dat uw team keek" not in page
    assert "Bij de derde lantaarnpaal op het Kerkpad in Kleiwinde" in page
    cases.take_case(way.town.worker, way.case.pk, version=1)
    deciding = at_work(way.town).get(f"/werk/zaken/{way.case.pk}/", {"doe": "besluit"})
    assert "Neem dit besluit" in words(deciding.content.decode())
    assert not {Verb.ASK, Verb.MESSAGE} & cases.case_view(way.town.worker, way.case.pk).may
    with pytest.raises(Forbidden):
        cases.send_message(way.town.worker, way.case.pk, text="Bent u daar?", key=uuid4().hex)
    cases.decide(way.town.worker, way.case.pk, outcome=Outcome.DONE, reasons="De tegel ligt vast.", version=2)
    assert not Message.objects.exists()


def test_who_signed_in_hears_that_it_is_in(go: Went) -> None:
    """The same report by somebody we know: what differs is only that there is an inbox."""
    way = go(STREET, without="digid")
    thanks = way.walker.send()
    assert "U verstuurde dit zonder in te loggen." not in thanks
    assert Message.objects.get().party == way.town.person


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Somebody may fall and calling does not work", "U gaf geen nummer, dus we bellen u niet."),
        ("Somebody may fall, and we may call back", "Vinden we de plek niet, dan bellen we u."),
    ],
)
def test_where_somebody_may_fall_it_cannot_wait_and_nothing_else_is_said(go: Went, name: str, called: str) -> None:
    way = go(STREET, name=name)
    thanks = way.walker.send()
    assert called in thanks
    assert "Onze collega's lezen hem als ze weer aan het werk zijn." in thanks
    assert "Bel ons dan nu." in thanks
    assert "binnen vijf werkdagen" not in thanks
    (item,) = items_about(Ref("case", way.case.pk))
    assert (item.because, item.due_at.date()) == ("Gevaarlijk, zei de melder", date(2026, 11, 27))


def test_danger_for_life_sends_nothing_and_names_112(go: Went) -> None:
    way = go(STREET, name="Gas, a loose cable or fire is for 112, with nothing to fill in")
    assert way.walker.place == "antwoord"
    assert "Bel daarna 112." in way.words
    assert Draft.objects.get().status == "open"
