"""A worker signs in at the employer's provider. Nobody joins by signing in: a worker is made first, by somebody who may."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from naast.identity.api import assign, disable_staff, end_assignment, forget_account, staff_actor
from naast.identity.models import OpenSession, RoleAssignment, User
from naast.identity.tests.doors import enter_as_resident
from naast.identity.tests.provider import Provider, Values
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.errors import Forbidden

KARIM = {"sub": "k-1", "email": "Karim@lommerwaard.example", "email_verified": True}


def sign_in(client: Client, provider: Provider, person: Values, page: str = "/proef/werk/") -> HttpResponse:
    provider.person = dict(person)
    location = client.get("/werk/inloggen/start/", {"next": page})["Location"]
    return client.get("/werk/inloggen/terug/", provider.answer(location))


def test_a_worker_signs_in_and_is_where_they_were(client: Client, provider: Provider, karim: UUID) -> None:
    door = client.get("/proef/werk/")
    assert door["Location"] == "/werk/inloggen/?next=%2Fproef%2Fwerk%2F"
    assert "/werk/inloggen/start/?next=%2Fproef%2Fwerk%2F" in client.get(door["Location"]).content.decode()
    assert sign_in(client, provider, KARIM)["Location"] == "/proef/werk/"
    assert f"agent {karim}" in client.get("/proef/werk/").content.decode()


@pytest.mark.parametrize(
    ("role", "page"),
    [(Role.AGENT, "/werk/"), (Role.EDITOR, "/studio/"), (Role.FUNCTIONAL_ADMINISTRATOR, "/beheer/")],
)
def test_who_came_for_no_page_is_where_their_work_is(
    client: Client, provider: Provider, karim: UUID, town: UUID, role: Role, page: str
) -> None:
    end_assignment(SYSTEM, assignment=RoleAssignment.objects.get(user=karim).id)
    assign(SYSTEM, user=karim, organisation=town, role=role)
    assert sign_in(client, provider, KARIM, page="/werk/")["Location"] == page
    assert client.get(page).status_code == 200


def test_the_name_of_the_worker_stands_in_the_bar(client: Client, provider: Provider, karim: UUID) -> None:
    sign_in(client, provider, KARIM)
    assert "<strong>Karim Haddouti</strong>" in client.get("/werk/passkeys/").content.decode()


def test_a_resident_has_no_user_and_a_worker_no_party(client: Client, provider: Provider, karim: UUID) -> None:
    sign_in(client, provider, KARIM)
    session = OpenSession.objects.get()
    assert (session.user_id, session.party) == (karim, None)


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "x", "email": "vreemd@lommerwaard.example", "email_verified": True},
        {**KARIM, "email_verified": False},
        {**KARIM, "email_verified": "true"},
        {"sub": "k-1", "email": "Karim@lommerwaard.example"},
        {"sub": "k-1"},
    ],
    ids=["unknown", "not verified", "verified in words", "says nothing", "no address"],
)
def test_whoever_is_not_known_by_a_verified_address_stays_outside(
    client: Client, provider: Provider, karim: UUID, person: Values
) -> None:
    assert sign_in(client, provider, person).status_code == 403
    assert not OpenSession.objects.exists()
    assert User.objects.count() == 1


def test_an_address_that_is_given_to_somebody_else_does_not_bring_them_in(
    client: Client, provider: Provider, karim: UUID
) -> None:
    sign_in(client, provider, KARIM)
    assert sign_in(Client(), provider, {**KARIM, "sub": "k-2"}).status_code == 403


def test_after_another_provider_the_operator_lets_a_colleague_in_anew(
    client: Client, provider: Provider, karim: UUID, town: UUID
) -> None:
    sign_in(client, provider, KARIM)
    with pytest.raises(Forbidden):
        forget_account(staff_actor(karim), user=karim, organisation=town)
    assert forget_account(SYSTEM, user=karim, organisation=town)
    assert client.get("/proef/werk/").status_code == 302  # what was open with the old account ended
    new = Client()
    assert sign_in(new, provider, {**KARIM, "sub": "k-2"}).status_code == 302
    assert f"agent {karim}" in new.get("/proef/werk/").content.decode()
    assert sign_in(Client(), provider, KARIM).status_code == 403


def test_a_worker_whose_address_changes_is_still_the_same(client: Client, provider: Provider, karim: UUID) -> None:
    sign_in(client, provider, KARIM)
    other = Client()
    sign_in(other, provider, {"sub": "k-1", "email": "k.haddouti@lommerwaard.example", "email_verified": True})
    assert f"agent {karim}" in other.get("/proef/werk/").content.decode()


def test_a_worker_who_left_stays_outside(client: Client, provider: Provider, karim: UUID) -> None:
    sign_in(client, provider, KARIM)
    disable_staff(SYSTEM, user=karim)
    assert sign_in(Client(), provider, KARIM).status_code == 403


def test_what_a_resident_began_in_this_browser_does_not_go_along(
    client: Client, provider: Provider, karim: UUID, town: UUID
) -> None:
    enter_as_resident(client, party=karim, organisation=town)
    begun = client.session
    begun["concept"] = "van een inwoner"
    begun.save()
    sign_in(client, provider, KARIM)
    assert "concept" not in client.session
    assert client.get("/proef/mijn/").status_code == 302


def test_a_resident_does_not_get_into_the_work(client: Client, town: UUID, karim: UUID) -> None:
    enter_as_resident(client, party=karim, organisation=town)
    assert client.get("/proef/werk/").status_code == 403
    assert client.get("/werk/passkeys/").status_code == 403
