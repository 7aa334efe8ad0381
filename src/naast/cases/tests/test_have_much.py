"""However much somebody has: a page asks as often of the database as with little."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naast.cases import api as cases
from naast.cases.tests.test_handle_a_case import ask
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import Actor

LITTLE, MUCH = 1, 3  # times a case that waits for an answer, and one that waits for a colleague


def test_a_page_asks_as_often_of_much_as_of_little(
    town: UUID, case: UUID, case_of: Callable[[Actor], UUID], mirthe: Actor, karim: Actor
) -> None:
    at_home, at_work = Client(), Client()
    enter_as_resident(at_home, party=mirthe.party, organisation=town)
    enter_as_staff(at_work, user=karim.id)
    pages = [
        *((at_home, path) for path in ("/mijn/", "/mijn/dossier/", "/mijn/berichten/", f"/mijn/zaken/{case}/")),
        *((at_work, path) for path in ("/werk/", f"/werk/zaken/{case}/", f"/werk/dossier/{mirthe.party}/")),
    ]

    def fill(times: int) -> None:
        for _ in range(times):
            case_of(mirthe)
            waits = case_of(mirthe)
            cases.take_case(karim, waits, version=1)
            ask(karim, waits)

    fill(LITTLE)
    for client, path in pages:  # what is read once by each process, and the first look
        assert client.get(path).status_code == 200
    little = {path: queries(client, path) for client, path in pages}
    fill(MUCH)
    assert {path: queries(client, path) for client, path in pages} == little


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
