"""Lommerwaard with a handful of services, and every public interface of the site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client

from naast.catalogue import api as catalogue
from naast.kernel.actor import SYSTEM
from naast.organisations.tests.towns import make_town

OFFERED = ("kinderbijslag", "kwijtschelding-gemeentelijke-belastingen", "paspoort", "schuldhulp", "verhuismelding")
INTERFACES = ("finder", "services")


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    id = make_town()  # noqa: A001
    catalogue.publish_all(SYSTEM, organisation=id, packages=[catalogue.package(slug) for slug in OFFERED])
    return id


@pytest.fixture
def site(town: UUID) -> Iterator[WSGIHandler]:
    """The whole site as a program that a client calls. Its requests leave the connection of the test alone."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(params=INTERFACES)
def interface(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def description(client: Client, town: UUID, interface: str) -> dict[str, Any]:
    """What the interface says of itself."""
    found: dict[str, Any] = client.get(f"/api/{interface}/v1/openapi.json").json()
    return found
