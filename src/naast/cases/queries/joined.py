"""Cases that belong together, and cases that go on in another."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from naast.cases.access import cases_for, open_merge
from naast.cases.models import Case, Link
from naast.cases.types import CaseLink, LinkKind, Status
from naast.catalogue.api import in_language
from naast.catalogue.api import version as package_version
from naast.kernel.actor import Actor

STILL_RUN = (Status.SENT, Status.ASSESSED, Status.WAITING)


def goes_on_in(actor: Actor, case: Case) -> CaseLink | None:
    """The case in which this one goes on, when this actor may see that."""
    link = open_merge(case)
    if link is None or not cases_for(actor).filter(pk=link.other_id).exists():
        return None
    return _shown(link, link.other)


def merged_into(case: Case) -> tuple[Link, ...]:
    """The requests that go on in this case, first sent first. All are of the same person."""
    rows = case.linked.filter(kind=LinkKind.MERGED, ended_at=None)
    return tuple(rows.select_related("case").order_by("case__sent_at"))


def duplicates(actor: Actor, case: Case) -> QuerySet[Case]:
    """The cases in which this one could go on: of the same person and service, with the same team, and not decided.

    None for a case in which another goes on already: that one stays.
    """
    same = cases_for(actor).filter(
        party=case.party, service=case.service, organisation=case.organisation, team=case.team, status__in=STILL_RUN
    )
    return same.none() if merged_into(case) else same.exclude(pk=case.pk)


def related(actor: Actor, case: Case) -> tuple[CaseLink, ...]:
    """The cases that belong with this one, as far as this actor may see them."""
    return tuple(_shown(link, other) for link, other in _others(actor, case))


def _others(actor: Actor, case: Case) -> Iterator[tuple[Link, Case]]:
    links = list(open_links(case).select_related("case", "other", "made_by").order_by("made_at"))
    ends = {link.other_id if link.case_id == case.pk else link.case_id for link in links}
    seen = set(cases_for(actor).filter(pk__in=ends).values_list("pk", flat=True)) if ends else set()
    for link in links:
        other = link.other if link.case_id == case.pk else link.case
        if other.pk in seen:
            yield link, other


def open_links(case: Case) -> QuerySet[Link]:
    """Of either end."""
    return Link.objects.filter(Q(case=case) | Q(other=case), kind=LinkKind.RELATED, ended_at=None)


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
