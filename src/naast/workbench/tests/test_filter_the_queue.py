"""A worker chooses what of the queue to see: of which service, how far, by when, of whom. It all stands in the address."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naast.catalogue import api as catalogue
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.work import api as work
from naast.work.models import WorkItem
from naast.work.types import Whose
from naast.workbench.queries import queue_lines
from naast.workbench.tests.conftest import URL, add, page

REMISSION = "kwijtschelding-gemeentelijke-belastingen"


@pytest.fixture
def remission(town: UUID) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package(REMISSION))


@pytest.mark.usefixtures("remission")
def test_one_service_is_shown_alone_by_its_own_name(town: UUID, karims: Client) -> None:
    add(town, "Van deze dienst", service=REMISSION)
    add(town, "Van een andere")
    assert "Kwijtschelding van gemeentelijke belastingen</option>" in page(karims)
    shown = page(karims, dienst=REMISSION)
    assert "Van deze dienst" in shown
    assert "Van een andere" not in shown


@pytest.mark.parametrize(
    ("key", "seen"),
    [("te-laat", ["Gisteren"]), ("vandaag", ["Gisteren", "Vanavond"]), ("week", ["Gisteren", "Vanavond", "Zondag"])],
)
def test_what_has_to_be_ready_soon_is_shown_alone(town: UUID, karims: Client, key: str, seen: list[str]) -> None:
    """The clock stands at Thursday 26 November 2026, so a week ends with Wednesday."""
    for title, days in (("Gisteren", -1), ("Vanavond", 0), ("Zondag", 3), ("Volgende week", 8)):
        add(town, title, days=days)
    shown = page(karims, klaar=key)
    assert [title for title in ("Gisteren", "Vanavond", "Zondag", "Volgende week") if title in shown] == seen


def test_what_we_warn_for_is_marked_a_working_day_before(
    town: UUID, hire: Callable[..., Actor], clock: time_machine.Traveller
) -> None:
    """Due on Tuesday 1 December, so from the same hour on Monday."""
    karim = hire("Karim")
    add(town, "Dinsdag", days=5)
    clock.shift(timedelta(days=4) - timedelta(seconds=1))
    assert [one.soon for one in queue_lines(karim, town, Whose.NOBODYS).items] == [False]
    clock.shift(1)
    assert [one.soon for one in queue_lines(karim, town, Whose.NOBODYS).items] == [True]


@pytest.mark.parametrize(
    ("key", "seen"), [("nieuw", {"Nieuw", "Terug"}), ("bezig", {"Bezig"}), ("wacht", {"Wacht"}), ("terug", {"Terug"})]
)
def test_how_far_it_is_can_be_chosen(
    town: UUID, team: UUID, hire: Callable[..., Actor], desk: Callable[[Actor], Client], key: str, seen: set[str]
) -> None:
    karim = hire("Karim", team=team)
    about = Ref("case", uuid4())
    add(town, "Nieuw", team=team)
    work.take(karim, add(town, "Bezig", team=team), version=1)
    work.take(karim, add(town, "Wacht", team=team, about=about), version=1)
    work.restate_about(SYSTEM, about, "work.obstacle", because="Antwoord gevraagd", waiting=True)
    back = add(town, "Terug", team=team)
    work.take(karim, back, version=1)
    work.give_back(karim, back, reason="Ik ben morgen vrij.")
    shown = page(desk(karim), rij="van-mijn-team", stand=key)
    assert {title for title in ("Nieuw", "Bezig", "Wacht", "Terug") if f": {title}</span>" in shown} == seen


def test_an_answer_ends_the_waiting(town: UUID, hire: Callable[..., Actor]) -> None:
    about = Ref("case", uuid4())
    item = add(town, "Wacht", about=about)
    work.restate_about(SYSTEM, about, "work.obstacle", because="Antwoord gevraagd", waiting=True)
    work.restate_about(SYSTEM, about, "work.obstacle", because="De inwoner heeft geantwoord")
    found = work.item(hire("Karim"), item)
    assert found is not None
    assert not found.waiting


def test_the_team_sees_its_own_work_and_what_is_for_everybody(
    town: UUID, team: UUID, hire: Callable[..., Actor], desk: Callable[[Actor], Client]
) -> None:
    other = organisations.create_team(SYSTEM, organisation=town, name="Burgerzaken")
    add(town, "Van ons", team=team)
    add(town, "Van allemaal")
    add(town, "Van de anderen", team=other)
    work.take(hire("Sara", team=team), add(town, "Al opgepakt", team=team), version=1)
    shown = page(desk(hire("Karim", team=team)), rij="van-mijn-team")
    assert [one for one in ("Van ons", "Van allemaal", "Van de anderen", "Al opgepakt") if one in shown] == [
        "Van ons",
        "Van allemaal",
        "Al opgepakt",
    ]
    assert "Sara Haddouti: Net gemeld" in shown


@pytest.mark.parametrize(
    "asked", [{"stand": "zeppelin"}, {"klaar": "ooit"}, {"dienst": "bestaat-niet"}, {"rij": "<b>"}]
)
def test_a_filter_that_does_not_exist_changes_nothing(town: UUID, karims: Client, asked: dict[str, str]) -> None:
    add(town, "Kapotte knop")
    assert "Kapotte knop" in page(karims, **asked)


def test_filters_stay_when_one_turns_the_page(town: UUID, karims: Client) -> None:
    for number in range(26):
        add(town, f"Nummer {number}")
    assert "klaar=week&amp;na=" in page(karims, klaar="week")


def test_a_search_says_when_there_is_more_than_it_read(town: UUID, karims: Client) -> None:
    fill(town, 1_002)
    assert "We zochten in de eerste 500 regels." in page(karims, woorden="regel 3")
    assert "We zochten in de eerste 500 regels." not in page(karims, woorden="regel 3", klaar="te-laat")


@pytest.mark.usefixtures("remission")
def test_each_choice_asks_as_much_of_the_database_at_10_as_at_10_000(town: UUID, karims: Client) -> None:
    choices: list[dict[str, str]] = [
        {},
        {"rij": "van-mijn-team"},
        {"rij": "van-collegas"},
        {"dienst": REMISSION, "stand": "nieuw", "klaar": "week"},
        {"woorden": "regel"},
    ]
    page(karims)  # what is read once by each process
    fill(town, 40)
    few = [queries(karims, asked) for asked in choices]
    fill(town, 9_960)
    assert [queries(karims, asked) for asked in choices] == few


def queries(client: Client, asked: dict[str, str]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(URL, asked).status_code == 200
    return len(captured)


def fill(town: UUID, count: int) -> None:
    """Half of it open and half with colleagues."""
    rows = []
    for number in range(count):
        row = WorkItem(organisation=town, kind="work.obstacle", title=f"Regel {number}", service=REMISSION)
        row.about_kind, row.about_id, row.party = "page", uuid4(), uuid4()
        row.promise(now() + timedelta(minutes=number))
        if number % 2:
            row.status, row.taken_by, row.taken_at = "taken", uuid4(), now()
        rows.append(row)
    WorkItem.objects.bulk_create(rows, batch_size=2000)
