"""The only door from an actor to a case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naast.cases.models import Case, Link
from naast.cases.types import TRANSITIONS, LinkKind, NoLonger, Outcome, Status, Turn, Verb
from naast.dossier.api import may_look
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Forbidden, NotFound
from naast.kernel.rows import only
from naast.parties.api import matters_of
from naast.work.types import UNDO_WITHIN

STAFF_VERBS = {
    Verb.TAKE: "cases.handle",
    Verb.UNDO: "cases.handle",
    Verb.GIVE_BACK: "cases.handle",
    Verb.HAND_OVER: "cases.handle",
    Verb.TO_TEAM: "cases.handle",
    Verb.NOTE: "cases.handle",
    Verb.ASK: "cases.handle",
    Verb.RETRACT: "cases.handle",
    Verb.MESSAGE: "messages.send",
    Verb.CORRECT: "cases.handle",
    Verb.LINK: "cases.handle",
    Verb.MERGE: "cases.handle",
    Verb.DECIDE: "cases.decide",
    Verb.CLOSE: "cases.handle",
}
TO_SOMEBODY = frozenset({Verb.ASK, Verb.MESSAGE})  # nobody reads it where nobody signed in
RESIDENT_VERBS = frozenset({Verb.ANSWER, Verb.WITHDRAW, Verb.DISPUTE})


def cases_for(actor: Actor) -> QuerySet[Case]:
    """All cases this actor may see: a resident's own and those of whom she acts for, a worker's organisations'."""
    if actor.is_resident:
        return Case.objects.filter(matters_of(actor, owner="party"))
    if actor.is_staff:
        return Case.objects.filter(organisation__in=actor.organisations_with("cases.see"))
    return Case.objects.none()


def access_case(actor: Actor, case_id: UUID, *, lock: bool = False) -> Case:
    """The case, when this actor may see it. Raises NotFound."""
    rows = cases_for(actor).select_for_update(of=("self",)) if lock else cases_for(actor).select_related("handler")
    case = only(rows.filter(pk=case_id))
    if case is None:
        raise NotFound
    return case


def may_read_files(actor: Actor, case_id: UUID) -> bool:
    """Papers are for who may see the case; a worker needs what opens the dossier too, since they say as much."""
    case = cases_for(actor).filter(pk=case_id).first()
    return case is not None and (actor.is_resident or may_look(actor, case.party, case.organisation))


def abilities(actor: Actor, case: Case) -> frozenset[Verb]:
    """What this actor can do to the case as it stands: drives the check and the buttons."""
    return frozenset(verb for status, verb in TRANSITIONS if status == case.status and _holds(actor, case, verb))


def _holds(actor: Actor, case: Case, verb: Verb) -> bool:
    if not _is_theirs(actor, case, verb):
        return False
    if verb is Verb.NOTE:
        return may_look(actor, case.party, case.organisation)
    if verb is Verb.UNDO:
        return _just_taken(case) or _just_closed(case) or _nothing_since_merging(case)
    return verb is not Verb.TAKE or case.handler_id is None


def _is_theirs(actor: Actor, case: Case, verb: Verb) -> bool:
    """Whom this is for while the case stands right: the handler; for taking and noting any colleague with the right."""
    if actor.is_resident:
        return verb in RESIDENT_VERBS
    if verb not in STAFF_VERBS or not actor.may(STAFF_VERBS[verb], at=case.organisation):
        return False
    if verb in TO_SOMEBODY and case.is_nameless:
        return False
    return verb in (Verb.TAKE, Verb.NOTE) or case.handler_id == actor.id


def _just_taken(case: Case) -> bool:
    """So short ago that it may have been a mistake, and nothing was done with it since."""
    return case.version == case.taken_version and case.taken_at is not None and now() <= case.taken_at + UNDO_WITHIN


def _just_closed(case: Case) -> bool:
    """So short ago that it may have been a mistake; a case that is closed nobody changes since."""
    return case.decided_at is not None and case.closed_at is not None and now() <= case.closed_at + UNDO_WITHIN


def _nothing_since_merging(case: Case) -> bool:
    """Neither with this one nor with the one that goes on."""
    link = open_merge(case) if case.outcome == Outcome.MERGED else None
    return link is not None and link.before["versions"] == [case.version, link.other.version]


def open_merge(case: Case) -> Link | None:
    """How this case goes on in another; None when it does not."""
    return case.links.filter(kind=LinkKind.MERGED, ended_at=None).select_related("other").first()


def require(actor: Actor, case: Case, verb: Verb) -> None:
    """Raises NoLonger when the case came to stand differently while they wanted this, Forbidden for whom it never was."""
    if verb in abilities(actor, case):
        return
    unseen = verb is Verb.NOTE and case.status != Status.CLOSED
    if unseen or not _is_theirs(actor, case, verb):
        raise Forbidden
    if actor.is_resident:
        raise NoLonger(
            _("Dit kan niet meer: er is al een besluit, of de zaak is klaar. Bel ons als u iets wilt veranderen.")
        )
    raise NoLonger("Dit kan nu niet meer met deze zaak. Kijk wat er nieuw is.")


def turn(case: Case) -> Turn:
    """Who has to do something now."""
    match Status(case.status):
        case Status.WAITING:
            return Turn.RESIDENT
        case Status.DECIDED | Status.CLOSED:
            return Turn.NOBODY
        case _:
            return Turn.ORGANISATION
