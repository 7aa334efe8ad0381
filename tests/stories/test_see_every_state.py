"""Every state of every page: no violation that axe knows, and no sideways scroll at 320 px with the widest text spacing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from stories.conftest import DESK, PHONE, Somebody
from stories.states import ELSEWHERE, STATES, State
from stories.visitor import Visitor

pytestmark = pytest.mark.browser
SOURCE = Path(__file__).parents[2] / "src" / "naast"
NARROW = 320  # WCAG 2.2, 1.4.10
SPACING = """() => {
    const sheet = new CSSStyleSheet();  // WCAG 2.2, 1.4.12
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }'
        + 'p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
SIDEWAYS = """async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));  // the new width is laid out first
    return document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('*')]
        .filter((one) => one.getBoundingClientRect().right > window.innerWidth).map((one) => one.outerHTML.slice(0, 160));
}"""
VIOLATIONS = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`)"""


@pytest.fixture(scope="module")
def signed_in() -> dict[tuple[str, bool], dict]:
    """What the browser of each person keeps, so that each signs in once."""
    return {}


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_state_is_for_everybody(somebody: Somebody, chromium: Browser, axe: str, signed_in: dict, state: State):
    visitor = somebody(width=DESK if state.staff else PHONE)
    _sign_in(visitor, signed_in, state)
    state.open(visitor)
    assert visitor.status == state.status
    assert visitor.page.locator("h1").count() == 1
    visitor.page.evaluate(axe)
    assert visitor.page.evaluate(VIOLATIONS) == []
    visitor.page.set_viewport_size({"width": NARROW, "height": 800})
    assert visitor.page.evaluate(SIDEWAYS) == [], "sideways at 320 px"
    visitor.page.evaluate(SPACING)
    assert visitor.page.evaluate(SIDEWAYS) == [], "sideways with wide text spacing"


def _sign_in(visitor: Visitor, signed_in: dict, state: State) -> None:
    key = (state.who, state.staff)
    if not state.who:
        return
    if key in signed_in:
        visitor.page.context.add_cookies(signed_in[key])
        return
    (visitor.sign_in_at_work if state.staff else visitor.sign_in)(state.who)
    signed_in[key] = visitor.page.context.cookies()


def test_every_template_has_a_state_or_a_reason():
    listed = {state.template for state in STATES} | ELSEWHERE.keys()
    assert pages() - listed == set(), "write a state for these in states.py"
    assert listed - pages() == set(), "these are no pages any more"


def pages() -> set[str]:
    """Templates that are a page of their own: they extend a frame or are one."""
    found = {}
    for file in sorted(SOURCE.glob("**/templates/**/*.html")):
        if file.read_text().startswith(("{% extends", "<!doctype", "{% load i18n naast static %}<!doctype")):
            found[str(file).rpartition("/templates/")[2]] = file
    return set(found)
