"""What the scripts add: the session warning, saving while typing, live parts, kept text, keys. All works without them too."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from naast.design.tests.conftest import House, page_with
from naast.kernel.clock import AMSTERDAM

pytestmark = pytest.mark.browser
NOW = datetime(2026, 11, 26, 9, 4, tzinfo=AMSTERDAM)
SESSION = '{% include "design/slots/session.html" %}<a href="#iets" id="iets">Iets</a>'


def open_session(house: House, *, minutes: int, device_is_ahead: timedelta = timedelta()) -> None:
    house.page.clock.install(time=NOW + device_is_ahead)
    values = {"now": NOW, "ends_at": NOW + timedelta(minutes=minutes), "extend_url": "/sessie/verlengen/"}
    house.shows("/", page_with(SESSION, **values))
    house.answers["/sessie/verlengen/"] = lambda route: route.fulfill(
        json={"ends_at": (NOW + timedelta(minutes=28)).isoformat()}
    )
    house.opens()


def test_the_warning_comes_two_minutes_before_the_end_and_not_earlier(house):
    open_session(house, minutes=15)
    dialog = house.page.locator("[data-session-dialog]")
    house.page.clock.run_for("12:50")
    expect(dialog).not_to_be_visible()
    house.page.clock.run_for("00:20")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Over 2 minuten sluiten we deze pagina")


def test_a_wrong_clock_on_the_device_changes_nothing(house):
    open_session(house, minutes=15, device_is_ahead=timedelta(hours=5))
    house.page.clock.run_for("12:50")
    expect(house.page.locator("[data-session-dialog]")).not_to_be_visible()


def test_one_key_extends_and_brings_focus_back(house):
    open_session(house, minutes=15)
    house.page.locator("#iets").focus()
    house.page.clock.run_for("13:10")
    house.page.keyboard.press("Enter")
    expect(house.page.locator("[data-session-dialog]")).not_to_be_visible()
    expect(house.page.locator("#iets")).to_be_focused()
    expect(house.page.locator("[data-session-end]")).to_have_text("09.32")


def test_escape_extends_as_well(house):
    open_session(house, minutes=15)
    house.page.clock.run_for("13:10")
    house.page.keyboard.press("Escape")
    expect(house.page.locator("[data-session-end]")).to_have_text("09.32")


def test_the_warning_holds_focus_and_axe_finds_nothing(house):
    open_session(house, minutes=2)
    house.page.clock.run_for("00:01")
    for _ in range(5):
        house.page.keyboard.press("Tab")
        inside = "!document.activeElement || document.activeElement === document.body "
        inside += "|| document.activeElement.closest('[data-session-dialog]') !== null"
        assert house.page.evaluate(inside)
    house.page.clock.resume()
    assert house.faults() == []


FORM = (
    '<form method="post" data-autosave="/bewaar/" data-version="3"><input type="hidden" name="version" value="3">'
    '<label for="a">A</label><input id="a" name="a"><button name="knop" value="volgende">Volgende</button>'
    "</form>{% saved text %}"
)


def open_form(house: House, *answers: tuple[int, dict[str, object]]) -> list[str]:
    """A form that saves itself; `answers` is what the server says to each time, the list what was sent to it."""
    sent: list[str] = []
    waiting = list(answers)

    def save(route):
        sent.append(route.request.post_data)
        assert route.request.headers["x-naast-background"] == "autosave"
        status, body = waiting.pop(0)
        route.fulfill(status=status, json=body)

    house.page.clock.install(time=NOW)
    house.answers["/bewaar/"] = save
    house.shows("/", page_with(FORM, text="Nog niet bewaard."))
    house.opens()
    return sent


def field_sent(body: str, name: str) -> str:
    return body.split(f'name="{name}"\r\n\r\n')[1].partition("\r\n")[0]


def type_and_wait(house: House, text: str) -> None:
    house.page.locator("#a").fill(text)
    house.page.clock.run_for("00:02")


def test_what_is_typed_is_saved_with_the_version_it_started_from(house):
    saved = {"version": 4, "text": "Bewaard, zojuist."}
    sent = open_form(house, (200, saved), (200, {"version": 5, "text": "Bewaard, nog een keer."}))
    type_and_wait(house, "een")
    expect(house.page.locator("[data-saved]")).to_have_text("Bewaard, zojuist.")
    type_and_wait(house, "twee")
    expect(house.page.locator("[data-saved]")).to_have_text("Bewaard, nog een keer.")
    assert [field_sent(one, "version") for one in sent] == ["3", "4"]
    assert [field_sent(one, "a") for one in sent] == ["een", "twee"]
    assert house.page.locator("[name=version]").input_value() == "5"


def test_what_somebody_else_saved_later_is_never_overwritten(house):
    elsewhere = "Er is elders verder gegaan. Ververs de pagina."
    sent = open_form(house, (409, {"text": elsewhere}))
    type_and_wait(house, "een")
    expect(house.page.locator("[data-saved]")).to_have_text(elsewhere)
    type_and_wait(house, "twee")
    assert len(sent) == 1
    assert house.page.locator("#a").input_value() == "twee"


def test_sending_waits_for_a_saving_that_is_on_its_way(house):
    posted: list[str] = []
    open_form(house)
    held = []
    house.answers["/bewaar/"] = held.append
    page = house.answers["/"]
    house.answers["/"] = lambda route: (posted.append(route.request.post_data or ""), page(route))
    with house.page.expect_request("**/bewaar/"):
        type_and_wait(house, "een")
    house.page.get_by_role("button", name="Volgende").click(no_wait_after=True)
    assert posted == []
    with house.page.expect_navigation():
        held[0].fulfill(json={"version": 4, "text": "Bewaard, zojuist."})
    assert "version=4" in posted[0]
    assert "knop=volgende" in posted[0]


LIVE = (
    '<div data-live="case:1" data-live-changed="Een collega veranderde dit."></div>'
    '<section id="stand" data-live-refresh="/deel/" data-live-says="Er is nieuws.">'
    '<a href="/zaak/">Zaak</a><p>{{ state }}</p><label for="n">N</label><input id="n"></section>'
)


def open_live(house: House) -> None:
    event = "retry: 600000\n\nid: 1\nevent: changed\ndata: case:1\n\n"
    house.answers["/live/"] = lambda route: route.fulfill(body=event, content_type="text/event-stream")
    house.shows("/deel/", page_with(LIVE, state="nieuw"))
    house.shows("/", page_with(LIVE, state="oud"))


def test_a_change_elsewhere_shows_here_and_is_said_once_with_focus_kept(house):
    open_live(house)
    house.opens()
    house.page.locator("#stand a").focus()
    expect(house.page.locator("#stand p")).to_have_text("nieuw")
    expect(house.page.locator("#stand a")).to_be_focused()
    expect(house.page.locator("#naast-live")).to_have_text("Er is nieuws.")


def test_where_nothing_is_refreshed_the_change_is_shown_and_said(house):
    open_live(house)
    house.opens()
    expect(house.page.locator("[data-live]")).to_have_text("Een collega veranderde dit.")


def test_a_part_in_which_one_is_typing_waits(house):
    open_live(house)
    house.answers["/live/"], event = lambda route: route.fulfill(status=204), house.answers["/live/"]
    house.opens()
    house.page.locator("#n").fill("half ")
    house.answers["/live/"] = event
    house.page.evaluate("import('/static/design/vendor/resident.js').catch(() => {})")
    house.page.wait_for_timeout(600)
    assert house.page.locator("#n").input_value() == "half "
    expect(house.page.locator("#stand p")).to_have_text("oud")
    house.page.locator("#n").blur()
    expect(house.page.locator("#stand p")).to_have_text("nieuw")


def test_what_came_while_one_began_to_type_is_shown_when_one_leaves(house):
    open_live(house)
    under_way, shown = [], house.answers["/deel/"]
    house.answers["/deel/"] = under_way.append
    with house.page.expect_request("**/deel/"):
        house.opens()
    house.page.locator("#n").focus()
    house.answers["/deel/"] = shown
    shown(under_way.pop())
    expect(house.page.locator("#stand")).not_to_have_attribute("aria-busy", "true")
    house.page.locator("#n").blur()
    expect(house.page.locator("#stand p")).to_have_text("nieuw")


def test_a_part_that_could_not_be_fetched_is_not_busy_for_ever(house):
    open_live(house)
    house.answers["/deel/"] = lambda route: route.abort()
    with house.page.expect_event("requestfailed"):
        house.opens()
    expect(house.page.locator("#stand")).not_to_have_attribute("aria-busy", "true")


KEEP = (
    '<form method="post" action="/stuur/" data-keep="case:1"><label for="t">T</label><textarea id="t" name="t"></textarea>'
    '{% button "Bel" type="button" key="b" %}{% button "Stuur" %}</form>'
    '<a data-queue-item href="#1">1</a> <a data-queue-item href="#2">2</a>'
)


def open_desk(house: House) -> None:
    html = page_with(KEEP, frame="design/work_page.html")
    house.shows("/", html)
    house.shows("/stuur/", html)
    house.opens()


def test_a_half_written_answer_survives_a_reload_and_goes_once_it_is_sent(house):
    open_desk(house)
    house.page.locator("#t").fill("Dag Mirthe, ik")
    house.page.reload()
    assert house.page.locator("#t").input_value() == "Dag Mirthe, ik"
    house.page.locator("#t").press("Control+Enter")
    house.page.wait_for_url("**/stuur/")
    assert house.page.locator("#t").input_value() == ""


def test_a_key_presses_its_button_but_not_while_one_types(house):
    open_desk(house)
    house.page.evaluate(
        "document.querySelector('[data-key=b]').addEventListener('click', () => { document.title = 'gebeld'; })"
    )
    house.page.locator("#t").press("b")
    assert house.page.title() != "gebeld"
    house.page.locator("#t").blur()
    house.page.keyboard.press("b")
    assert house.page.title() == "gebeld"


def test_j_and_k_walk_through_the_queue(house):
    open_desk(house)
    house.page.keyboard.press("j")
    house.page.keyboard.press("j")
    assert house.page.evaluate("document.activeElement.textContent") == "2"
    house.page.keyboard.press("k")
    assert house.page.evaluate("document.activeElement.textContent") == "1"


def test_a_question_mark_shows_every_key_and_they_can_be_switched_off(house):
    open_desk(house)
    house.page.keyboard.press("?")
    dialog = house.page.locator("#naast-keys")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Bel")
    assert house.faults() == []
    house.page.locator("[data-keys-off]").check()
    house.page.keyboard.press("Escape")
    house.page.keyboard.press("j")
    assert house.page.evaluate("document.activeElement.hasAttribute('data-queue-item')") is False


def test_switched_off_the_question_mark_is_silent_too_and_a_button_shows_the_keys(house):
    open_desk(house)
    bell, dialog = house.page.locator("[data-key=b]"), house.page.locator("#naast-keys")
    assert bell.get_attribute("aria-keyshortcuts") == "B"
    house.page.get_by_role("button", name="Alle toetsen").click()
    house.page.locator("[data-keys-off]").check()
    house.page.keyboard.press("Escape")
    assert bell.get_attribute("aria-keyshortcuts") is None
    house.page.keyboard.press("?")
    expect(dialog).not_to_be_visible()
    house.page.get_by_role("button", name="Alle toetsen").click()
    house.page.locator("[data-keys-off]").uncheck()
    house.page.keyboard.press("Escape")
    house.page.keyboard.press("?")
    expect(dialog).to_be_visible()


def test_a_key_goes_to_where_one_types_first_in_a_form(house):
    form = (
        '<form id="vraag"><input type="hidden" name="v">'
        '<label><input type="radio" name="r">Ja</label><label for="w">W</label><textarea id="w"></textarea>'
        '</form>{% button_link "Vraag" "#vraag" key="v" %}'
    )
    house.shows("/", page_with(form, frame="design/work_page.html"))
    house.opens()
    house.page.keyboard.press("v")
    assert house.page.evaluate("document.activeElement.id") == "w"
    assert house.page.locator("#w").input_value() == ""


def test_enter_asks_the_question_and_shift_enter_is_a_new_line(house):
    house.shows("/", page_with('{% ask_box url="/zoek/" label="Vraag" %}'))
    house.shows("/zoek/", page_with("gevonden"))
    house.opens()
    house.page.locator("#vraag").press_sequentially("een")
    house.page.locator("#vraag").press("Shift+Enter")
    assert house.page.locator("#vraag").input_value() == "een\n"
    house.page.locator("#vraag").press("Enter")
    house.page.wait_for_url("**/zoek/?vraag=een*")
