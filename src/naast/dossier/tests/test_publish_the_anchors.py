"""Anybody may keep a copy of the anchors; no person can be found in them."""

import pytest
from django.urls import reverse

from naast.dossier import api
from naast.dossier.models import Chain
from naast.dossier.tests.conftest import Town, resident, say
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import ANONYMOUS

pytestmark = pytest.mark.django_db


def test_the_page_and_the_data_show_each_anchor_and_no_chain(town: Town) -> None:
    for _ in range(2):
        say(resident(), town, "iets")
        assert api.anchor_heads() == 1
    browser = browser_of(ANONYMOUS)
    page = browser.get(reverse("dossier:anchors")).content.decode()
    data = browser.get(reverse("dossier:anchors"), {"vorm": "json"}).json()["anchors"]
    assert [one["anchor"] for one in data] == [2, 1]
    assert data[0]["previous"] == data[1]["hash"]
    for chain, subject in Chain.objects.values_list("id", "subject"):
        assert str(chain) not in page + str(data)
        assert str(subject) not in page + str(data)


def test_nothing_new_makes_no_anchor(town: Town) -> None:
    say(resident(), town, "iets")
    assert [api.anchor_heads(), api.anchor_heads()] == [1, 0]


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "٣"])
def test_a_number_that_is_none_is_not_found(town: Town, before: str) -> None:
    assert browser_of(ANONYMOUS).get(reverse("dossier:anchors"), {"voor": before}).status_code == 404
