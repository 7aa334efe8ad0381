"""What stood out of looks, and what was said of it, goes a year after the last word; the audit says that it went."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connections, transaction
from time_machine import Traveller

from naast.dossier.actions.removal import remove_findings
from naast.dossier.actions.reviews import review
from naast.dossier.models import AuditLine, Entry, LookReview, LookWeek, UnusualLooks
from naast.dossier.queries.unusual.found import in_words
from naast.dossier.tests.conftest import Town, make_town, resident, say, worker_of
from naast.dossier.types import FINDING_KEPT, ReviewOutcome
from naast.kernel.clock import local_day, now
from naast.kernel.registry import registry
from naast.kernel.sweeps import Sweep

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "retention"])
BECAUSE = "Zij was die week alleen aan de balie en sprak hem daar."
ALMOST = FINDING_KEPT - timedelta(seconds=1)


@pytest.fixture
def town() -> Town:
    return make_town("lommerwaard", "Gemeente Lommerwaard")


@pytest.fixture
def found(town: Town, clock: Traveller) -> UnusualLooks:
    person, worker = resident(), worker_of(town)
    entry = say(person, town, "ik wil iets weten")
    week = LookWeek.objects.create(organisation=town.id, monday=local_day(now()), looks=1, judged_at=now())
    given = {"rule": "own-name", "worker": worker.id, "subject": person.party, "count": 1, "usual": 0}
    return UnusualLooks.objects.create(week=week, entries=[entry], **given)


def audited() -> list[tuple[str, str]]:
    lines = AuditLine.objects.filter(what="dossier.unusual_looks_removed")
    return list(lines.values_list("about", "before"))


def test_a_sweep_does_it_each_day() -> None:
    (sweep,) = (one for one in registry.declared(Sweep) if one.run is remove_findings)
    assert sweep.every == 24 * 3600


def test_what_nobody_judged_goes_a_year_after_it_was_found(found: UnusualLooks, clock: Traveller) -> None:
    until = in_words(found).kept_until
    clock.shift(ALMOST)
    assert remove_findings() == 0
    clock.shift(1)
    assert (remove_findings(), remove_findings()) == (1, 0)
    assert until == local_day(now())
    assert not UnusualLooks.objects.exists()
    assert audited() == [(f"unusual-looks:{found.id}", "")]
    assert (LookWeek.objects.count(), Entry.objects.count()) == (
        1,
        1,
    )  # that a week was judged, and the look itself, stay


def test_what_somebody_judged_goes_a_year_after_the_last_word(
    town: Town, found: UnusualLooks, clock: Traveller
) -> None:
    officer = worker_of(town, permissions=("dossier.audit",))
    for outcome in (ReviewOutcome.ASK, ReviewOutcome.FINE):
        clock.shift(ALMOST)
        review(officer, found.id, outcome=outcome, because=BECAUSE)
    clock.shift(ALMOST)
    assert remove_findings() == 0
    until = in_words(found).kept_until
    clock.shift(1)
    assert remove_findings() == 1
    assert until == local_day(now())
    assert not LookReview.objects.exists()
    assert audited() == [(f"unusual-looks:{found.id}", "in-orde")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossier_unusuallooks SET count = 0",
        "UPDATE dossier_lookreview SET outcome = 'in-orde'",
        "DELETE FROM dossier_lookweek",
    ],
)
def test_the_rule_takes_away_and_changes_nothing(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(using="retention"),
        connections["retention"].cursor() as cursor,
    ):
        cursor.execute(statement)
