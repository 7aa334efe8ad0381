"""The resident says that an answer is not right; what was sent stays as it is, and whoever handles the case reads it at once."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from naast.cases.access import access_case, require
from naast.cases.actions.change import ASSESS, about, note, save
from naast.cases.models import Case
from naast.cases.types import Dispute, Status, Verb
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.work.api import restate_about

MOST = 30  # of one case: who has more to say is better helped by a human


@transaction.atomic
def dispute_answer(actor: Actor, case_id: UUID, *, question: str, shown: str, reason: str) -> None:
    """Say what an answer must be; the same words twice are said once. Raises NotFound, Refused, or NoLonger after a decision."""
    case = access_case(actor, case_id, lock=True)
    answer = next((one for one in case.request if one["key"] == question), None)
    if answer is None:
        raise NotFound
    require(actor, case, Verb.DISPUTE)
    shown, reason = shown.strip(), reason.strip()
    if not shown:
        raise Refused(_("Schrijf wat er moet staan. Weet u het niet precies? Schrijf dan wat u wel weet."))
    if _said_before(case, question, shown, reason):
        return
    if case.disputes.count() >= MOST:
        raise Refused(_("U schreef ons al veel over deze aanvraag. Bel ons, dan lopen we alles samen na."))
    said = Dispute(shown, reason, now())
    case.disputes.create(key=question, **asdict(said))
    save(case)
    because = f"De inwoner zegt dat dit niet klopt: {answer['label']}"
    restate_about(actor, about(case), ASSESS, because=because, waiting=case.status == Status.WAITING)
    note(actor, case, "cases.disputed", {"question": answer["label"], "words": said.words})


def _said_before(case: Case, key: str, shown: str, reason: str) -> bool:
    newest = case.disputes.filter(key=key).order_by("-said_at", "-id").values_list("shown", "reason").first()
    return newest == (shown, reason)
