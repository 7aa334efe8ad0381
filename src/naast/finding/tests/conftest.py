"""A town that offers the packages of this installation, and the finder over them."""

from __future__ import annotations

from uuid import UUID

import pytest

from naast.catalogue import api as catalogue
from naast.finding import api
from naast.finding.matching.answering import Finder
from naast.kernel.actor import SYSTEM
from naast.organisations.tests.towns import make_town

# Few enough to publish for each test of a page, and neighbours of each other.
OFFERED = (
    "kwijtschelding-gemeentelijke-belastingen", "overlijdensaangifte", "paspoort", "schuldhulp", "verhuismelding",
)  # fmt: skip


@pytest.fixture(scope="session")
def finder() -> Finder:
    return api.finder()


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    id = make_town()  # noqa: A001
    for slug in OFFERED:
        catalogue.publish(SYSTEM, organisation=id, package=catalogue.package(slug))
    return id
