"""Whoever opens the demo reads what to try, sees honestly what does not run yet, and can switch the register off."""

import re
from dataclasses import replace
from datetime import date

import pytest

from naast.demo.stand_ins.brp.app import StandIn
from naast.demo.stand_ins.brp.tests.serving import served
from naast.demo.tour.register import Register, register_state
from naast.demo.tour.story import STORY, Runs
from naast.demo.tour.tests import urls
from naast.demo.town.place import found

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)


@pytest.fixture
def register():
    with served(StandIn(register={}, api_key="demo", today=lambda: DAY)) as address:
        yield address


@pytest.fixture
def in_demo(settings, register, tmp_path):
    settings.NAAST = replace(settings.NAAST, mode="demo", state=tmp_path, brp_url=register)
    settings.ROOT_URLCONF = urls.__name__


@pytest.fixture
def town(clock):
    found("lommerwaard")


def _text(client) -> str:
    return client.get("/demo/").content.decode()


def test_every_way_that_the_page_shows_leads_somewhere(in_demo, town, client):
    main = re.search(r"<main.*</main>", _text(client), re.DOTALL)
    ways = re.findall(r'class="naast-question" href="([^"]+)"', main.group())
    assert len(ways) == 9
    assert {client.get(way).status_code for way in ways} <= {200, 302}


def test_the_page_names_who_can_sign_in_and_nobody_else(in_demo, client):
    page = _text(client)
    assert "Karim Haddouti" in page
    assert "Sanne de Wit" in page
    assert "Johanna Elzinga" not in page  # tante Jo has no DigiD


def test_the_story_is_told_whole_and_says_what_does_not_run_yet(in_demo, client):
    page = _text(client)
    assert len(STORY) == 12
    assert all(str(step.what) in page for step in STORY)
    assert page.count(str(Runs.NOT_YET.words)) == sum(step.runs is Runs.NOT_YET for step in STORY)


def test_what_is_said_to_run_says_what_can_be_seen():
    assert [step.what for step in STORY if bool(step.today) == (step.runs is Runs.NOT_YET)] == []


def test_who_reads_english_reads_it_in_english(in_demo, client):
    client.cookies["naast-taal"] = "en"
    page = client.get("/demo/").content.decode()
    assert 'lang="en"' in page
    dutch = [str(one) for step in STORY for one in (step.what, step.today) if one]
    assert [one for one in dutch if one in page] == []


def test_the_register_is_switched_off_and_on_again(in_demo, client, register):
    page = client.post("/demo/bevolkingsregister/", {"register": "uit"}, follow=True).content.decode()
    assert register_state(register) is Register.OFF
    assert "Het bevolkingsregister staat uit." in page
    assert "Zet het weer aan" in page
    client.post("/demo/bevolkingsregister/", {"register": "aan"})
    assert register_state(register) is Register.ON


def test_looking_at_the_page_switches_nothing(in_demo, client, register):
    client.post("/demo/bevolkingsregister/", {"register": "uit"})
    _text(client)
    assert client.get("/demo/bevolkingsregister/?register=aan").status_code == 405
    assert register_state(register) is Register.OFF


def test_when_the_stand_in_is_gone_the_page_says_so(in_demo, client, settings):
    settings.NAAST = replace(settings.NAAST, brp_url="http://127.0.0.1:9")
    assert "antwoordt nu niet" in _text(client)
    page = client.post("/demo/bevolkingsregister/", {"register": "uit"}, follow=True).content.decode()
    assert "Start het voorbeeld opnieuw." in page


@pytest.mark.parametrize("path", ["/demo/", "/demo/bevolkingsregister/"])
def test_outside_the_demo_there_is_no_such_page(client, path):
    assert client.get(path).status_code == 404
