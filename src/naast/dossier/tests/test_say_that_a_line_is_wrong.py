"""What the resident says about a line stands in the dossier and is read with it, by both sides."""

import pytest
from django.urls import reverse

from naast.dossier import api
from naast.dossier.tests.conftest import Town, let_in, worker_of
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import Actor
from naast.kernel.models import StoredEvent

pytestmark = pytest.mark.django_db
WORDS = "Ik was die dag in het ziekenhuis. <b>Echt</b> waar."


def _looked(town: Town, worker: Actor, person: Actor) -> str:
    let_in(town, person, team=town.contact)
    look = api.look(worker, subject=person.party, organisation=town.id, purpose="dossier.matter", about=None)
    return reverse("dossier:note", args=[look.entry])


def test_the_words_stand_under_the_line_for_resident_and_worker(
    town: Town, worker: Actor, mirthe: Actor, named: str
) -> None:
    url = _looked(town, worker, mirthe)
    answer = browser_of(mirthe).post(url, {"kind": "wrong", "words": WORDS}, follow=True)
    assert "Uw woorden staan nu in het dossier" in answer.content.decode()
    desk = browser_of(worker_of(town, permissions=("dossier.open", "dossier.open_without_grant")))
    theirs = desk.get(reverse("dossier:open", args=[mirthe.party])).content.decode()
    for page in (answer.content.decode(), theirs):
        assert "&lt;b&gt;Echt&lt;/b&gt; waar" in page
        assert "<b>Echt" not in page
    assert [one.notes for one in api.timeline(mirthe, subject=mirthe.party) if one.notes] == [(WORDS,)]
    assert StoredEvent.objects.filter(name="dossier.EntryDisputed").count() == 1
    assert api.verify().holds


@pytest.mark.parametrize(("kind", "words"), [("wrong", ""), ("", "iets"), ("boos", "iets"), ("note", "x" * 2001)])
def test_what_cannot_be_kept_is_told_and_the_words_stay(
    town: Town, worker: Actor, mirthe: Actor, kind: str, words: str
) -> None:
    url = _looked(town, worker, mirthe)
    answer = browser_of(mirthe).post(url, {"kind": kind, "words": words})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not any(one.notes for one in api.timeline(mirthe, subject=mirthe.party))


@pytest.mark.parametrize("words", ["nul \x00 byte", "\u202erechts naar links", "🦔" * 500, "\ud83d"])
def test_strange_characters_are_no_error_of_ours(town: Town, worker: Actor, mirthe: Actor, words: str) -> None:
    url = _looked(town, worker, mirthe)
    answer = browser_of(mirthe).post(url, {"kind": "note", "words": words.encode("utf-8", "surrogatepass")})
    assert answer.status_code in (302, 400, 422)
    assert api.verify().holds
