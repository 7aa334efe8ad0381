"""What a worker did by hand: two requests that became one, and two that stand together."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from naast.cases import api as cases
from naast.demo.people import residents, staff
from naast.demo.town.people import resident_of
from naast.demo.town.stories import REMISSION, remission, send
from naast.identity.api import staff_actor, staff_by_email
from naast.kernel.actor import Actor
from naast.kernel.clock import as_of
from naast.parties.api import person_for

ASKED, JOINED = timedelta(hours=22), timedelta(hours=19)  # before nine o'clock of today: after what they asked before


def join(town: UUID, today: datetime) -> None:
    """Marijke asked twice; Tomasz moves, and asks about the bill of the house that he leaves."""
    karim = _worker("karim")
    for who in ("marijke", "tomasz"):
        resident = _resident(who, town)
        (party,) = resident.parties()
        (before,) = cases.cases_of(resident, party)
        with as_of(today - ASKED):
            again = send(resident, town, REMISSION, remission(income="1.380", bank="900"))
        with as_of(today - JOINED):
            cases.take_case(karim, again, version=1)
            if who == "marijke":
                because = "Je stuurde dit gisteren ook al. Eén keer is genoeg."
                cases.merge_case(karim, again, into=before.id, because=because, version=2)
            else:
                because = "Hij verhuist. De aanslag hoort bij het huis dat hij verlaat."
                cases.link_cases(karim, again, reference=before.reference, because=because)


def _worker(key: str) -> Actor:
    found = staff_by_email(staff()[key].email)
    if found is None:
        raise LookupError(f"{key} does not work here yet")
    return staff_actor(found.id)


def _resident(key: str, town: UUID) -> Actor:
    return resident_of(person_for(bsn=residents()[key].bsn, claims={}), town)
