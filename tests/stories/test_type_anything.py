"""Whatever is typed or sent, the answer is a clear sentence; never a fault of ours."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import APIResponse

from stories.conftest import Somebody
from stories.visitor import MOST_QUESTIONS, Visitor
from stories.walks import MOVE, REMISSION, move, remission

pytestmark = pytest.mark.browser
WALKS = {MOVE: move(), REMISSION: remission(income="1.150", bank="300")}
WHO = {MOVE: "sanne", REMISSION: "lotte"}
UNTYPED = "".join(f":not([type={kind}])" for kind in ("hidden", "radio", "checkbox", "file"))
RUBBISH = {
    "nul": "a\x00b",
    "a million": "a" * 1_000_000,
    "right to left": "\u202eגמל \u0627\u0644\u0633\u0644\u0627\u0645",
    "emoji": "👩‍👩‍👧‍👦🏠",
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
}


@pytest.mark.parametrize("service", [MOVE, REMISSION])
def test_every_question_takes_rubbish_with_a_sentence(somebody: Somebody, service: str):
    visitor = somebody()
    visitor.sign_in(WHO[service])
    visitor.begin(service)
    for _question in range(MOST_QUESTIONS):
        if visitor.place == "nakijken":
            return
        for name, rubbish in RUBBISH.items():
            answer = send(visitor, dict.fromkeys(fields(visitor), rubbish))
            assert answer.status < 500, f"{name} at {visitor.place}: {answer.status}"
            assert "<h1" in answer.text(), f"{name} at {visitor.place}: no page"
            assert "<script>alert(1)" not in answer.text()
        visitor.page.reload()
        for typed in visitor.page.locator(f"main form.naast-form :is(textarea, input{UNTYPED})").all():
            typed.fill("")  # what was refused is kept, and would be refused again
        visitor.answer(WALKS[service].get(visitor.place, {}))
    raise AssertionError(f"never came to the end: {visitor.page.url}")


def test_what_was_typed_wrong_stays_in_the_field_with_the_sentence_beside_it(somebody: Somebody):
    sanne = somebody()
    sanne.sign_in("sanne")
    sanne.begin(MOVE)
    sanne.walk(move(), until="new_address")
    sanne.answer({"postcode": "12 الس 🏠", "number": "14"})
    field = sanne.page.locator("main [name=postcode]")
    assert field.input_value() == "12 الس 🏠"
    assert "1234 AB" in sanne.page.locator(f"#{field.get_attribute('id')}-fout").inner_text()
    assert sanne.page.locator(".naast-summary a").count() >= 1
    assert sanne.page.title().startswith("Fout")


@pytest.mark.parametrize("service", [MOVE, REMISSION])
def test_a_post_from_elsewhere_changes_nothing(somebody: Somebody, service: str):
    visitor = somebody()
    visitor.sign_in(WHO[service])
    visitor.begin(service)
    was = visitor.path
    for headers in ({}, {"Origin": "https://elders.example"}):
        answer = visitor.page.request.post(visitor.page.url, form={"value": "within"}, headers=headers)
        assert answer.status == 403
        assert "<h1" in answer.text()
    visitor.page.reload()
    assert visitor.path == was


def test_an_answer_on_an_old_page_does_not_overwrite_a_newer_one(somebody: Somebody):
    sanne = somebody()
    sanne.sign_in("sanne")
    sanne.begin(MOVE)
    sanne.walk(move(), until="phone")
    old = sanne.page.context.new_page()
    old.goto(sanne.page.url)
    sanne.answer({"value": "0611111111"})
    old.locator("main [name=value]").fill("0622222222")
    with old.expect_navigation():
        old.locator("main form.naast-form button.nl-button--primary").click()
    assert "0611111111" in old.locator("main [role=alert], main .utrecht-alert").first.inner_text()
    assert old.locator("main [name=value]").input_value() == "0622222222"
    sanne.walk(move())
    assert "0611111111" in sanne.words.replace(" ", "")
    assert "0622222222" not in sanne.words.replace(" ", "")


@pytest.mark.parametrize("token", ["nee", "a" * 3000, "%00", "🏠"])
def test_a_link_that_is_over_says_so_and_leads_on(somebody: Somebody, token: str):
    visitor = somebody()
    visitor.goto(f"/regel/{MOVE}/verder/{token}/")
    assert visitor.status in (404, 410), visitor.words
    assert visitor.page.locator("main a").count() >= 1


def fields(visitor: Visitor) -> list[str]:
    found = visitor.page.locator("main form.naast-form [name]:not([type=hidden]):not([type=file]):not(button)")
    return [str(one.get_attribute("name")) for one in found.all()]


def send(visitor: Visitor, values: Mapping[str, str]) -> APIResponse:
    hidden = visitor.page.locator("main form.naast-form input[type=hidden]").all()
    form = {str(one.get_attribute("name")): one.get_attribute("value") or "" for one in hidden}
    return visitor.page.request.post(visitor.page.url, form={**form, **values}, headers={"Origin": visitor.town.url})
