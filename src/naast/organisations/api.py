"""The face of organisations for other capabilities."""

from naast.organisations.actions import change_organisation, create_organisation, create_team
from naast.organisations.queries import (
    by_slug,
    current,
    is_on,
    opening,
    opening_of,
    organisation,
    organisations,
    team,
    team_of_first_contact,
    teams,
    workplace,
)

__all__ = [
    "by_slug",
    "change_organisation",
    "create_organisation",
    "create_team",
    "current",
    "is_on",
    "opening",
    "opening_of",
    "organisation",
    "organisations",
    "team",
    "team_of_first_contact",
    "teams",
    "workplace",
]
