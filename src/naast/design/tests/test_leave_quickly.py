"""Who may be watched leaves at once: by a link that works without script, or by Escape; Back does not bring it into sight."""

import pytest
from playwright.sync_api import Page, expect

from naast.design.tests.conftest import SITE, House, page_with

pytestmark = pytest.mark.browser
WEATHER = "https://www.knmi.nl/nederland-nu/weer/verwachtingen"
LONG = '{% leave_quickly %}<h1>Thuis niet veilig</h1><div style="block-size: 200rem"></div><button type="button">Verder</button>'


@pytest.fixture
def page(house: House) -> Page:
    house.shows("/", page_with("<h1>Start</h1>"))
    house.shows("/veilig/", page_with(LONG))
    house.page.context.route(
        f"{WEATHER}**", lambda route: route.fulfill(body="<h1>Het weer</h1>", content_type="text/html")
    )
    house.opens()
    return house.opens("/veilig/")


def test_one_press_leaves_and_back_goes_to_what_was_before(page: Page) -> None:
    page.get_by_role("link", name="Snel weg van deze site").click()
    expect(page.get_by_role("heading", name="Het weer")).to_be_visible()
    page.go_back()

    assert page.url == f"{SITE}/"


def test_escape_three_times_leaves(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Thuis niet veilig")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")

    expect(page.get_by_role("heading", name="Het weer")).to_be_visible()


@pytest.mark.parametrize("house", [360, 1280], indirect=True)
def test_it_stays_in_sight_and_axe_finds_nothing(house: House, page: Page) -> None:
    page.get_by_role("button", name="Verder").scroll_into_view_if_needed()

    expect(page.get_by_role("link", name="Snel weg van deze site")).to_be_in_viewport()
    assert house.faults() == []
