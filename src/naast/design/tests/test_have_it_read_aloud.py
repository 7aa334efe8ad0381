"""A page read aloud: its words in their order, each in its own language, and only with a voice that is on the device."""

import pytest
from playwright.sync_api import Page, expect

from naast.design.tests.conftest import House, page_with
from naast.design.tests.spoken import say_all, with_voices

pytestmark = pytest.mark.browser
FLOOR, ELLEN, KATE = ("Floor", "nl-NL", True), ("Ellen", "nl_BE", True), ("Kate", "en-GB", True)
CLOUD = ("Cloud", "nl-NL", False)
PAGE = """{% read_aloud %}{% back_link "/" "Vorige vraag" %}{% heading "Waar gaat u<br>wonen?" level=1 %}
<p>Een <strong>straat</strong> en een <a href="#a">nummer</a>.<br>Meer niet.</p>
<p lang="en">You can call us.</p><p lang="tr">Bizi arayın.</p>
<p lang="nl-NL">Iets <span lang="en">in English</span> ertussen.</p>
<nav aria-label="Delen"><a href="#b">Deel</a></nav><p hidden>Verborgen.</p>
<details><summary>Meer weten</summary><p>Toegeklapt.</p></details>
<form>{% field form.who %}{% actions %}{% button "Volgende" %}{% button_link "Stop" "#stop" %}{% endactions %}</form>
{% ask_box url="#" label="Wat zoekt u?" %}<ul><li>Eerst dit</li><li>dan dat</li></ul>"""


def shown(house: House, *voices: tuple[str, str, bool], language: str = "nl", body: str = PAGE) -> Page:
    from django.utils import translation

    from naast.design.samples import SampleForm

    if voices:
        with_voices(house.page, *voices)
    with translation.override(language):
        house.shows("/", page_with(body, form=SampleForm()))
    return house.opens()


def button(page: Page):
    return page.locator("[data-aloud]")


def words(said: list[tuple[str, str, str]]) -> list[str]:
    return [text for _, _, text in said]


@pytest.mark.parametrize("voices", [(), (CLOUD,), (KATE,)], ids=["none", "elsewhere", "another language"])
def test_without_a_voice_on_the_device_there_is_no_button(house, voices):
    page = shown(house, *voices) if voices else shown(house, ("Anna", "de-DE", True))
    expect(button(page)).to_be_hidden()


def test_a_voice_that_comes_later_brings_the_button(house):
    page = shown(house, CLOUD)
    page.evaluate("voice.list[0].localService = true; speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(button(page)).to_be_visible()


def test_words_are_read_in_order_and_buttons_menus_and_fields_are_not(house):
    page = shown(house, FLOOR)
    button(page).press("Enter")
    said = words(say_all(page))
    assert said[:3] == ["Vorige vraag", "Waar gaat u wonen?", "Een straat en een nummer. Meer niet."]
    assert said[3:6] == ["Iets", "ertussen.", "Meer weten"]
    assert said[6:-2] == [
        "Wie vult dit in?", "Ik doe het zelf", "We doen het samen", "Iemand van de gemeente belt u en loopt alles met u door."
    ]  # fmt: skip
    assert said[-2:] == ["Eerst dit", "dan dat"]
    expect(button(page)).to_have_text("Lees voor")


def test_each_part_is_read_in_its_own_language_or_passed_over(house):
    page = shown(house, CLOUD, ELLEN, KATE)
    button(page).click()
    said = say_all(page)
    assert ("en-GB", "Kate", "You can call us.") in said
    assert [one for one in said if one[2] in ("Iets", "in English", "ertussen.")] == [
        ("nl_BE", "Ellen", "Iets"), ("en-GB", "Kate", "in English"), ("nl_BE", "Ellen", "ertussen."),
    ]  # fmt: skip
    assert "Bizi arayın." not in words(said)
    assert "Cloud" not in {name for _, name, _ in said}


def test_an_english_page_asks_for_an_english_voice(house):
    page = shown(house, FLOOR, KATE, language="en", body="{% read_aloud %}<h1>Moving</h1><p lang='nl'>Verhuizen</p>")
    button(page).click()
    assert say_all(page) == [("en-GB", "Kate", "Moving"), ("nl-NL", "Floor", "Verhuizen")]


def test_the_same_button_stops_and_goes_on_where_it_was(house):
    page = shown(house, FLOOR)
    button(page).press("Space")
    expect(button(page)).to_have_text("Stop met voorlezen")
    button(page).press("Space")
    expect(button(page)).to_have_text("Lees verder voor")
    assert page.evaluate("voice.now") is None
    button(page).press("Space")
    said = words(say_all(page))
    assert said[:3] == ["Vorige vraag", "Vorige vraag", "Waar gaat u wonen?"]
    assert said[-1] == "dan dat"


def test_leaving_the_page_stops_it(house):
    page = shown(house, FLOOR)
    button(page).click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("voice.now") is None


def test_it_is_silent_when_somebody_begins_to_speak(house):
    from naast.design.tests.spoken import with_ears

    with_ears(house.page, "nl-NL")
    page = shown(house, FLOOR, body='{% read_aloud %}<h1>Iets</h1>{% ask_box url="#" label="Wat?" heard=True %}')
    button(page).click()
    page.locator("[data-hear]").click()
    expect(button(page)).to_have_text("Lees verder voor")
    assert page.evaluate("[voice.now, ears.now !== null]") == [None, True]
    button(page).click()
    assert page.evaluate("[voice.now !== null, ears.now]") == [True, None]


def test_a_voice_that_fails_says_so(house):
    page = shown(house, FLOOR)
    button(page).click()
    page.evaluate("voice.now.dispatchEvent(Object.assign(new Event('error'), {error: 'synthesis-failed'}))")
    expect(page.locator("[data-aloud-told]")).to_have_text("Voorlezen lukt nu niet op dit apparaat.")
    assert house.says() == "Voorlezen lukt nu niet op dit apparaat."
    expect(button(page)).to_have_text("Lees verder voor")
    assert house.faults() == []


@pytest.mark.parametrize("house", [320, 1280], indirect=True)
def test_nothing_moves_when_the_button_comes_and_axe_finds_nothing(house):
    places = "() => [...document.querySelectorAll('main *')].filter((one) => !one.closest('[data-aloud]'))"
    places += ".map((one) => one.getBoundingClientRect().top)"
    without = shown(house, CLOUD).evaluate(places)
    page = shown(house, FLOOR)
    expect(button(page)).to_be_visible()
    assert page.evaluate(places) == without
    assert house.faults() == []
