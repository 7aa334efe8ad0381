"""Who can go on with a case."""

from __future__ import annotations

from collections.abc import Iterator, Set
from uuid import UUID

from naast.cases.access import abilities
from naast.cases.models import Case
from naast.cases.types import CaseView, Receiver, Verb
from naast.identity.api import who_may
from naast.identity.types import Staff
from naast.kernel.actor import Actor
from naast.organisations.api import teams
from naast.organisations.types import Team

HANDLE = "cases.handle"


def receivers_of(actor: Actor, case: CaseView) -> tuple[Receiver, ...]:
    """Other teams, and colleagues in a team, who may handle cases here; by team. Empty for who cannot hand this case over."""
    return _receivers(actor, case.summary.organisation, case.team, case.may)


def receivers(actor: Actor, case: Case) -> tuple[Receiver, ...]:
    """The same for a case as it is now."""
    return _receivers(actor, case.organisation, case.team, abilities(actor, case))


def _receivers(actor: Actor, organisation: UUID, team: UUID | None, may: Set[Verb]) -> tuple[Receiver, ...]:
    if Verb.HAND_OVER not in may:
        return ()
    colleagues = who_may(HANDLE, organisation)
    found = [one for each in teams(organisation) for one in _in_team(each, colleagues)]
    return tuple(one for one in found if _fits(one, actor, team, may))


def _fits(one: Receiver, actor: Actor, team: UUID | None, may: Set[Verb]) -> bool:
    if one.staff:
        return one.staff != actor.id
    return Verb.TO_TEAM in may and one.team != team


def _in_team(team: Team, colleagues: tuple[Staff, ...]) -> Iterator[Receiver]:
    """The team as a whole and each of its people; nothing for a team in which nobody could take it."""
    members = [one for one in colleagues if team.id in one.teams]
    if members:
        yield Receiver(team=team.id, team_name=team.name)
    yield from (Receiver(team=team.id, team_name=team.name, staff=one.id, name=one.name) for one in members)
