"""Saying a question: only where the device itself turns speech into words, and never sent before somebody read it."""

import pytest
from playwright.sync_api import Page, expect

from naast.design.tests.conftest import SITE, House, page_with
from naast.design.tests.spoken import with_ears

pytestmark = pytest.mark.browser
BOX = '{% hero "Wat is er?" label_for="vraag" %}{% ask_box url="/zoek/" heard=True %}{% endhero %}'
TYPED_TOO_LONG = "a" * 1990


def shown(house: House, language: str = "nl") -> Page:
    """The box on a page, and nothing else of the site than its own files."""
    from django.utils import translation

    with translation.override(language):
        house.shows("/", page_with(BOX, "design/wide.html", "hero"))
    house.opens()
    house.page.evaluate("new Promise((next) => setTimeout(next))")  # the browser has said what it can
    return house.page


def button(page: Page):
    return page.locator("[data-hear]")


def begun(house: House) -> Page:
    with_ears(house.page, "nl-NL")
    page = shown(house)
    button(page).click()
    expect(button(page)).to_have_text("Stop met luisteren")
    return page


def hear(page: Page, words: str) -> None:
    page.evaluate("(words) => ears.now.hear(words)", words)


def test_a_browser_without_ears_of_its_own_has_no_button(house):
    page = shown(house)
    expect(button(page)).to_be_hidden()
    assert house.complaints == []


@pytest.mark.parametrize("ears", [{"local": False}, {"local": True}], ids=["knows no other way", "lacks the language"])
def test_a_browser_that_sends_the_sound_elsewhere_has_no_button(house, ears):
    with_ears(house.page, *(("nl-NL",) if not ears["local"] else ("en-GB",)), **ears)
    page = shown(house)
    expect(button(page)).to_be_hidden()


def test_a_box_on_a_page_without_microphone_has_no_button(house):
    with_ears(house.page, "nl-NL")
    house.shows("/", page_with('{% ask_box url="/zoek/" label="Wat is er?" %}'))
    house.opens()
    assert button(house.page).count() == 0


def test_what_was_heard_stands_in_the_field_and_is_not_sent(house):
    page = begun(house)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("(wait) => new Promise((next) => setTimeout(next, wait))", 300)
    hear(page, "ik ga ")
    hear(page, "verhuizen")
    expect(page.locator("#vraag")).to_have_value("ik ga verhuizen")
    button(page).click()
    expect(page.locator("#vraag")).to_be_focused()
    expect(page.locator("[data-hear-told]")).to_have_text("Lees na wat er staat. Klopt het? Kies dan: Vraag het.")
    expect(button(page)).to_have_text("Spreek uw vraag in")
    page.evaluate(
        "(wait) => new Promise((next) => setTimeout(next, wait))", 300
    )  # longer than names wait to be looked up
    assert asked == []
    assert page.url == f"{SITE}/"
    assert page.evaluate("ears.elsewhere") == []


def test_it_is_seen_and_said_that_the_device_listens(house):
    page = begun(house)
    sentence = "Dit apparaat luistert. Uw stem blijft op dit apparaat."
    expect(page.locator("[data-hear-told]")).to_have_text(sentence)
    expect(page.locator("[data-hear-told]")).to_be_visible()
    assert house.says() == sentence
    assert house.faults() == []


def test_what_was_typed_before_stays_and_what_is_too_long_is_left_out(house):
    with_ears(house.page, "nl-NL")
    page = shown(house)
    page.locator("#vraag").fill(TYPED_TOO_LONG)
    button(page).click()
    hear(page, "bbbbb ccccc ddddd")
    expect(page.locator("#vraag")).to_have_value(TYPED_TOO_LONG + " bbbbb ccc")


def test_escape_stops_it(house):
    page = begun(house)
    hear(page, "mijn paspoort")
    page.keyboard.press("Escape")
    expect(button(page)).to_have_text("Spreek uw vraag in")
    expect(page.locator("#vraag")).to_have_value("mijn paspoort")
    assert page.evaluate("ears.now") is None


def test_who_types_is_not_overwritten(house):
    page = begun(house)
    hear(page, "mijn paspoort")
    page.locator("#vraag").press_sequentially(" is weg")
    assert page.evaluate("ears.now") is None
    expect(page.locator("#vraag")).to_have_value("mijn paspoort is weg")


def test_a_microphone_that_is_forgotten_goes_off(house):
    house.page.clock.install()
    page = begun(house)
    page.clock.run_for("00:15")  # the clock goes on by itself, and a busy machine takes seconds between two lines
    assert page.evaluate("ears.now !== null")
    page.clock.run_for("00:06")
    assert page.evaluate("ears.now") is None
    expect(page.locator("[data-hear-told]")).to_have_text(
        "Dit apparaat hoorde niets. Probeer het nog eens, of typ uw vraag."
    )


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("not-allowed", "De microfoon mag niet aan. U kunt uw vraag typen, of de microfoon toestaan in uw browser."),
        ("audio-capture", "We vinden geen microfoon. U kunt uw vraag typen, of ons bellen."),
        ("language-not-supported", "Inspreken lukt nu niet. U kunt uw vraag typen, of ons bellen."),
    ],
)
def test_when_it_cannot_be_a_sentence_says_so_and_typing_goes_on(house, error, sentence):
    with_ears(house.page, "nl-NL", refuses=error)
    page = shown(house)
    button(page).press("Enter")
    expect(page.locator("[data-hear-told]")).to_have_text(sentence)
    assert house.says() == sentence
    expect(button(page)).to_have_text("Spreek uw vraag in")
    assert house.faults() == []


@pytest.mark.parametrize("here", ["en-GB", "en-US"])
def test_the_language_is_that_of_the_page(house, here):
    with_ears(house.page, here)
    page = shown(house, "en")
    button(page).click()
    page.wait_for_function("ears.now !== null")
    assert page.evaluate("[ears.now.lang, ears.now.processLocally]") == [here, True]


@pytest.mark.parametrize("house", [320, 360, 1280], indirect=True)
def test_nothing_moves_when_the_button_comes(house):
    places = "() => [...document.querySelectorAll('main *')].filter((one) => !one.closest('[data-hear]'))"
    places += ".map((one) => one.getBoundingClientRect().top)"
    without = shown(house).evaluate(places)
    with_ears(house.page, "nl-NL")
    page = shown(house)
    expect(button(page)).to_be_visible()
    assert page.evaluate(places) == without
