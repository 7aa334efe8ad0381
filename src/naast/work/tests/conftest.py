"""An organisation with two colleagues, and something to do."""

import datetime as dt
from uuid import UUID, uuid4

import pytest

from naast.identity import api as identity
from naast.kernel.actor import SYSTEM, Actor, ActorKind
from naast.kernel.types import Ref
from naast.work import api
from naast.work.types import WorkItemView

WEDNESDAY = dt.datetime(2026, 12, 2, 16, 0, tzinfo=dt.UTC)


def worker(at: UUID, *, key: UUID | None = None, may: tuple[str, ...] = ("work.see_queue", "work.take")) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=key or uuid4(), permissions=frozenset((at, one) for one in may))


@pytest.fixture
def organisation() -> UUID:
    return uuid4()


@pytest.fixture
def karim(organisation) -> Actor:
    return worker(organisation, key=colleague("karim@lommerwaard.example", "Karim Haddouti"))


@pytest.fixture
def gerda(organisation) -> Actor:
    return worker(organisation, key=colleague("gerda@lommerwaard.example", "Gerda Wiersma"))


@pytest.fixture
def add(organisation):
    def add(*, due_at: dt.datetime = WEDNESDAY, at: UUID | None = None, **more) -> UUID:
        values = {"kind": "work.obstacle", "title": "Knop doet niets", "because": "Gemeld op de pagina zelf"} | more
        values.setdefault("about", Ref("page", uuid4()))
        return api.add_item(SYSTEM, organisation=at or organisation, due_at=due_at, **values)

    return add


def seen(item: UUID) -> WorkItemView:
    found = api.item(SYSTEM, item)
    assert found is not None
    return found


def colleague(email: str, name: str) -> UUID:
    return identity.create_staff(SYSTEM, email=email, full_name=name)
