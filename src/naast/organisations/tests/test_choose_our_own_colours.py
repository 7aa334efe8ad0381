"""The administrator gives the site the organisation's own colours; what not everybody can read never comes on it."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import Settings
from time_machine import Traveller

from naast.design.faces import read, unreadable
from naast.design.tests.refusing import refused
from naast.design.types import FrameSlot
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.errors import Refused
from naast.kernel.registry import registry
from naast.organisations.actions import change_organisation, put_back
from naast.organisations.api import change_in_words, organisation
from naast.organisations.models import Change
from naast.organisations.queries import last_changes
from naast.organisations.tests.pages import browser_of, middleware

CHANGE = "organisations.change"
PAGE = "/beheer/organisatie/kleuren/"
BLUE, PALE = "#0b4f8a", "#7fb3d5"  # 8.2 and 2.3 on white


@pytest.fixture(autouse=True)
def _given_actor(settings: Settings, clock: Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MIDDLEWARE = middleware()
    own = {key: one for key, one in registry._by_kind[FrameSlot].items() if key.startswith("organisations.")}
    monkeypatch.setitem(registry._by_kind, FrameSlot, own)


@pytest.fixture
def ans(town: UUID) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset({(town, CHANGE)}))


@pytest.fixture
def page(ans: Actor) -> Client:
    return browser_of(ans)


def seen(town: UUID) -> str:
    moment = organisation(town).changed_at
    assert moment
    return moment.isoformat()


def words(html: bytes) -> str:
    return " ".join(html.decode().split())


def test_every_page_wears_the_new_colours_at_once(page: Client, town: UUID) -> None:
    assert page.post(PAGE, {"gezien": seen(town), "own": BLUE.upper(), "human": ""}).status_code == 302
    html = words(Client().get("/contact/").content)
    assert "lommerwaard-face own-0b4f8a-face" in html
    assert 'href="/uiterlijk/own-0b4f8a.css"' in html
    sheet = Client().get("/uiterlijk/own-0b4f8a.css")
    assert sheet.headers["Content-Type"].startswith("text/css")
    assert ".own-0b4f8a-face{" in sheet.content.decode()
    assert f"--face-own-500:{BLUE}" in sheet.content.decode()


def test_without_colours_of_its_own_a_page_asks_for_nothing_more(town: UUID) -> None:
    assert "/uiterlijk/" not in words(Client().get("/contact/").content)


def test_what_cannot_be_read_is_refused_with_what_and_where_and_the_nearest_shade(page: Client, town: UUID) -> None:
    html = refused(page, PAGE, {"gezien": seen(town), "own": PALE})
    assert "Een link op wit haalt een contrast van 2,2. Nodig is 4,5." in html
    assert organisation(town).colours == ""
    shade = re.search(r'name="neem" value="(own-[0-9a-f]{6})"', html)
    assert shade
    taken = page.post(PAGE, {"gezien": seen(town), "own": PALE, "neem": shade[1]}, follow=True)
    assert taken.status_code == 200
    assert "Iedereen kan dit lezen" in words(taken.content)
    assert f'value="#{shade[1].removeprefix("own-")}"' in words(taken.content)
    assert not unreadable("lommerwaard", read(shade[1]))
    assert organisation(town).colours == ""  # only looked at


def test_looking_changes_nothing_and_shows_the_components_in_those_colours(page: Client, town: UUID) -> None:
    look = {"gezien": seen(town), "own": BLUE, "bekijk": "ja"}
    pressed, typing = page.post(PAGE, look, follow=True), page.post(PAGE, look, headers={"HX-Request": "true"})
    assert [status for _to, status in pressed.redirect_chain] == [302]  # a button gets a page that Back can show
    for response in (pressed, typing):
        assert response.status_code == 200
        assert "naast-preview lommerwaard-face own-0b4f8a-face" in words(response.content)
        assert 'value="#0b4f8a"' in words(response.content)
    assert not Change.objects.exists()


@pytest.mark.parametrize("typed", ["groen", "#12345", "#gggggg", "url(//kwaad)", "}body{"])
def test_what_is_no_colour_stays_in_the_form(page: Client, town: UUID, typed: str) -> None:
    assert "zes cijfers of letters" in refused(page, PAGE, {"gezien": seen(town), "own": typed})
    assert organisation(town).colours == ""


def test_the_change_stands_in_words_and_can_be_put_back(ans: Actor, town: UUID, clock: Traveller) -> None:
    change_organisation(ans, organisation=town, colours="human-5d1c4a_own-0b4f8a")
    ((change, _),) = last_changes(town)
    assert change_in_words(change).settings == (("colours", "", "Een mens: #5d1c4a. Wij: #0b4f8a."),)
    clock.shift(1)
    put_back(ans, change)
    assert organisation(town).colours == ""


def test_no_other_door_lets_them_in(ans: Actor, town: UUID) -> None:
    with pytest.raises(Refused):
        change_organisation(ans, organisation=town, colours="own-7fb3d5")
    assert organisation(town).colours == ""


def test_the_form_opens_with_the_colours_of_the_theme_and_sending_it_so_changes_nothing(page: Client) -> None:
    form = dict(page.get(PAGE).context["form"].initial)
    assert form["own"] == "#135c4a"  # own-500 of css/faces/lommerwaard.css
    assert page.post(PAGE, form).status_code == 302
    assert not Change.objects.exists()
