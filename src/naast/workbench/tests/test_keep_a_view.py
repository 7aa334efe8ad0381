"""A worker keeps a way of looking at the queue under a name, opens it again, and takes it away."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naast.kernel.actor import Actor, Role
from naast.kernel.errors import NotFound, Refused
from naast.workbench.actions import MOST, keep_view, remove_view
from naast.workbench.queries import saved_views
from naast.workbench.tests.conftest import URL, add, page

KEEP = reverse("workbench:keep-view")


@pytest.fixture
def karim(hire: Callable[..., Actor]) -> Actor:
    return hire("Karim")


@pytest.fixture
def his(karim: Actor, desk: Callable[[Actor], Client]) -> Client:
    return desk(karim)


def test_a_view_is_kept_and_opens_what_was_chosen(town: UUID, karim: Actor, his: Client) -> None:
    add(town, "Gisteren", days=-1)
    add(town, "Volgende week", days=8)
    his.post(f"{KEEP}?rij=van-mijn-team&klaar=te-laat", {"naam": "Wat te laat is"})
    (kept,) = saved_views(karim)
    assert (kept.name, dict(kept.asked)) == (
        "Wat te laat is",
        {"bij": str(town), "rij": "van-mijn-team", "klaar": "te-laat"},
    )
    shown = page(his, **kept.asked)
    assert "Gisteren" in shown
    assert "Volgende week" not in shown
    assert 'aria-current="true">Wat te laat is</a>' in shown


def test_words_that_were_looked_for_are_not_kept(town: UUID, karim: Actor, his: Client) -> None:
    """They may be the name of a resident, which nobody needs to keep."""
    his.post(f"{KEEP}?woorden=Zandstra&klaar=week", {"naam": "Deze week"})
    assert dict(saved_views(karim)[0].asked) == {"bij": str(town), "klaar": "week"}


def test_a_view_without_a_name_is_not_kept_and_the_choice_stays(karim: Actor, his: Client) -> None:
    answer = his.post(f"{KEEP}?klaar=week", {"naam": "  "})
    assert answer.status_code == 422
    assert "Geef de weergave een naam." in answer.content.decode()
    assert '<option value="week" selected' in answer.content.decode()
    assert saved_views(karim) == ()


def test_the_same_name_takes_the_place_of_the_view_before(karim: Actor, town: UUID) -> None:
    keep_view(karim, name="Mijn week", asked={"klaar": "week"})
    keep_view(karim, name="Mijn week", asked={"klaar": "vandaag"})
    assert [dict(one.asked) for one in saved_views(karim)] == [{"klaar": "vandaag"}]


def test_who_has_twelve_takes_one_away_first(karim: Actor, his: Client) -> None:
    for number in range(MOST):
        keep_view(karim, name=f"Nummer {number}", asked={})
    with pytest.raises(Refused):
        keep_view(karim, name="Nog een", asked={})
    keep_view(karim, name="Nummer 3", asked={"klaar": "week"})
    answer = his.post(KEEP, {"naam": "Nog een"}, follow=True)
    assert "U heeft al 12 weergaven. Haal er eerst een weg." in answer.content.decode()


def test_a_view_that_is_taken_away_is_gone(karim: Actor, his: Client) -> None:
    view = keep_view(karim, name="Mijn week", asked={})
    assert his.post(reverse("workbench:remove-view", args=[view])).headers["Location"] == URL
    assert saved_views(karim) == ()


def test_a_colleague_neither_sees_nor_removes_it(
    karim: Actor, hire: Callable[..., Actor], desk: Callable[[Actor], Client]
) -> None:
    view = keep_view(karim, name="Mijn week", asked={})
    sara = hire("Sara")
    assert "Mijn week" not in page(desk(sara))
    for other in (view, uuid4()):
        assert desk(sara).post(reverse("workbench:remove-view", args=[other])).status_code == 404
    with pytest.raises(NotFound):
        remove_view(sara, view)
    assert len(saved_views(karim)) == 1


def test_who_sees_no_queue_keeps_no_view(hire: Callable[..., Actor], desk: Callable[[Actor], Client]) -> None:
    bente = hire("Bente", Role.EDITOR)
    assert desk(bente).post(KEEP, {"naam": "Mijn week"}).status_code == 403
    assert saved_views(bente) == ()


def test_a_queue_of_another_organisation_cannot_be_kept(karim: Actor, his: Client) -> None:
    assert his.post(f"{KEEP}?bij={uuid4()}", {"naam": "Elders"}).status_code == 404
    assert saved_views(karim) == ()
