"""What one typed is still there: on another device, after the session ended, with the register down, after two clicks."""

import re

import pytest

from stories.conftest import Somebody
from stories.town import Town, wait_until
from stories.walks import MOVE, move

pytestmark = pytest.mark.browser


def test_a_link_goes_on_where_one_was_on_another_device(somebody: Somebody):
    phone, laptop = somebody(), somebody()
    phone.sign_in("sanne")
    draft = phone.begin(MOVE)
    phone.walk(move(), until="phone")
    phone.goto(f"{draft}later/")
    link = phone.page.locator("main a[href*='/verder/']").get_attribute("href") or ""

    laptop.goto(link.removeprefix(laptop.town.url))
    laptop.press("button[name=person][value=sanne]")
    assert laptop.path == f"{draft}vraag/phone/"


def test_half_an_answer_is_saved_while_typing_and_is_there_after_a_reload(somebody: Somebody):
    sanne = somebody()
    sanne.sign_in("sanne")
    sanne.begin(MOVE)
    sanne.walk(move(), until="phone")
    with sanne.page.expect_response(re.compile("/bewaar/$")) as saved:
        sanne.page.locator("main [name=value]").press_sequentially("0687654321")
    assert saved.value.ok
    sanne.page.reload()
    assert sanne.page.locator("main [name=value]").input_value() == "0687654321"


def test_the_end_of_a_session_loses_nothing(somebody: Somebody, town: Town):
    sanne = somebody()
    sanne.sign_in("sanne")
    draft = sanne.begin(MOVE)
    sanne.walk(move(street="Wachtstraat"), until="phone")
    town.ask(
        "UPDATE identity_opensession SET ends_at = now() - interval '1 minute' WHERE party = "
        "(SELECT owner FROM journeys_draft WHERE id = %s) RETURNING id",
        [draft.split("/")[3]],
    )
    sanne.page.reload()
    assert "Wachtstraat" not in sanne.page.content()
    sanne.sign_in("sanne", draft)
    assert sanne.path == f"{draft}vraag/phone/"
    sanne.walk(move())
    assert "Wachtstraat" in sanne.words


@pytest.mark.switches_register
def test_with_the_register_down_one_types_it_and_reads_why(somebody: Somebody, town: Town):
    marijke = somebody()
    marijke.sign_in("marijke")
    with town.register_is("down"):
        marijke.begin(MOVE)
        marijke.answer({"value": "within"})
        assert marijke.place == "current_address"
        assert marijke.page.locator("main .utrecht-alert").count() == 1, "nothing says why it is empty"
        street = marijke.page.locator("main [name=street]")
        assert street.is_editable()
        marijke.answer({"postcode": "8995 BB", "number": "55", "street": "Dorpsstraat", "city": "Elzerbroek"})
    assert marijke.place == "move_date"


def test_two_clicks_on_send_make_one_case(somebody: Somebody, town: Town):
    sanne = somebody()
    sanne.sign_in("sanne")
    draft = sanne.begin(MOVE)
    sanne.walk(move())
    sanne.going(sanne.page.locator("main form.naast-form button").first.dblclick)
    wait_until(lambda: sanne.place == "klaar")
    assert town.ask("SELECT count(*) FROM cases_case WHERE draft = %s", [draft.split("/")[3]]) == [(1,)]
