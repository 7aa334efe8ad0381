"""Who can go on with a case."""

from __future__ import annotations

from collections.abc import Iterator, Set
from uuid import UUID

from naast.cases.access import abilities, access_case
from naast.cases.models import Case
from naast.cases.types import Receiver, Verb
from naast.identity.api import who_may
from naast.identity.types import Staff
from naast.kernel.actor import Actor
from naast.organisations.api import teams
from naast.organisations.types import Team

HANDLE = "cases.handle"


def receivers_of(actor: Actor, case_id: UUID) -> tuple[Receiver, ...]:
    """As `receivers`, for who may see the case. Raises NotFound."""
    return receivers(actor, access_case(actor, case_id))


def receivers(actor: Actor, case: Case) -> tuple[Receiver, ...]:
    """Other teams, and colleagues in a team, who may handle cases here; by team. Empty for who cannot hand this case over."""
    may = abilities(actor, case)
    if Verb.HAND_OVER not in may:
        return ()
    colleagues = who_may(HANDLE, case.organisation)
    found = [one for team in teams(case.organisation) for one in _in_team(team, colleagues)]
    return tuple(one for one in found if _fits(one, actor, case, may))


def _fits(one: Receiver, actor: Actor, case: Case, may: Set[Verb]) -> bool:
    if one.staff:
        return one.staff != actor.id
    return Verb.TO_TEAM in may and one.team != case.team


def _in_team(team: Team, colleagues: tuple[Staff, ...]) -> Iterator[Receiver]:
    """The team as a whole and each of its people; nothing for a team in which nobody could take it."""
    members = [one for one in colleagues if team.id in one.teams]
    if members:
        yield Receiver(team=team.id, team_name=team.name)
    yield from (Receiver(team=team.id, team_name=team.name, staff=one.id, name=one.name) for one in members)
