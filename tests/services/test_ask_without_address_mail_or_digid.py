"""Whoever lacks something that most people have, still comes to an end that helps: every service says how, in an example."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from naast.catalogue import api as catalogue
from naast.messages.api import messages_for
from services.conftest import Town, Went
from services.test_every_condition_counts import JOURNEYS, package_of
from services.walking import words

LACKING = ("address", "email", "digid")


@pytest.mark.parametrize("slug", JOURNEYS)
def test_each_service_has_an_example_of_each(slug: str) -> None:
    told = [one["without"] for one in package_of(slug).sections["examples"] if "without" in one]
    assert sorted(told) == sorted(LACKING)


@pytest.mark.django_db
@pytest.mark.parametrize("without", LACKING)
@pytest.mark.parametrize("slug", JOURNEYS)
def test_the_example_comes_to_its_end_by_hand(
    go: Went, at_work: Callable[[Town], Client], slug: str, without: str
) -> None:
    way = go(slug, without=without)
    ending = way.walker.journey.endings[way.walker.example["expect"]["ending"]]
    if ending.kind == "answer":
        assert way.walker.place == "antwoord"
        assert ending.human, "who cannot go on alone, is led to a human"
        return
    assert way.walker.place == "nakijken", way.words
    thanks = way.walker.send()
    assert way.case.reference in thanks
    assert way.case.author == (way.town.worker.id if without == "digid" else None)
    title = catalogue.package(slug).sections["service"]["title"]["nl"]
    assert title in words(at_work(way.town).get(f"/werk/zaken/{way.case.pk}/").content.decode())
    confirmed = messages_for(way.town.worker, party=way.case.party)
    assert [title in one.subject for one in confirmed] == ([] if way.case.is_nameless else [True])
