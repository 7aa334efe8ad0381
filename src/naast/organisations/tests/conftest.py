from uuid import UUID

import pytest

from naast.organisations.tests.lommerwaard import make_lommerwaard


@pytest.fixture
def town(db: None) -> UUID:
    return make_lommerwaard()
