"""Members of staff for tests of any capability: somebody with a role, and that somebody at work in a browser."""

from __future__ import annotations

from uuid import UUID

from django.test import Client

from naast.identity import api
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role


def hire(town: UUID, name: str, role: Role) -> Actor:
    user = api.create_staff(SYSTEM, email=f"{name}@lommerwaard.example", full_name=name.title())
    api.assign(SYSTEM, user=user, organisation=town, role=role)
    return api.staff_actor(user)


def at_work(worker: Actor, client: Client) -> Client:
    """The browser, signed in."""
    assert worker.id
    enter_as_staff(client, user=worker.id)
    return client
