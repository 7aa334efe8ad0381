"""The phone and the counters stand in the same place on every page, in words, and only when they exist."""

from datetime import datetime, time
from uuid import UUID

import pytest
from django.test import Client
from time_machine import Traveller

from naast.kernel.actor import SYSTEM
from naast.organisations.api import change_organisation
from naast.organisations.tests.lommerwaard import WEEK
from naast.organisations.types import Hours, Reach
from naast.organisations.wording import week

PAGE = "/contact/"
FRIDAY_EVENING = "2026-11-27T18:00:00+01:00"


def text_of(client: Client, **headers: str) -> str:
    return " ".join(client.get(PAGE, headers=headers).content.decode().split())


def test_the_number_stands_top_right_with_until_when(client: Client, town: UUID, clock: Traveller) -> None:
    page = text_of(client)
    assert 'href="tel:140399"' in page
    assert "<strong>Bel 14 0399</strong>" in page
    assert '<span class="naast-call__open">tot 20.00 uur</span>' in page


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-26T07:30:00+01:00", "vandaag vanaf 8.00 uur"),
        ("2026-11-26T21:00:00+01:00", "morgen vanaf 8.00 uur"),
        (FRIDAY_EVENING, "maandag vanaf 8.00 uur"),
    ],
)
def test_after_hours_it_says_from_when(client: Client, town: UUID, clock: Traveller, moment: str, words: str) -> None:
    clock.move_to(datetime.fromisoformat(moment))
    assert f'<span class="naast-call__open">{words}</span>' in text_of(client)


def test_the_foot_of_the_page_tells_all_hours(client: Client, town: UUID, clock: Traveller) -> None:
    page = text_of(client)
    assert "Maandag tot en met woensdag en vrijdag, 8.00 tot 17.00 uur. Donderdag, 8.00 tot 20.00 uur." in page
    assert "Havenkade 2. Maandag, dinsdag en donderdag, 9.00 tot 16.00 uur. Vandaag tot 16.00 uur." in page
    assert "Donderdag 9.00 tot 12.00 uur in Kleiwinde. Vandaag tot 12.00 uur in Kleiwinde." in page


def test_other_hours_are_told_with_the_reason(client: Client, town: UUID, clock: Traveller) -> None:
    page = text_of(client)
    assert "donderdag 24 december: 8.00 tot 15.00 uur. We sluiten eerder." in page
    assert "donderdag 31 december: dicht. Iedereen is vrij." in page
    clock.move_to(datetime.fromisoformat("2027-01-01T00:30:00+01:00"))
    assert "Iedereen is vrij" not in text_of(client)


def test_each_number_that_cannot_wait_is_one_press_away(client: Client, town: UUID, clock: Traveller) -> None:
    cannot_wait = text_of(client).partition('id="nood"')[2].partition("</section>")[0]
    places = [cannot_wait.index(f'href="tel:{one}"') for one in ("112", "113", "08002000", "09008844")]
    assert places == sorted(places)


def test_an_invented_town_says_so(client: Client, town: UUID, clock: Traveller) -> None:
    assert "Dit is een voorbeeld. Gemeente Lommerwaard en alle mensen hier zijn verzonnen." in text_of(client)


def test_a_town_without_counters_names_none(client: Client, town: UUID, clock: Traveller) -> None:
    change_organisation(SYSTEM, organisation=town, reach=Reach(WEEK))
    page = text_of(client)
    assert "De bus" not in page
    assert "Balie" not in page


def test_the_block_of_a_human_offers_what_is_there_today(
    client: Client, town: UUID, clock: Traveller, rf: object
) -> None:
    from naast.organisations.api import organisation
    from naast.organisations.views.slots import human

    request = rf.get("/")  # type: ignore[attr-defined]
    request.organisation = organisation(town)
    ways = human(request)["help"].ways  # type: ignore[index]
    assert [(one.label, one.text) for one in ways] == [
        ("Bel 14 0399", "tot 20.00 uur"),
        ("Kom langs", "Balie Lommerhaven, tot 16.00 uur"),
        ("Kom langs", "De bus staat tot 12.00 uur in Kleiwinde"),
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1,), "Maandag, 9.00 tot 12.30 uur."),
        ((1, 2), "Maandag en dinsdag, 9.00 tot 12.30 uur."),
        ((1, 2, 3, 4, 5), "Maandag tot en met vrijdag, 9.00 tot 12.30 uur."),
        ((1, 3, 5), "Maandag, woensdag en vrijdag, 9.00 tot 12.30 uur."),
        ((5, 6, 7, 1), "Maandag en vrijdag tot en met zondag, 9.00 tot 12.30 uur."),
    ],
)
def test_days_are_taken_together(days: tuple[int, ...], words: str) -> None:
    assert week(Hours(day, time(9), time(12, 30)) for day in days) == words


def test_an_installation_without_organisation_says_that_the_page_is_not_there(client: Client, db: None) -> None:
    assert client.get(PAGE).status_code == 404
