import pytest

from matrix.world import World, stand


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> World:
    with django_db_blocker.unblock(), stand() as built:
        yield built
