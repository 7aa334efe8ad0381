"""Everybody reads which algorithms run here, how often, and for whom the finder works less well."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from naast.finding import api as finding
from naast.finding.learning import fairness
from naast.finding.types import Alarms, Fairness, Group, Share
from naast.kernel.algorithms import register
from naast.kernel.models import AlgorithmRuns
from naast.organisations.tests.towns import make_town

LIST, FINDER, RULES = "/algoritmes/", "/algoritmes/finding.answer/", "/algoritmes/catalogue.package_rule/"
OLD = Group("level", "old", 257, 0.81, 0.934, 0.755, 0.85)
FORMAL = Group("level", "formal", 33, 0.848, 0.939, 0.727, 0.97)
PLAIN = Group("level", "b1", 865, 0.888, 0.966, 0.866, 0.91)
LONG, SHORT = Group("length", "16-", 90, 0.9, 0.95, 0.8, 0.95), Group("length", "4-8", 90, 0.85, 0.95, 0.8, 0.95)


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    return make_town()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the figures stand; none at first."""
    monkeypatch.setattr(fairness, "FILE", tmp_path / "fairness.json")
    return fairness.FILE


def keep(*groups: Group, edition: str = "") -> None:
    fairness.keep(
        Fairness(
            on=date(2026, 11, 20),
            seed=1,
            edition=edition or finding.edition(),
            whole=Group("all", "all", 2960, 0.88, 0.965, 0.866, 0.894),
            groups=groups,
            distress=Alarms(Share(175, 200, 0.822, 0.914), Share(174, 200, 0.816, 0.91), Share(180, 200, 0.85, 0.934)),
            calm=Alarms(Share(149, 3420, 0.037, 0.051), Share(120, 3420, 0.029, 0.042), Share(233, 3420, 0.06, 0.077)),
        )
    )


def page(client: Client, address: str = FINDER) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def row(client: Client, name: str) -> str:
    """The line of a group in its table."""
    (found,) = [one for one in page(client).split("<tr ") if f'scope="row">{name}<' in one]
    return found


def ran(town: UUID, day: date, *, times: int) -> None:
    AlgorithmRuns.objects.create(day=day, algorithm="finding.answer", organisation=town, runs=times)


def test_all_that_can_run_stands_in_the_list_and_has_a_page(client: Client, town: UUID) -> None:
    shown = page(client, LIST)

    assert {"finding.answer", "catalogue.package_rule"} <= {one.key for one in register()}
    for one in register():
        assert f'href="/algoritmes/{one.key}/"' in shown
        own = page(client, f"/algoritmes/{one.key}/")
        for text in (one.title, one.purpose, one.data, one.legal_ground, one.human_role):
            assert str(text) in own


@pytest.mark.parametrize("address", ["/algoritmes/finding.nothing/", "/algoritmes/x/", "/algoritmes/%00/"])
def test_what_is_not_in_the_register_has_no_page(client: Client, town: UUID, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_register_is_one_step_away_on_every_page(client: Client, town: UUID) -> None:
    footer = page(client, "/contact/").split("<footer")[1]

    assert f'href="{LIST}"' in footer
    assert 'href="/open/ankers/"' in footer


def test_it_says_how_often_it_ran_here_and_since_when(client: Client, town: UUID) -> None:
    village = make_town("polderdam", host="polderdam.example")
    ran(town, date(2026, 11, 26), times=2)
    ran(town, date(2026, 10, 27), times=1_200)
    ran(town, date(2026, 10, 26), times=40)  # 31 days ago
    ran(village, date(2026, 11, 26), times=7)

    assert "1.202 keer in de laatste 30 dagen" in page(client)
    assert "maandag 26 oktober 2026" in page(client)
    assert "Gemeente Lommerwaard" in page(client)
    assert "1.202 keer" in page(client, LIST)


def test_what_did_not_run_yet_says_so(client: Client, town: UUID) -> None:
    assert "0 keer in de laatste 30 dagen" in page(client, RULES)
    assert "Nog niet gebruikt" in page(client, RULES)


def test_who_is_served_worse_is_said_in_words_with_what_we_do(client: Client, town: UUID, file: Path) -> None:
    keep(OLD, PLAIN)
    shown = page(client)

    assert "Zoals veel ouderen schrijven: 81 van de 100 goed." in shown
    assert "In gewoon Nederlands:" not in shown
    assert "Wat we daaraan doen" in shown
    assert "Minder goed" in row(client, "Zoals veel ouderen schrijven")
    assert "Geen duidelijk verschil" in row(client, "In gewoon Nederlands")
    assert ">87 en 91<" in row(client, "In gewoon Nederlands")
    assert "We stelden 2.960 vragen" in shown


def test_of_few_questions_nothing_is_claimed(client: Client, town: UUID, file: Path) -> None:
    keep(FORMAL)

    assert "Te weinig vragen" in row(client, "In ambtelijke taal")
    assert "Bij geen enkele groep werkt het duidelijk minder goed." in page(client)


def test_lengths_stand_in_order(client: Client, town: UUID, file: Path) -> None:
    keep(LONG, SHORT)
    shown = page(client)

    assert shown.index("4 tot en met 8 woorden") < shown.index("16 woorden of meer")


def test_people_in_trouble_who_were_missed_are_counted(client: Client, town: UUID, file: Path) -> None:
    keep(PLAIN)
    shown = page(client)

    assert "Bij 175 van 200 vragen van mensen in nood stond er eerst een mens. 25 keer zagen we het niet." in shown
    assert "Bij 120 van de 3.420 andere vragen dachten we onterecht dat iemand in nood was. Bij 29 dachten" in shown


@pytest.mark.parametrize(("edition", "older"), [("", False), ("0badcafe", True)])
def test_figures_of_an_older_version_are_marked(
    client: Client, town: UUID, file: Path, edition: str, *, older: bool
) -> None:
    keep(PLAIN, edition=edition)

    assert ("Van een oudere versie" in page(client)) is older
    assert "vrijdag 20 november 2026" in page(client)


def test_nothing_measured_is_said_so(client: Client, town: UUID, file: Path) -> None:
    assert "Dat hebben we nog niet gemeten." in page(client)
    assert "voor iedereen even goed" not in page(client, RULES)


def test_a_group_without_a_name_of_ours_keeps_its_own(client: Client, town: UUID, file: Path) -> None:
    keep(Group("language", "fy", 60, 0.9, 0.95, 0.85, 0.95))

    assert "Geen duidelijk verschil" in row(client, "fy")


def test_it_stands_there_in_english(client: Client, town: UUID, file: Path) -> None:
    keep(OLD, PLAIN)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    shown = page(client)
    assert "Does it work equally well for everybody?" in shown
    assert "ouderen" not in shown
