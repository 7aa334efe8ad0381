"""Every state of every page can be read, pressed and enlarged by everybody (see measures.py); the statement says the same."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from naast.openness import evidence
from naast.openness.views.accessibility import MEASURES, STORIES
from stories.conftest import DESK, PHONE, Somebody
from stories.evidence import Gathered
from stories.measures import faults_of
from stories.states import ELSEWHERE, STATES, State
from stories.visitor import Visitor

pytestmark = pytest.mark.browser
SOURCE = Path(__file__).parents[2] / "src" / "naast"
SOUND = '<!doctype html><html lang="nl"><title>Kop</title><body style="color: #15211c; background: #fff"><main><h1>Kop</h1>{}'
PLANTED = {
    "axe": '<button type="button"></button>',
    "contrast": '<p style="color: #757575">Dit haalt 4,6, maar geen gezicht is eraan gehouden.</p>',
    "targets": '<p><a href="#a" style="display: block; color: inherit">a</a><a href="#b" style="color: inherit">b</a></p>',
    "letters": '<div style="inline-size: 21rem">Breder dan het scherm als de letters groeien.</div>',
    "reflow": '<div style="inline-size: 21rem">Breder dan 320 punten.</div>',
    "spacing": '<p style="inline-size: 9rem; overflow: hidden; white-space: nowrap">Dit past er net in</p>',
}


@pytest.fixture(scope="module")
def signed_in() -> dict[tuple[str, bool], dict]:
    """What the browser of each person keeps, so that each signs in once."""
    return {}


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_state_is_for_everybody(somebody: Somebody, signed_in: dict, gathered: Gathered, state: State):
    visitor = somebody(width=DESK if state.staff else PHONE)
    _sign_in(visitor, signed_in, state)
    state.open(visitor)
    assert visitor.status == state.status
    assert visitor.page.locator("h1").count() == 1
    found, unjudged = faults_of(visitor.page)
    gathered.faults[str(state)] = found
    gathered.to_judge += [str(state)] if unjudged else []
    gathered.browser = visitor.page.context.browser.version
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def _sign_in(visitor: Visitor, signed_in: dict, state: State) -> None:
    key = (state.who, state.staff)
    if not state.who:
        return
    if key in signed_in:
        visitor.page.context.add_cookies(signed_in[key])
        return
    (visitor.sign_in_at_work if state.staff else visitor.sign_in)(state.who)
    signed_in[key] = visitor.page.context.cookies()


@pytest.mark.parametrize("measure", ["", *PLANTED])
def test_a_measure_finds_what_it_is_for(chromium: Browser, measure: str):
    page = chromium.new_page(viewport={"width": PHONE, "height": 800})
    page.set_content(SOUND.format(PLANTED.get(measure, "")))
    found, _unjudged = faults_of(page)
    page.close()
    assert set(MEASURES) == found.keys()
    assert found[measure] if measure else not any(found.values())


def test_every_template_has_a_state_or_a_reason():
    listed = {state.template for state in STATES} | ELSEWHERE.keys()
    assert pages() - listed == set(), "write a state for these in states.py"
    assert listed - pages() == set(), "these are no pages any more"


def test_the_statement_names_every_page_and_every_measure_of_it():
    kept = evidence.kept()
    assert kept, "run make stories ARGS=--keep"
    assert kept.screens.keys() == {state.template for state in STATES}, "run make stories ARGS=--keep"
    assert kept.measures.keys() == MEASURES.keys()
    assert kept.stories.keys() == STORIES.keys()


def pages() -> set[str]:
    """Templates that are a page of their own: they extend a frame or are one."""
    found = {}
    for file in sorted(SOURCE.glob("**/templates/**/*.html")):
        if file.read_text().startswith(("{% extends", "<!doctype", "{% load i18n naast static %}<!doctype")):
            found[str(file).rpartition("/templates/")[2]] = file
    return set(found)
