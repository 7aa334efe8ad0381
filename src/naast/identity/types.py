"""Who may do what, and the people of the staff as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from naast.kernel.actor import Assurance, Role

AGENT = Role.AGENT  # contact worker
SPECIALIST = Role.SPECIALIST  # handles cases
EDITOR = Role.EDITOR  # writes services and texts
MANAGER = Role.MANAGER  # leads a team
ADMINISTRATOR = Role.FUNCTIONAL_ADMINISTRATOR  # roles and settings
PRIVACY = Role.PRIVACY_OFFICER  # watches who looked

# Permission → roles that hold it, per organisation. Nobody holds one at an organisation where they have no role.
PERMISSIONS: Mapping[str, frozenset[Role]] = MappingProxyType(
    {
        "work.see_queue": frozenset({AGENT, SPECIALIST, MANAGER}),
        "work.take": frozenset({AGENT, SPECIALIST}),
        "parties.search": frozenset({AGENT, SPECIALIST}),
        "parties.see_bsn": frozenset({AGENT, SPECIALIST}),
        "dossier.open": frozenset({AGENT, SPECIALIST}),
        "dossier.open_without_grant": frozenset({AGENT, SPECIALIST, PRIVACY}),
        "dossier.audit": frozenset({PRIVACY}),
        "cases.see": frozenset({AGENT, SPECIALIST}),
        "cases.handle": frozenset({AGENT, SPECIALIST}),
        "cases.decide": frozenset({SPECIALIST}),
        "messages.send": frozenset({AGENT, SPECIALIST}),
        "files.release": frozenset({SPECIALIST, ADMINISTRATOR}),
        "journeys.start_for_resident": frozenset({AGENT, SPECIALIST}),
        "catalogue.edit": frozenset({EDITOR}),
        "catalogue.publish": frozenset({EDITOR, ADMINISTRATOR}),
        "catalogue.offer": frozenset({ADMINISTRATOR}),
        "catalogue.see_figures": frozenset({MANAGER, ADMINISTRATOR}),
        "organisations.change": frozenset({ADMINISTRATOR}),
        "identity.assign_roles": frozenset({ADMINISTRATOR}),
        "dossier.see_changes": frozenset({ADMINISTRATOR}),
    }
)


# A role as colleagues say it, and what somebody does with it.
ROLE_WORDS: Mapping[Role, tuple[str, str]] = MappingProxyType(
    {
        AGENT: ("Contactmedewerker", "Helpt inwoners en handelt zaken af, zonder te beslissen."),
        SPECIALIST: ("Behandelaar", "Handelt zaken af en beslist."),
        EDITOR: ("Redacteur", "Schrijft teksten en woorden van diensten."),
        MANAGER: ("Teamleider", "Ziet wat er in de rij staat en wie wat heeft. Ziet geen dossiers."),
        ADMINISTRATOR: ("Functioneel beheerder", "Geeft rollen en regelt openingstijden, diensten en instellingen."),
        PRIVACY: ("Privacy officer", "Kijkt na wie dossiers opende, en waarom."),
    }
)

# How a provider names the levels of assurance (eIDAS; OpenID NL GOV), and the event that ends a session (Back-Channel Logout).
LEVELS: Mapping[str, Assurance] = MappingProxyType(
    {
        "http://eidas.europa.eu/LoA/low": Assurance.LOW,
        "http://eidas.europa.eu/LoA/substantial": Assurance.SUBSTANTIAL,
        "http://eidas.europa.eu/LoA/high": Assurance.HIGH,
    }
)
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff. `teams` are those of the roles held at this instant, over all organisations."""

    id: UUID
    name: str
    email: str
    teams: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role of somebody at one organisation. `team` is its name, `until` when it ended."""

    id: UUID
    role: Role
    team: str
    since: datetime
    until: datetime | None = None

    @property
    def words(self) -> str:
        return role_in_words(self.role, self.team)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff as the administrator of one organisation sees them: only the roles there, newest first."""

    id: UUID
    name: str
    email: str
    roles: tuple[HeldRole, ...] = ()

    @property
    def held(self) -> tuple[HeldRole, ...]:
        return tuple(one for one in self.roles if one.until is None)

    @property
    def ended(self) -> tuple[HeldRole, ...]:
        return tuple(one for one in self.roles if one.until is not None)


def role_in_words(role: Role, team: str) -> str:
    """`Behandelaar, team Belastingen`"""
    return f"{ROLE_WORDS[role][0]}, team {team}" if team else ROLE_WORDS[role][0]
