"""What every change of a case has in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from naast.cases.access import access_case, require
from naast.cases.models import Case
from naast.cases.types import TRANSITIONS, Status, Verb
from naast.catalogue.api import in_language
from naast.catalogue.api import version as package_version
from naast.dossier.api import grant_access, record
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, Stale
from naast.kernel.live import publish
from naast.kernel.types import Ref
from naast.messages.api import send
from naast.work.api import add_item, items_about, restate_about, take
from naast.work.types import WorkItemView, WorkStatus

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PURPOSE = "cases.handle"
LONGEST_CASE = timedelta(days=365)  # access ends with the case, and never later than this
ASSESS = "cases.assess"  # the kind of work that a case is


def case_to_change(actor: Actor, case_id: UUID, verb: Verb, *, version: int) -> Case:
    """The locked case, moved to where the verb leads. Raises NotFound, Forbidden, or Stale when somebody was first."""
    case = access_case(actor, case_id, lock=True)
    if case.version != version:
        raise Stale("Iemand anders heeft deze zaak net veranderd. Kijk eerst wat er nieuw is.")
    require(actor, case, verb)
    case.status = TRANSITIONS[Status(case.status), verb]
    return case


def save(case: Case) -> None:
    """Store the change under the next version and wake whoever looks at the case."""
    case.version += 1
    case.save()
    publish(f"case:{case.pk}")


def note(actor: Actor, case: Case, kind: str, content: Mapping[str, Any] | None = None) -> UUID:
    """Write one line in the dossier that both sides read."""
    return record(
        actor,
        subject=case.party,
        organisation=case.organisation,
        kind=kind,
        purpose=PURPOSE,
        about=about(case),
        content={"title": section_of(case, "service")["title"], "reference": case.reference, **(content or {})},
    )


def put_in_queue(actor: Actor, case: Case, *, due_at: datetime, because: str) -> UUID:
    """The work item that this case is, for somebody of the team who has the skills for it."""
    return add_item(
        actor,
        organisation=case.organisation,
        team=case.team,
        kind=ASSESS,
        title=case.title,
        about=about(case),
        reference=case.reference,
        service=case.service,
        party=case.party,
        due_at=due_at,
        skills=tuple(one["key"] for one in package_version(case.service_version).sections.get("skills", ())),
        because=because,
    )


def back_to_work(actor: Actor, case: Case, *, because: str, due_at: datetime) -> None:
    """The work of the case, which ended with it, is there anew and with the same worker."""
    item = put_in_queue(actor, case, due_at=due_at, because=because)
    take(actor, item, version=1)
    if case.status == Status.WAITING:
        restate_about(actor, about(case), ASSESS, because=because, waiting=True)


def let_team_look(actor: Actor, case: Case) -> None:
    """The team that handles the case may look at the person for as long as it runs."""
    grant_access(
        actor,
        team=case.team,
        organisation=case.organisation,
        subject=case.party,
        purpose=PURPOSE,
        about=about(case),
        because=_("er een aanvraag loopt"),
        until=case.sent_at + LONGEST_CASE,
    )


def tell(actor: Actor, case: Case, template: str, values: Mapping[str, StrOrPromise | date] | None = None) -> None:
    """A message to the resident about this case, where we know who that is."""
    if case.is_nameless:
        return
    send(
        actor,
        template=template,
        party=case.party,
        organisation=case.organisation,
        about=about(case),
        values={"title": title_of(case), **(values or {})},
    )


def about(case: Case) -> Ref:
    return Ref("case", case.pk)


def assessment(case: Case) -> WorkItemView:
    """The work item that is this case in the pool."""
    return next(item for item in items_about(about(case)) if item.kind == ASSESS and item.status is not WorkStatus.DONE)


def worker(actor: Actor) -> UUID:
    """The member of staff who acts. Raises Forbidden for anybody else."""
    if not actor.is_staff or actor.id is None:
        raise Forbidden
    return actor.id


def title_of(case: Case) -> StrOrPromise:
    """What the case is about, in the language of whoever will read it; `case.title` is how workers read it."""
    return lazy(in_language, str)(section_of(case, "service")["title"])


def section_of(case: Case, name: str) -> Mapping[str, Any]:
    """A section of the version this case is pinned to."""
    section: Mapping[str, Any] = package_version(case.service_version).sections[name]
    return section
