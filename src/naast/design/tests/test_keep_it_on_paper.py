"""What is printed still says that it is an example: on paper nobody can look around to see where they are."""

import pytest
from playwright.sync_api import expect

from naast.design.tests.conftest import House, page_with

pytestmark = pytest.mark.browser
NOTICE = '{% include "design/slots/notice.html" with text="Dit is een voorbeeld." %}'


@pytest.mark.parametrize(
    ("frame", "before", "after"),
    [("design/base.html", "", ""), ("design/work_page.html", '<footer class="naast-desk-foot">', "</footer>")],
    ids=["residents", "staff"],
)
def test_paper_keeps_that_this_is_an_example(house: House, frame: str, before: str, after: str) -> None:
    house.shows("/", page_with(f"{before}{NOTICE}{after}<nav class='naast-nav'>Menu</nav>", frame=frame))
    page = house.opens()
    page.emulate_media(media="print")
    expect(page.get_by_text("Dit is een voorbeeld.")).to_be_visible()
    expect(page.get_by_text("Menu", exact=True)).to_be_hidden()
