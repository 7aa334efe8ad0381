"""On the page of a question everybody reads how often its services are asked, and whether the promise is kept; never of few."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naast.cases.models import Case
from naast.cases.queries.figures import courses
from naast.cases.tests.conftest import REMISSION, on
from naast.cases.types import Outcome, Status
from naast.catalogue import api as catalogue
from naast.catalogue.types import Course
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.ids import uuid7

MOVING, PARKING = "verhuismelding", "parkeervergunning"
FIRST, LAST = date(2026, 8, 28), date(2026, 11, 26)  # the 90 days before the day of the tests
SEPTEMBER = on(2026, 9, 1)
Sent = Callable[..., None]


@pytest.fixture
def sent(town: UUID) -> Sent:
    """So many cases, sent on a day and decided so many days later; promised within ten days, and then put off by some."""
    version = catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))

    def sent(
        number: int,
        *,
        at: datetime = SEPTEMBER,
        days: int | None = None,
        put_off: int = 0,
        outcome: Outcome = Outcome.GRANTED,
        of: UUID = town,
        service: str = REMISSION,
    ) -> None:
        decided = at + timedelta(days=days) if days is not None else None
        Case.objects.bulk_create(
            Case(
                id=uuid7(),
                reference=uuid4().hex[:20],
                organisation=of,
                service=service,
                service_version=version,
                title="Kwijtschelding",
                party=uuid4(),
                draft=uuid4(),
                lane="fast",
                request=[],
                status=Status.CLOSED if decided else Status.SENT,
                outcome=outcome if decided else "",
                sent_at=at,
                counts_from=at.date(),
                decided_at=decided,
                promised_on=at.date() + timedelta(days=10),
                usual_on=at.date() + timedelta(days=10 + put_off),
            )
            for _ in range(number)
        )

    return sent


def course(town: UUID) -> Course | None:
    return courses(town, [REMISSION], FIRST, LAST).get(REMISSION)


def test_ten_are_told_and_nine_are_not(town: UUID, sent: Sent) -> None:
    sent(9, days=3)
    assert course(town) == Course(None, None, None, None)
    sent(1, days=3)
    assert course(town) == Course(asked=10, finished=10, kept=10, nine_in_ten=3)


def test_a_promise_is_kept_on_its_last_day_and_not_the_day_after(town: UUID, sent: Sent) -> None:
    sent(12, days=10)
    sent(8, days=11)
    assert course(town) == Course(asked=20, finished=20, kept=12, nine_in_ten=11)


def test_a_day_that_we_put_off_ourselves_is_no_promise_kept(town: UUID, sent: Sent) -> None:
    sent(12, days=10, put_off=10)
    sent(8, days=11, put_off=10)
    assert course(town) == Course(asked=20, finished=20, kept=12, nine_in_ten=11)


def test_nine_in_ten_is_the_day_that_nine_of_ten_do_not_pass(town: UUID, sent: Sent) -> None:
    for days in range(1, 11):
        sent(1, days=days)
    found = course(town)
    assert found is not None
    assert found.nine_in_ten == 9


def test_what_still_runs_is_asked_and_not_finished(town: UUID, sent: Sent) -> None:
    sent(10, days=3)
    sent(5)
    assert course(town) == Course(asked=15, finished=10, kept=10, nine_in_ten=3)


def test_days_are_those_of_the_clock_here(town: UUID, sent: Sent) -> None:
    sent(10, at=on(2026, 8, 28, 0))  # 22.00 hours of 27 August in UTC
    sent(10, at=on(2026, 8, 27, 23))
    sent(10, at=on(2026, 11, 26, 0))  # today does not count yet
    found = course(town)
    assert found is not None
    assert found.asked == 10


def test_another_organisations_do_not_count(town: UUID, sent: Sent) -> None:
    sent(20, days=3, of=uuid4())
    assert course(town) is None


def test_everybody_reads_it_on_the_page_of_the_question(town: UUID, sent: Sent, client: Client) -> None:
    sent(12, days=8)
    sent(8, days=11)
    page = " ".join(client.get("/vragen/4/").content.decode().split())
    table = re.sub(r"<[^>]+>", " ", page[page.index('id="cijfers-tabel"') : page.index("</table>")])
    assert "12 van de 20 keer. Negen van de tien waren klaar binnen 11 dagen." in table


def test_of_few_the_page_says_that_it_is_too_little(town: UUID, sent: Sent, client: Client) -> None:
    sent(3, days=2)
    page = client.get("/vragen/4/").content.decode()
    assert "1 dienst is de laatste 90 dagen te weinig gevraagd." in page
    assert "cijfers-tabel" not in page


def test_what_was_asked_often_and_finished_seldom_shows_only_how_often(town: UUID, sent: Sent, client: Client) -> None:
    sent(12)
    sent(3, days=2)
    page = client.get("/vragen/4/").content.decode()
    assert page.count(">te weinig</td>") == 2


@pytest.fixture
def two_services(town: UUID, sent: Sent) -> None:
    """Moving goes worse than remission; of a third, nine were sent."""
    for slug in (MOVING, PARKING):
        catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(slug))
    sent(12, days=8)
    sent(8, days=11)
    sent(3, days=2, service=MOVING)
    sent(7, days=11, service=MOVING)
    sent(9, days=12, service=PARKING)


@pytest.mark.usefixtures("two_services")
def test_everybody_reads_on_one_page_how_it_goes_and_what_goes_worst_stands_first(client: Client) -> None:
    page = " ".join(client.get("/hoe-gaat-het/").content.decode().split())
    assert "Inwoners vroegen ons 30 keer iets" in page
    assert "We waren 30 keer klaar." in page
    assert "Daarvan lukte het 15 keer op de dag die we noemden" in page
    rows = re.findall(r'<rect class="naast-bar__part" width="(\d+)".*?</svg>(\d+ van de \d+ keer)', page)
    assert rows == [("30", "3 van de 10 keer"), ("60", "12 van de 20 keer")]
    assert "1 dienst is de laatste 90 dagen te weinig gevraagd." in page
    assert f"/diensten/{PARKING}/" not in page


@pytest.mark.usefixtures("two_services")
@pytest.mark.parametrize("role", [Role.MANAGER, Role.FUNCTIONAL_ADMINISTRATOR])
def test_administration_begins_with_how_it_goes_for_who_leads_or_administers(
    client: Client, hire: Callable[..., Actor], role: Role
) -> None:
    enter_as_staff(client, user=hire("Ans", role=role).id)
    assert 'href="/beheer/"' in " ".join(client.get("/werk/passkeys/").content.decode().split())
    page = " ".join(client.get("/beheer/").content.decode().split())
    assert "Daarvan lukte het 15 keer op de dag die we noemden" in page
    assert 'href="/hoe-gaat-het/"' in page.partition('id="inhoud"')[2]
    assert ("/beheer/medewerkers/" in page) == (role is Role.FUNCTIONAL_ADMINISTRATOR)


def test_who_handles_cases_finds_no_administration(client: Client, karim: Actor) -> None:
    enter_as_staff(client, user=karim.id)
    assert "/beheer/" not in client.get("/werk/").content.decode()
    assert client.get("/beheer/").status_code == 403


@pytest.mark.usefixtures("two_services")
def test_the_same_figures_are_there_as_open_data(client: Client) -> None:
    assert client.get("/hoe-gaat-het/cijfers.csv").content.decode().splitlines() == [
        "dienst,gevraagd,klaar,op_tijd,negen_van_de_tien_binnen_dagen",
        f"{MOVING},10,10,3,11",
        f"{REMISSION},20,20,12,11",
    ]


def test_where_nothing_was_asked_ten_times_a_sentence_says_so(client: Client, sent: Sent) -> None:
    sent(9, days=3)
    page = client.get("/hoe-gaat-het/").content.decode()
    assert "Nog niets is tien keer gevraagd" in page
    assert "<table" not in page


def test_it_is_counted_once_a_day(town: UUID, sent: Sent, client: Client) -> None:
    sent(10, days=2)
    client.get("/vragen/4/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/vragen/4/")
    assert not [one for one in queries if "cases_case" in one["sql"]]
