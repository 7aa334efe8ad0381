"""What an editor writes reaches the page as safe HTML, and what a person typed stays text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naast.catalogue import api
from naast.catalogue.packages.amounts import day, money, period
from naast.catalogue.packages.texts import rendered
from naast.catalogue.tests.conftest import Workshop


def filled(markdown: str, value: str = "") -> str:
    return rendered(markdown, lambda _kind, _name: value)


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        '<a href="https://x.example" onclick="alert(1)">x</a>',
        "![x](https://x.example/spoor.png)",
        "[x](http://onveilig.example)",
        "<iframe src='https://x.example'></iframe>",
    ],
)
def test_nothing_that_acts_comes_through(markdown: str) -> None:
    html = filled(markdown)

    assert not re.search(r"<(script|img|iframe)|<[^>]*(onclick|javascript:|http:)", html)


def test_a_list_and_a_link_come_through_in_the_look_of_the_house() -> None:
    html = filled("- een\n- twee\n\n[wet](https://wetten.overheid.nl/)")

    assert '<ul class="utrecht-unordered-list">' in html
    assert '<a href="https://wetten.overheid.nl/" class="nl-link" rel="noopener">wet</a>' in html


@given(value=st.text(max_size=80))
def test_a_value_never_becomes_mark_up(value: str) -> None:
    html = filled("Over {{value:name}} gaat het.", f"<a href=https://x.example>{value}</a>")

    assert "<a" not in html
    assert "**" not in filled("{{value:name}}", "**x**").replace("**x**", "")


def test_a_text_that_lacks_in_a_tone_falls_back_on_the_source(workshop: Workshop, settings: object) -> None:
    settings.NAAST_SERVICES = workshop.shelf.home  # type: ignore[attr-defined]
    html = api.text(workshop.package(), "about", "en", on=date(2026, 11, 26))

    assert "Een lampion geeft licht. De borg is €&nbsp;7.50." in html
    assert api.text(workshop.package(), "geen", "nl") == ""


@pytest.mark.parametrize(
    ("cents", "locale", "said"),
    [
        (0, "nl", "€\xa00"),
        (1250, "nl", "€\xa012,50"),
        (123_456_789, "nl", "€\xa01.234.567,89"),
        (200_000, "nl_JE", "€\xa02.000"),
        (-5, "nl", "-€\xa00,05"),
        (200_050, "en", "€\xa02,000.50"),
    ],
)
def test_money_is_written_out(cents: int, locale: str, said: str) -> None:
    assert money(cents, locale) == said


def test_days_and_terms_are_written_out() -> None:
    assert day(date(2027, 1, 20)) == "woensdag 20 januari 2027"
    assert day(date(2027, 1, 20), "en") == "Wednesday 20 January 2027"
    assert [period(one) for one in ("1 working day", "3 working days", "8 weeks", "1 month")] == [
        "1 werkdag",
        "3 werkdagen",
        "8 weken",
        "1 maand",
    ]
