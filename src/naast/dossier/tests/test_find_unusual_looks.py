"""The rules find what a privacy officer should read again, and leave ordinary work alone; each finding is made once."""

from __future__ import annotations

import pytest

from naast.dossier.queries.unusual.rules import Found
from naast.dossier.tests.offices import Office
from naast.kernel import algorithms

OFFICES = {
    "a town": Office(1, workers=60, teams=6, family_names=3_000, by_reason=0.06, idle=0.3, weeks=4),
    "a village with few names": Office(2, workers=12, teams=2, family_names=400, by_reason=0.05, idle=0.3, weeks=12),
    "a small team": Office(3, workers=7, teams=1, family_names=3_000, by_reason=0.03, idle=0.2, weeks=20),
    "a call centre": Office(4, workers=80, teams=2, family_names=3_000, by_reason=0.1, idle=0.5, weeks=4),
}


def found_in(office: Office) -> list[Found]:
    with algorithms.rehearsal():
        return [one for week in office.judged() for one in algorithms.run("dossier.unusual_looks", week=week)]


@pytest.mark.parametrize("name", OFFICES)
def test_twenty_of_twenty_patterns_are_found_and_fewer_than_one_in_a_thousand_ordinary_looks(name: str) -> None:
    office = OFFICES[name]
    quiet = len(found_in(office))
    office.plant()
    found = {(one.rule, one.worker, one.subject) for one in found_in(office)}
    missed = [one for one in office.planted if (one.rule, one.worker, one.subject) not in found]
    assert len(office.planted) == 20
    assert not missed
    assert quiet < office.ordinary / 1_000
