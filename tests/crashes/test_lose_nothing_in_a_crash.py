"""Whoever got the word that it was received, was received: once, whatever was killed meanwhile."""

from __future__ import annotations

import os

import pytest

from crashes.desk import free_ports
from crashes.plan import SEED
from crashes.run import run

SUBMISSIONS, KILLS = 60, 6


@pytest.mark.xdist_group("supervisor")
def test_what_was_acknowledged_is_there_once_after_kills_of_web_worker_and_database(tmp_path):
    report = run(tmp_path, n=SUBMISSIONS, seed=int(os.environ.get(SEED, "20261126")), port=free_ports(), kills=KILLS)
    assert report.faults == [], report.told()
    assert report.acknowledged == SUBMISSIONS
    assert set(report.made) >= {"worker at work", "database"}
