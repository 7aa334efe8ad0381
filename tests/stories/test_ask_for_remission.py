"""The second story: somebody who cannot pay the tax learns where she stands, and asks."""

import re
from decimal import Decimal

import pytest

from stories.conftest import DESK, PHONE, Somebody
from stories.walks import REMISSION, remission

pytestmark = pytest.mark.browser
MOST_HEAD = 122  # CSS px of a phone: who we are, where one can go and who is signed in, a line each
HEAD = """() => document.querySelector('.naast-header').offsetHeight
    - (document.querySelector('.naast-header .naast-notice')?.offsetHeight ?? 0)"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_too_much_in_the_bank_is_a_clear_no_with_the_number_and_a_way_on(somebody: Somebody, width: int):
    rens = somebody(width=width)
    rens.sign_in("rens")
    rens.begin(REMISSION)
    rens.walk(remission(income="1.150", bank="25.000"), until="antwoord")
    assert rens.page.locator("h1").inner_text().startswith("Je krijgt waarschijnlijk geen kwijtschelding")
    counted, tax, kept = amounts_in(rens.words)[:3]
    assert counted + kept == Decimal("25000")
    assert tax == Decimal("412.50")
    assert "artikel" in rens.words
    assert rens.page.locator("main button[name=toch]").count() == 1
    assert rens.page.locator("main a[href$='/hulp/']").count() == 1


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_too_little_to_live_on_becomes_a_case_that_a_worker_grants(somebody: Somebody, width: int):
    lotte, karim = somebody(width=width), somebody(width=width)
    lotte.sign_in("lotte")
    if width == PHONE:
        assert lotte.page.evaluate(HEAD) <= MOST_HEAD, "the menu takes the page away"
        assert lotte.page.locator(".naast-nav").is_visible()
    lotte.begin(REMISSION)
    lotte.walk(remission(income="1.150", bank="300"))
    lotte.press()
    assert lotte.place == "klaar", lotte.words
    case = lotte.case_of(lotte.page.locator("main .naast-code").first.inner_text())

    karim.sign_in_at_work("karim")
    karim.goto(f"/werk/zaken/{case}/")
    karim.press("form[action$='/oppakken/'] button")
    assert karim.page.locator("#melding:focus").inner_text().startswith("U heeft de zaak opgepakt.")
    form = "form[action$='/besluit/']"
    karim.press("main a[href*='?doe=besluit']")
    karim.label_of(karim.page.locator(f"{form} [name=outcome][value=granted]")).click()
    karim.page.locator(f"{form} textarea").fill("Je hoeft de aanslag van dit jaar niet te betalen.")
    karim.press(f"{form} button")
    assert karim.page.locator("#melding:focus").inner_text().startswith("Het besluit is genomen")

    lotte.goto(f"/mijn/zaken/{case}/")
    assert lotte.page.get_by_role("heading", name="Het antwoord is ja").count() == 1
    assert "bezwaar maken" in lotte.words
    assert "Karim Haddouti" in lotte.words


def test_a_password_alone_is_not_sure_enough_and_the_page_says_what_is(somebody: Somebody):
    chantal = somebody()
    chantal.goto(f"/regel/{REMISSION}/")
    chantal.press("button[name=person][value=chantal]")
    assert chantal.path.startswith("/inloggen/")
    assert "We vragen DigiD Substantieel" in chantal.words
    assert chantal.page.locator("a[href^='tel:']").count(), "no way to a human"


def amounts_in(words: str) -> list[Decimal]:
    """The euros that a page names, in the order of reading."""
    return [Decimal(one.replace(".", "").replace(",", ".")) for one in re.findall(r"€\s([\d.]+(?:,\d\d)?)", words)]
