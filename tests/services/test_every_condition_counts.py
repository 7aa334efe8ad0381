"""The examples of a package guard it: change any condition of its rules or its journey, and one of them turns red."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import cache

import pytest

from naast.catalogue import api as catalogue
from naast.catalogue.types import Package
from naast.kernel import algorithms
from services.changes import Change, changes_of

AT_ONCE = 12  # of each package, always the same ones; `make faults` makes them all
JOURNEYS = tuple(sorted(file.parent.name for file in catalogue.shelf().home.glob("*/journey.yaml")))


@pytest.fixture(autouse=True)
def _rehearsal() -> Iterator[None]:
    with algorithms.rehearsal():
        yield


@cache
def package_of(slug: str) -> Package:
    return catalogue.package(slug)


def turns_red(package: Package) -> bool:
    try:
        return any(True for _ in catalogue.run_examples(package))
    except RuntimeError:  # of zen-engine: a date compared with a number, say
        return True


@pytest.mark.parametrize("slug", JOURNEYS)
def test_some_conditions_cannot_change_unnoticed(slug: str) -> None:
    every = [*changes_of(package_of(slug))]
    assert unnoticed(slug, random.Random(slug).sample(every, min(AT_ONCE, len(every)))) == []


@pytest.mark.every_change
@pytest.mark.parametrize("slug", JOURNEYS)
def test_no_condition_can_change_unnoticed(slug: str) -> None:
    assert unnoticed(slug, changes_of(package_of(slug))) == []


def unnoticed(slug: str, changes: Iterable[Change]) -> list[str]:
    """What no example tells from the package as it is: write one that does, in its examples.yaml."""
    return [str(one) for one in changes if not turns_red(one.made_in(package_of(slug)))]
