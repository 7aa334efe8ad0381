"""A sent draft becomes a case, in the transaction of the sending."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from naast.cases.actions.change import about, let_team_look, put_in_queue, tell
from naast.cases.events import CaseMade
from naast.cases.models import Case
from naast.cases.types import NEW
from naast.catalogue.api import version as package_version
from naast.catalogue.types import said
from naast.files.api import files_about, hand_over
from naast.journeys.api import promised
from naast.journeys.types import Sending
from naast.kernel.actor import Actor
from naast.kernel.clock import closing_time, local_day
from naast.kernel.events import announce
from naast.kernel.terms import Term, end_of_term
from naast.kernel.types import Ref
from naast.organisations.api import teams


@transaction.atomic
def make_case(actor: Actor, sending: Sending) -> Ref:
    """The case of this sending. The team that handles it may look at the person for as long as it runs."""
    package = package_version(sending.version)
    handling = package.sections["handling"]
    sent = local_day(sending.sent_at)
    dates = promised(package.sections["service"], sent=sent, counts_from=sending.counts_from)
    case = Case.objects.create(
        reference=sending.reference,
        organisation=sending.organisation,
        service=package.slug,
        service_version=sending.version,
        title=said(package.sections["service"]["title"], "nl"),
        party=sending.party or sending.draft,
        author=sending.author if sending.author != sending.party else None,
        draft=sending.draft,
        lane=sending.lane,
        request=[
            {"key": one.key, "label": one.label, "shown": one.shown, "source": one.source} for one in sending.answers
        ],
        facts=dict(sending.facts),
        team=_team(sending.organisation, handling["team"]),
        sent_at=sending.sent_at,
        counts_from=sending.counts_from,
        quickest_on=dates.quickest,
        promised_on=dates.usual,
        usual_on=dates.usual,
        latest_on=dates.by_law,
    )
    for file in files_about(Ref("draft", sending.draft)):
        hand_over(file.id, to=about(case))
    let_team_look(actor, case)
    _let_begin(actor, case, handling, sending.ending)
    _confirm(actor, case)
    announce(CaseMade(case=case.pk, organisation=case.organisation, service=case.service))
    return about(case)


def _let_begin(actor: Actor, case: Case, handling: Mapping[str, Any], ending: str) -> None:
    """In the queue by the day that is promised, or, for an ending that cannot wait, within its term of sending."""
    if soon := handling.get("start_within", {}).get(ending):
        due = end_of_term(local_day(case.sent_at), Term.parse(soon))
        because = handling.get("start_because", {}).get(ending, f"{NEW}, kan niet wachten")
    else:
        due, because = case.usual_on, NEW
    put_in_queue(actor, case, due_at=closing_time(due), because=because)


def _team(organisation: UUID, name: str) -> UUID | None:
    """The team of this name; none means the whole organisation, so that no request stays without an owner."""
    return next((team.id for team in teams(organisation) if team.name == name), None)


def _confirm(actor: Actor, case: Case) -> None:
    values: dict[str, str | date] = {"reference": case.reference, "usual": case.usual_on}
    if case.latest_on and case.latest_on != case.usual_on:
        tell(actor, case, "cases.sent", {**values, "latest": case.latest_on})
    else:
        tell(actor, case, "cases.sent-with-one-day", values)
