"""Cases that belong together, and cases that go on in another."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from naast.cases.access import cases_for
from naast.cases.models import Case, Link
from naast.cases.types import CaseLink, LinkKind, Status
from naast.catalogue.api import in_language
from naast.catalogue.api import version as package_version
from naast.kernel.actor import Actor

STILL_RUN = (Status.SENT, Status.ASSESSED, Status.WAITING)


@dataclass(frozen=True, slots=True)
class Links:
    """How a case stands to others, for one actor: what they may not see is left out.

    `merged` are the requests that go on in this case, first sent first; all are of the same person.
    """

    goes_on_in: CaseLink | None
    merged: tuple[Link, ...]
    related: tuple[CaseLink, ...]

    @classmethod
    def of(cls, actor: Actor, case: Case) -> Links:
        """One query, and four more where there is something."""
        links = list(_any_links(case).prefetch_related("case", "other", "made_by").order_by("made_at"))
        ends = {one: one.other if one.case_id == case.pk else one.case for one in links}
        keys = {other.pk for other in ends.values()}
        seen = set(cases_for(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        shown = [(_shown(one, other), one.case_id == case.pk) for one, other in ends.items() if other.pk in seen]
        merged = [one for one in links if one.kind == LinkKind.MERGED and one.other_id == case.pk]
        return cls(
            goes_on_in=next((one for one, from_here in shown if one.kind is LinkKind.MERGED and from_here), None),
            merged=tuple(sorted(merged, key=lambda one: one.case.sent_at)),
            related=tuple(one for one, _from_here in shown if one.kind is LinkKind.RELATED),
        )


def open_links(case: Case) -> QuerySet[Link]:
    """To what belongs with it, from either end."""
    return _any_links(case).filter(kind=LinkKind.RELATED)


def _any_links(case: Case) -> QuerySet[Link]:
    return Link.objects.filter(Q(case=case) | Q(other=case), ended_at=None)


def merged_into(case: Case) -> QuerySet[Link]:
    return case.linked.filter(kind=LinkKind.MERGED, ended_at=None)


def duplicates(actor: Actor, case: Case) -> QuerySet[Case]:
    """The cases in which this one could go on; none for a case in which another goes on already: that one stays."""
    same = same_request(actor, party=case.party, service=case.service, organisation=case.organisation, team=case.team)
    return same.none() if merged_into(case).exists() else same.exclude(pk=case.pk)


def same_request(actor: Actor, *, party: UUID, service: str, organisation: UUID, team: UUID | None) -> QuerySet[Case]:
    """What one person asked of one team about one service, as far as it is not decided."""
    asked = cases_for(actor).filter(party=party, service=service, organisation=organisation, team=team)
    return asked.filter(status__in=STILL_RUN)


def _shown(link: Link, other: Case) -> CaseLink:
    return CaseLink(
        id=link.pk,
        kind=LinkKind(link.kind),
        case=other.pk,
        reference=other.reference,
        title=in_language(package_version(other.service_version).sections["service"]["title"]),
        because=link.because,
        made_by=link.made_by.full_name,
        made_at=link.made_at,
    )
