"""A worker puts back what was taken by mistake, or lets a colleague or another team go on with it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.cases.access import access_case
from naast.cases.actions.change import about, assessment, case_to_change, let_team_look, note, save, worker
from naast.cases.events import CaseGivenBack, CaseHandedOver
from naast.cases.models import Case
from naast.cases.queries.receivers import receivers
from naast.cases.types import Receiver, Status, Verb
from naast.dossier.api import end_access
from naast.identity.api import staff
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.events import announce
from naast.work import api as work


def put_back(actor: Actor, case_id: UUID, *, version: int) -> None:
    """Undo a taking that was a mistake: nothing was done with the case yet, so nobody has to be told why."""
    case = case_to_change(actor, case_id, Verb.UNDO, version=version)
    case.handler, case.taken_at, case.taken_version = None, None, None
    save(case)
    item = assessment(case)
    work.put_back(actor, item.id, version=item.version)
    note(actor, case, "cases.take-undone", {"handler": staff(worker(actor)).name})
    announce(CaseGivenBack(case=case.pk, organisation=case.organisation))


@transaction.atomic
def hand_over_case(actor: Actor, case_id: UUID, *, words: str, version: int, to: Receiver | None = None) -> None:
    """A colleague has the case from now on, or it waits for another team; `words` go along with the work.

    The team that lets go may no longer look. Raises Refused for who cannot go on with this case, and for nobody (None).
    """
    offered = receivers(actor, access_case(actor, case_id, lock=True))
    case = case_to_change(actor, case_id, Verb.HAND_OVER if to is None or to.staff else Verb.TO_TEAM, version=version)
    if to is None or to not in offered:
        raise Refused("Deze collega of dit team kan hier niet mee verder. Kies iemand uit de lijst.")
    case.handler_id = to.staff
    if to.team != case.team:
        case.team = to.team
        _change_who_looks(actor, case)
    save(case)
    work.hand_over(actor, assessment(case).id, to=to.staff, team=to.team, words=words)
    if to.staff:
        note(actor, case, "cases.handed-over", {"handler": to.name})
    else:
        note(actor, case, "cases.to-team", {"receiving": to.team_name})
    announce(CaseHandedOver(case=case.pk, organisation=case.organisation, team=to.team, handler=to.staff))


def _change_who_looks(actor: Actor, case: Case) -> None:
    end_access(actor, about=about(case))
    let_team_look(actor, case)


@transaction.atomic
def accept_case(actor: Actor, case_id: UUID) -> None:
    """The receiver saw that the case is theirs now. Raises NotFound, or Forbidden for who does not have it; when it ended
    meanwhile, there is nothing left to say."""
    case = access_case(actor, case_id, lock=True)
    if case.handler_id != worker(actor):
        raise Forbidden
    if case.status == Status.CLOSED:
        return
    work.accept(actor, assessment(case).id)
