"""The face of organisations for other capabilities."""

from naast.organisations.actions import change_organisation, create_organisation, create_team
from naast.organisations.queries import (
    at_door,
    by_slug,
    current,
    is_on,
    names_of,
    opening,
    opening_of,
    organisation,
    organisations,
    team,
    team_of_first_contact,
    teams,
    workplace,
)
from naast.organisations.wording import change_in_words

__all__ = [
    "at_door",
    "by_slug",
    "change_in_words",
    "change_organisation",
    "create_organisation",
    "create_team",
    "current",
    "is_on",
    "names_of",
    "opening",
    "opening_of",
    "organisation",
    "organisations",
    "team",
    "team_of_first_contact",
    "teams",
    "workplace",
]
