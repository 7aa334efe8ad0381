"""What somebody prints says from whom it is, whom to call and all that matters; nothing on it asks to be pressed."""

import pytest

from stories.conftest import DESK, Somebody
from stories.states import Way, link, question
from stories.walks import MOVE

pytestmark = pytest.mark.browser
NOT_ON_PAPER = "nav, .naast-footer, main button, .naast-back, .naast-who, .naast-two__side"


@pytest.mark.parametrize(
    ("open_page", "who", "said"),
    [
        (question(MOVE, "nakijken"), "sanne", ("Klopt dit zo?",)),
        (link("/mijn/berichten/", "/mijn/berichten/"), "mirthe", ("Van Gemeente Lommerwaard",)),
    ],
    ids=["check", "letter"],
)
def test_on_paper_stand_the_sender_the_number_and_the_words(
    somebody: Somebody, open_page: Way, who: str, said: tuple[str, ...]
) -> None:
    visitor = somebody(width=DESK)
    visitor.sign_in(who)
    open_page(visitor)
    visitor.page.emulate_media(media="print")
    words = visitor.page.locator("body").inner_text().lower()
    for one in ("lommerwaard", "bel 14 0399", "dit is een voorbeeld", *(each.lower() for each in said)):
        assert one in words
    shown = visitor.page.locator(NOT_ON_PAPER)
    assert [one.get_attribute("class") for one in shown.all() if one.is_visible()] == []
