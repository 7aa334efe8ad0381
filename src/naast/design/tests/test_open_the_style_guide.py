"""The style guide in a real browser: no fault that axe finds, nothing sideways, focus always seen, also on a phone."""

import pytest
from django.test import RequestFactory

from naast.design.tests.conftest import House, draw
from naast.design.views import style_guide
from naast.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.browser
PAGES = {"components": "design/styleguide/index.html", "workbench": "design/styleguide/desk.html"}
AXE_WIDTHS = pytest.mark.parametrize("house", [360, 1280], indirect=True)
ODD_WIDTHS = (320, 640, 768, 1024)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def open_guide(house: House, which: str) -> None:
    request = RequestFactory().get("/design/")
    request.actor = ANONYMOUS
    house.shows("/design/", style_guide(request, PAGES[which]).content.decode())
    house.opens("/design/")


@AXE_WIDTHS
@pytest.mark.parametrize("which", PAGES)
def test_axe_finds_nothing_and_nothing_runs_off_the_side(house, which):
    open_guide(house, which)
    assert house.faults() == []
    assert house.page.evaluate(SIDEWAYS) == 0
    assert house.complaints == []


@pytest.mark.parametrize("which", PAGES)
def test_nothing_runs_off_the_side_at_any_width(house, which):
    open_guide(house, which)
    for width in ODD_WIDTHS:
        house.page.set_viewport_size({"width": width, "height": 800})
        assert house.page.evaluate(SIDEWAYS) == 0, width


@AXE_WIDTHS
@pytest.mark.parametrize("template", ["404.html", "500.html", "refused.html"])
def test_a_page_for_what_went_wrong_is_as_good_as_any_other(house, template):
    house.shows("/weg/", draw(template, sentence="Dit is al verstuurd. U hoeft niets te doen."))
    house.opens("/weg/")
    assert house.faults() == []
    assert house.page.evaluate(SIDEWAYS) == 0


def test_axe_would_find_planted_faults(house):
    open_guide(house, "workbench")
    house.page.evaluate("document.querySelector('main label[for]').removeAttribute('for')")
    house.page.evaluate("document.documentElement.removeAttribute('lang')")
    assert {"html-has-lang", "label"} <= {one.split(":")[0] for one in house.faults()}


FOCUS = """() => {
    const style = getComputedStyle(document.activeElement);
    const around = document.activeElement.closest(':has(:focus-visible)');
    const widest = [style, ...[...document.querySelectorAll(':has(:focus-visible)')].map((one) => getComputedStyle(one))]
        .map((one) => one.outlineStyle === 'none' ? 0 : parseFloat(one.outlineWidth));
    return {tag: document.activeElement.outerHTML.slice(0, 80), outline: Math.max(...widest)};
}"""


@pytest.mark.parametrize("which", PAGES)
def test_whatever_the_tab_key_reaches_shows_where_it_is(house, which):
    open_guide(house, which)
    unseen = []
    for _ in range(60):
        house.page.keyboard.press("Tab")
        at = house.page.evaluate(FOCUS)
        if at["outline"] < 2 and not at["tag"].startswith("<body"):
            unseen.append(at)
    assert unseen == []


def test_the_skip_link_comes_first_and_leads_to_the_text(house):
    open_guide(house, "components")
    house.page.keyboard.press("Tab")
    assert house.page.evaluate("document.activeElement.textContent") == "Direct naar de inhoud"
    house.page.keyboard.press("Enter")
    assert house.page.evaluate("document.activeElement.id") == "inhoud"


SMALL = """(least) => [...document.querySelectorAll('main button, main .nl-button, main .naast-link, main .naast-chip')]
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && box.height < least)
    .map(([name, box]) => `${name} ${box.height}`)"""


@pytest.mark.parametrize("house", [360], indirect=True)
@pytest.mark.parametrize("which", PAGES)
def test_a_finger_gets_44_pixels(house, which):
    open_guide(house, which)
    assert house.page.evaluate(SMALL, 43.9) == []


@pytest.mark.parametrize("house", [320], indirect=True)
def test_wider_letters_do_not_push_anything_off_the_page(house):
    open_guide(house, "components")
    spacing = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    sheet = f"const s = new CSSStyleSheet(); s.replaceSync(`{spacing}`); document.adoptedStyleSheets = [s]"
    house.page.evaluate(sheet)
    assert house.page.evaluate(SIDEWAYS) == 0
