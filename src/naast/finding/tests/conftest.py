"""A town that offers the packages of this installation."""

from __future__ import annotations

from uuid import UUID

import pytest

from naast.catalogue import api as catalogue
from naast.kernel.actor import SYSTEM
from naast.organisations import api as organisations
from naast.organisations.types import Phone


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    id = organisations.create_organisation(  # noqa: A001
        SYSTEM,
        slug="lommerwaard",
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=Phone(number="140399", display="14 0399"),
        invented=True,
    )
    for package in catalogue.packages():
        catalogue.publish(SYSTEM, organisation=id, package=package)
    return id
