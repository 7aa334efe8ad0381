"""What people took away is listed outside the database, and taken away once more after a restore."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from naast.kernel.models import StoredEvent
from naast.kernel.removals import (
    Again,
    Removable,
    Removed,
    UnknownRemovable,
    list_path,
    list_removed,
    remove_again,
    removed,
)

pytestmark = pytest.mark.django_db
GLASS = uuid4()


class Broken(Exception):
    pass


@pytest.fixture(autouse=True)
def there(declare: Any, settings: Any, tmp_path: Path) -> set[UUID]:
    """Vases: what a restore brought back. One is of glass, and breaks."""
    settings.NAAST_ANCHORS = tmp_path
    vases: set[UUID] = set()

    def again(vase: UUID) -> bool:
        if vase == GLASS:
            raise Broken
        was_there = vase in vases
        vases.discard(vase)
        return was_there

    declare(Removable(key="probe.vase", again=again))
    return vases


def take_away(*vases: UUID) -> None:
    for vase in vases:
        list_removed(Removed(kind="probe.vase", thing=vase))


def test_without_a_list_there_is_nothing_to_do():
    assert remove_again() == Again(0, 0, ())


def test_one_that_breaks_keeps_no_other(there: set[UUID]):
    first, last = uuid4(), uuid4()
    there |= {first, last}
    take_away(first, GLASS)
    with list_path().open("a") as file:
        file.write(f'{{"removed": "probe.gone", "id": "{first}"}}\nno line of ours\n')
    take_away(last)
    assert remove_again() == Again(5, 2, (2, 3, 4))
    assert there == set()


def test_a_line_that_a_crash_tore_is_written_over(there: set[UUID]):
    whole, after = uuid4(), uuid4()
    there |= {whole, after}
    take_away(whole)
    with list_path().open("a") as file:
        file.write('{"removed": "probe.va')
    assert remove_again() == Again(1, 1, ())
    take_away(after)
    assert remove_again() == Again(2, 1, ())


def test_it_is_listed_after_the_commit_and_owed_from_then_on():
    with suppress(Broken), transaction.atomic():
        removed("probe.vase", uuid4())
        raise Broken
    removed("probe.vase", GLASS)
    assert not list_path().exists()
    [event] = StoredEvent.objects.all()
    assert (event.payload["thing"], event.owed) == (str(GLASS), ["kernel.list_removed"])


def test_what_nobody_could_take_away_again_is_refused():
    with pytest.raises(UnknownRemovable):
        removed("probe.jug", uuid4())
