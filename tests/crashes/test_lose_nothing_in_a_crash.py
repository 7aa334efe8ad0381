"""Whoever got the word that it was received, was received: once, whatever was killed meanwhile."""

from __future__ import annotations

import pytest

from crashes.desk import free_ports
from crashes.run import run

SUBMISSIONS, KILLS, SEED = 60, 6, 20261126


@pytest.mark.xdist_group("supervisor")
def test_what_was_acknowledged_is_there_once_after_kills_of_web_worker_and_database(tmp_path):
    report = run(tmp_path, n=SUBMISSIONS, seed=SEED, port=free_ports(), kills=KILLS)
    assert report.faults == [], report.told()
    assert report.acknowledged == SUBMISSIONS
    assert set(report.kills) >= {"worker", "database"}
