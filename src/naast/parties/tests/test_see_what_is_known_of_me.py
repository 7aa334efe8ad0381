"""A resident sees what we know and where from, and reads along in the registers: each time on request, and written down."""

from typing import Any

import pytest
import time_machine
from django.urls import reverse

from naast.dossier import api as dossier
from naast.dossier.models import ProcessingLine
from naast.dossier.tests.conftest import Town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.kernel.registry import registry
from naast.parties import api
from naast.parties.ports import FactSource, Fetched

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Mirthe Anna Zandstra",
    "birth_date": "1997-03-14",
    "address": {"postcode": "8991 CD", "number": "41", "addition": "B", "street": "Havenkade", "city": "Lommerhaven"},
    "family": [{"key": "partner-1", "name": "Sam de Wit", "relation": "partner", "at_address": True}],
}


class Register:
    """A register beside us that counts what it is asked, and may be away."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.answer = Fetched(values=FACTS)

    def fetch(self, actor: Actor, party: Any, organisation: Any, wanted: frozenset[str], purpose: str) -> Fetched:
        self.asked.append((party, organisation, wanted, purpose))
        return self.answer


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Register:
    made = Register()
    source = FactSource(key="brp", name="BRP", facts=frozenset({*FACTS, "household"}), fetch=made.fetch)
    monkeypatch.setitem(registry._by_kind, FactSource, {"brp": source})
    return made


def _page(actor: Actor, *, read: bool) -> str:
    browser, url = browser_of(actor), reverse("parties:mine")
    answer = browser.post(url) if read else browser.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_where_no_register_is_connected_none_is_offered(
    town: Town, mirthe: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registry._by_kind, FactSource, {})
    assert "Haal het nu op" not in _page(mirthe, read=False) + _page(mirthe, read=True)


def test_looking_at_the_page_asks_no_register(town: Town, mirthe: Actor, register: Register) -> None:
    page = _page(mirthe, read=False)
    assert "Mirthe Zandstra" in page
    assert "Haal het nu op" in page
    assert register.asked == []


def test_on_request_the_register_says_what_it_knows(town: Town, mirthe: Actor, register: Register) -> None:
    page = _page(mirthe, read=True)
    assert register.asked == [(mirthe.party, town.id, frozenset(FACTS), "parties.see_own")]
    for words in (
        "Mirthe Anna Zandstra",
        "14 maart 1997",
        "Havenkade 41 B<br>8991 CD Lommerhaven",
        "Sam de Wit, partner",
    ):
        assert words in page
    assert "Van de BRP, " in page


def test_each_reading_is_written_down_with_its_ground(town: Town, mirthe: Actor, register: Register) -> None:
    assert mirthe.party
    _page(mirthe, read=True)
    [line] = [one for one in dossier.timeline(mirthe, subject=mirthe.party) if one.kind == "parties.register_read"]
    assert line.sentence == "U bekeek wat er over u staat in de BRP"
    assert ProcessingLine.objects.filter(what="parties.register_read brp", purpose="parties.see_own").count() == 1


def test_a_register_that_is_away_is_a_sentence_and_the_page_stands(
    town: Town, mirthe: Actor, register: Register
) -> None:
    assert mirthe.party
    register.answer = Fetched(failed="slow")
    page = _page(mirthe, read=True)
    assert "De BRP geeft nu geen antwoord" in page
    assert "Mirthe Zandstra" in page
    assert not [one for one in dossier.timeline(mirthe, subject=mirthe.party) if one.kind == "parties.register_read"]


def test_a_register_that_knows_nobody_says_so(town: Town, mirthe: Actor, register: Register) -> None:
    register.answer = Fetched()
    assert "Daar vonden we niets over u" in _page(mirthe, read=True)


def test_each_thing_says_how_to_correct_it(town: Town, mirthe: Actor) -> None:
    page = _page(mirthe, read=False)
    for address in ("verhuizing+doorgeven", "brp+laten+verbeteren", "/nieuw/e-mail/", "/nieuw/telefoon/"):
        assert address in page


def test_the_register_is_not_asked_without_end(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, register: Register
) -> None:
    browser = browser_of(mirthe)
    answers = [browser.post(reverse("parties:mine")).status_code for _ in range(8)]
    assert answers == [200] * 6 + [429] * 2
    assert len(register.asked) == 6


def test_a_worker_does_not_read_registers_this_way(town: Town, worker: Actor, register: Register) -> None:
    with pytest.raises(NotFound):
        api.read_registers(worker)
    assert register.asked == []
