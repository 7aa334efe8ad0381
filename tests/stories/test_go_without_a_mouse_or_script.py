"""Both stories with JavaScript off, and the whole of one with nothing but a keyboard."""

import pytest
from playwright.sync_api import expect

from stories.conftest import PHONE, Somebody
from stories.visitor import Visitor
from stories.walks import MOVE, REMISSION, move, remission

pytestmark = pytest.mark.browser
MOST_TABS = 60
FOCUS = """async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));  // it scrolls into view first
    const one = document.activeElement, looks = getComputedStyle(one), label = one.labels && one.labels[0];
    const around = label ? getComputedStyle(label) : looks;
    const shown = [looks, around].some((each) => each.outlineStyle !== 'none' || each.boxShadow !== 'none');
    const box = one.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight;
    return {nowhere: one === document.body, seen: shown && inside, what: one.outerHTML.slice(0, 160)};
}"""


@pytest.mark.no_script
def test_both_stories_without_javascript(somebody: Somebody):
    stories = (("sanne", MOVE, move()), ("lotte", REMISSION, remission(income="1.150", bank="300")))
    for who, service, answers in stories:
        resident = somebody(width=PHONE, javascript=False)
        resident.sign_in(who)
        resident.begin(service)
        resident.walk(answers)
        resident.press()
        assert resident.place == "klaar", resident.words
        assert resident.page.locator(".naast-session__plain [data-session-end]").is_visible()


@pytest.mark.no_script
def test_a_worker_without_javascript(somebody: Somebody):
    karim = somebody(javascript=False)
    karim.sign_in_at_work("karim")
    karim.press("main a[href^='/werk/zaken/']")
    assert karim.page.locator("h1").count() == 1
    karim.page.reload()
    assert karim.page.locator("[data-live-changed]").inner_text().strip() == ""


@pytest.mark.no_script
def test_a_question_is_asked_without_javascript(somebody: Somebody):
    resident = somebody(width=PHONE, javascript=False)
    resident.goto("/")
    resident.page.locator("#vraag").fill("ik ga verhuizen")
    resident.press("main form.naast-ask button:not([hidden])")
    assert resident.page.locator("h1").inner_text() == "Verhuizing doorgeven"


@pytest.mark.keyboard
def test_a_suggested_name_is_chosen_by_keyboard(somebody: Somebody):
    resident = somebody()
    resident.goto("/")
    keyboard, names = resident.page.keyboard, resident.page.get_by_role("list", name="Bedoel je dit?")
    tab_to(resident, "#vraag")
    keyboard.type("rijbewijs")
    names.wait_for()
    said = names.get_by_role("link").all_inner_texts()
    assert len(said) > 1
    for name in said:  # a moment after they are seen
        expect(resident.page.locator("#naast-live")).to_contain_text(name)
    for keys, here in (("ArrowDown", said[0]), ("ArrowDown", said[1]), ("ArrowUp", said[0])):
        keyboard.press(keys)
        assert resident.page.locator("a:focus").inner_text() == here
    keyboard.press("Escape")
    assert resident.page.locator("#vraag:focus").count() == 1
    assert not names.is_visible()
    keyboard.press("Backspace")
    names.wait_for()
    keyboard.press("ArrowDown")
    resident.going(lambda: keyboard.press("Enter"))
    assert resident.path == "/zoek/"
    assert resident.page.locator("h1").count() == 1


@pytest.mark.keyboard
def test_a_family_moves_by_keyboard_alone(somebody: Somebody):
    sanne = somebody()
    sanne.goto(f"/inloggen/?level=20&next=/regel/{MOVE}/")
    press_at(sanne, "button[name=person][value=sanne]")
    press_at(sanne, "main form.naast-form button")
    answers = move()
    while sanne.place != "nakijken":
        given = {"klopt": "ja"} if sanne.page.locator("main [name=bekend]").count() else answers.get(sanne.place, {})
        for name, value in given.items():
            for one in [value] if isinstance(value, str) else value:
                enter(sanne, name, one)
        press_at(sanne, "main form.naast-form button.nl-button--primary")
    press_at(sanne, "main form.naast-form button.nl-button--primary")
    assert sanne.place == "klaar", sanne.words


def enter(visitor: Visitor, name: str, value: str) -> None:
    control = f"main form [name='{name}']"
    kind = visitor.page.locator(control).first.get_attribute("type")
    if kind == "radio":
        tab_to(visitor, control)  # the first of the group: the one these stories choose
        visitor.page.keyboard.press("Space")
        assert visitor.page.locator(f"{control}[value='{value}']").is_checked()
    elif kind == "checkbox":
        tab_to(visitor, f"{control}[value='{value}']")
        visitor.page.keyboard.press("Space")
    else:
        tab_to(visitor, control)
        visitor.page.keyboard.press("Control+A")
        visitor.page.keyboard.type(value)


def press_at(visitor: Visitor, selector: str) -> None:
    tab_to(visitor, selector)
    visitor.going(lambda: visitor.page.keyboard.press("Enter"))


def tab_to(visitor: Visitor, selector: str) -> None:
    """Tab until the focus is there; on the way it is never lost, and always seen."""
    for _ in range(MOST_TABS):
        if visitor.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.evaluate(FOCUS)
        assert not focus["nowhere"], f"focus was lost on {visitor.path}"
        assert focus["seen"], f"focus is not seen on {visitor.path}: {focus['what']}"
    raise AssertionError(f"no {selector} within {MOST_TABS} tabs on {visitor.path}")
