"""What a mandate opens."""

from __future__ import annotations

from django.db.models import Q

from naast.kernel.actor import Actor


def matters_of(actor: Actor, *, owner: str) -> Q:
    """Which matters a resident may know: the own ones, and those of whom the resident acts for, as far as each mandate goes.

    For rows with the columns `service` and `organisation`; `owner` names the column of whose matter it is.
    """
    known = Q(**{owner: actor.party})
    for mandate in actor.acting_for:
        theirs = Q(**{owner: mandate.party})
        if mandate.services:
            theirs &= Q(service__in=mandate.services)
        if mandate.organisation:
            theirs &= Q(organisation=mandate.organisation)
        known |= theirs
    return known
