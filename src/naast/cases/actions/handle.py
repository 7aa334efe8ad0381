"""A worker takes a case, gives it back, or writes to the resident."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from naast.cases.access import access_case, require
from naast.cases.actions.change import about, assessment, case_to_change, note, save, title_of, worker
from naast.cases.events import CaseGivenBack, CaseTaken
from naast.cases.models import Case
from naast.cases.types import Status, Verb
from naast.identity.api import staff
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused
from naast.kernel.events import announce
from naast.kernel.idempotency import once
from naast.kernel.types import Ref
from naast.messages.api import send
from naast.work.api import give_back, take


@transaction.atomic
def take_case(actor: Actor, case_id: UUID, *, version: int) -> None:
    """The worker becomes the one person the resident hears from. Raises Stale when a colleague was first."""
    case = case_to_change(actor, case_id, Verb.TAKE, version=version)
    case.handler_id = handler = worker(actor)
    if case.status == Status.ASSESSED:  # else it only goes on, in other hands
        case.taken_at = now()
        case.taken_version = case.version + 1  # which saving makes of it
    save(case)
    item = assessment(case)
    take(actor, item.id, version=item.version)
    note(actor, case, "cases.taken", {"handler": _name(case)})
    announce(CaseTaken(case=case.pk, organisation=case.organisation, handler=handler))


@transaction.atomic
def give_back_case(actor: Actor, case_id: UUID, *, reason: str, version: int) -> None:
    """The case returns to the team; the reason stays with the work, the resident sees that it waits again."""
    case = case_to_change(actor, case_id, Verb.GIVE_BACK, version=version)
    case.handler = None
    save(case)
    give_back(actor, assessment(case).id, reason=reason)
    note(actor, case, "cases.given-back")
    announce(CaseGivenBack(case=case.pk, organisation=case.organisation))


@transaction.atomic
def leave_case(case_id: UUID, *, by: UUID) -> None:
    """Who handled it works here no more: it waits for a colleague, as far as it came. Twice is once."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if case.handler_id != by or case.status == Status.CLOSED:
        return
    case.handler = None
    if case.status == Status.ASSESSED:
        case.status = Status.SENT
    save(case)
    note(SYSTEM, case, "cases.given-back")
    announce(CaseGivenBack(case=case.pk, organisation=case.organisation))


@transaction.atomic
def send_message(actor: Actor, case_id: UUID, *, text: str, key: str) -> None:
    """The worker writes to the resident about this case; once for each `key`, however often the button is pressed."""
    case = access_case(actor, case_id, lock=True)
    require(actor, case, Verb.MESSAGE)
    if not text.strip():
        raise Refused("Uw bericht is nog leeg. Schrijf eerst wat u wilt zeggen.")
    once(actor, f"{case.pk} {key}", partial(_write, actor, case, text.strip()), body=text.strip())


def _write(actor: Actor, case: Case, text: str) -> Ref:
    message = send(
        actor,
        template="cases.message",
        party=case.party,
        organisation=case.organisation,
        about=about(case),
        values={"title": title_of(case), "text": text, "handler": _name(case)},
    )
    save(case)
    return Ref("message", message)


def _name(case: Case) -> str:
    return staff(case.handler_id).name if case.handler_id else ""
