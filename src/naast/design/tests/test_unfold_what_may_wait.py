"""A phone folds what may wait: nothing of it is lost there, and where there is room or on paper it is simply part of the page."""

import pytest
from playwright.sync_api import Page, expect

from naast.design.tests.conftest import House, page_with

pytestmark = pytest.mark.browser
PHONE, ROOM = 360, 1280
BODY = """{% heading "Bijstand" level=1 %}<a href="#geld">Wat is geld?</a>
{% more "Voor wie het is" %}{% section "Voor wie is het?" id="voorwie" %}<p id="geld">Voor wie weinig heeft.</p>
<a href="#regel">De regel</a>{% endsection %}{% endmore %}"""


def shown(house: House) -> Page:
    house.shows("/", page_with(BODY))
    return house.opens()


def folded(page: Page):
    return page.get_by_text("Voor wie weinig heeft.")


@pytest.mark.parametrize("house", [PHONE], indirect=True)
def test_a_phone_folds_it_and_a_key_unfolds_it(house):
    page = shown(house)
    expect(folded(page)).to_be_hidden()
    page.locator("main a[href='#geld']").focus()
    page.keyboard.press("Tab")
    expect(page.locator("main summary")).to_be_focused()
    assert page.locator("main summary").bounding_box()["height"] >= 44
    page.keyboard.press("Enter")
    expect(folded(page)).to_be_visible()
    assert house.faults() == []


@pytest.mark.parametrize("house", [PHONE], indirect=True)
def test_a_link_to_what_is_folded_unfolds_it(house):
    page = shown(house)
    page.locator("main a[href='#geld']").click()
    expect(folded(page)).to_be_in_viewport()


@pytest.mark.parametrize("house", [PHONE], indirect=True)
def test_paper_has_all_of_it_and_nothing_to_unfold(house):
    page = shown(house)
    page.emulate_media(media="print")
    expect(folded(page)).to_be_visible()
    expect(page.locator("main summary")).to_be_hidden()


@pytest.mark.parametrize("house", [ROOM], indirect=True)
def test_where_there_is_room_nothing_is_folded_or_said_to_be(house):
    page = shown(house)
    expect(folded(page)).to_be_visible()
    expect(page.locator("main summary")).to_be_hidden()
    page.locator("main a[href='#geld']").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="De regel")).to_be_focused()
    expect(page.get_by_role("heading", name="Voor wie is het?")).to_be_visible()
    assert house.faults() == []
