"""Work without another page is taken, given back and finished on a page of its own."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naast.dossier.models import ProcessingLine
from naast.identity import api as identity
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.organisations import api as organisations
from naast.organisations.types import Phone
from naast.work import api
from naast.work.tests.conftest import colleague, seen
from naast.work.types import WorkStatus

pytestmark = pytest.mark.django_db


def _body(slug: str) -> UUID:
    return organisations.create_organisation(
        SYSTEM,
        slug=slug,
        name=slug.capitalize(),
        kind="municipality",
        theme="lommerwaard",
        tone="u",
        phone=Phone("140399", "14 0399"),
    )


@pytest.fixture
def organisation() -> UUID:
    return _body("lommerwaard")


def _at_desk(client: Client, organisation: UUID, *, role: Role = Role.AGENT) -> Actor:
    user = colleague(f"{uuid4().hex}@lommerwaard.example", "Karim Haddouti")
    identity.assign(SYSTEM, user=user, organisation=organisation, role=role)
    enter_as_staff(client, user=user)
    return identity.staff_actor(user)


def _page(item: UUID) -> str:
    return reverse("work:item", args=[item])


def test_a_line_of_the_queue_leads_to_the_page(add, client, organisation):
    _at_desk(client, organisation)
    item = add()
    assert seen(item).url == _page(item)
    page = client.get(_page(item)).content.decode()
    assert "Knop doet niets" in page
    assert "Gemeld op de pagina zelf" in page


def test_take_and_finish(add, client, organisation):
    karim = _at_desk(client, organisation)
    item = add()
    client.post(_page(item), {"doe": "pak-op", "version": seen(item).version})
    assert seen(item).taken_by == karim.id
    assert client.post(_page(item), {"doe": "klaar"})["Location"] == "/werk/"
    assert seen(item).status is WorkStatus.DONE


def test_giving_back_needs_a_reason_which_the_next_colleague_reads(add, client, organisation):
    karim = _at_desk(client, organisation)
    item = add()
    api.take(karim, item, version=1)
    refused = client.post(_page(item), {"doe": "terug", "reason": " "})
    assert refused.status_code == 422
    assert seen(item).status is WorkStatus.TAKEN
    client.post(_page(item), {"doe": "terug", "reason": "Ik ben morgen vrij."})
    assert seen(item).status is WorkStatus.OPEN
    assert "Ik ben morgen vrij." in client.get(_page(item)).content.decode()


def test_who_was_second_is_told_who_was_first(add, client, organisation, karim):
    item = add()
    api.take(karim, item, version=1)
    _at_desk(client, organisation)
    page = client.post(_page(item), {"doe": "pak-op", "version": "1"}, follow=True).content.decode()
    assert "Karim Haddouti heeft dit al opgepakt. Er is niets veranderd." in page


def test_opening_work_about_a_person_is_a_line_in_the_processing_log(add, client, organisation):
    _at_desk(client, organisation)
    party = uuid4()
    item = add(party=party)
    client.get(_page(item))
    lines = ProcessingLine.objects.filter(subject=party, what="work.item")
    assert lines.count() == 1


def test_work_of_another_organisation_is_not_there(add, client, organisation):
    item = add()
    _at_desk(client, _body("polderdam"))
    assert client.get(_page(item)).status_code == 404
    assert client.post(_page(item), {"doe": "pak-op", "version": "1"}).status_code == 404


def test_who_may_only_look_takes_nothing(add, client, organisation):
    _at_desk(client, organisation, role=Role.MANAGER)
    item = add()
    assert "Pak dit op" not in client.get(_page(item)).content.decode()
    assert client.post(_page(item), {"doe": "pak-op", "version": "1"}).status_code == 403
