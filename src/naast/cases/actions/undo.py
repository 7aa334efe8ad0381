"""What was done by mistake is put back, while nothing happened since."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from naast.cases.access import access_case, open_merge
from naast.cases.actions.finish import reopen
from naast.cases.actions.joining import part
from naast.cases.actions.passing import put_back
from naast.kernel.actor import Actor


@transaction.atomic
def undo(actor: Actor, case_id: UUID, *, version: int) -> None:
    """Of taking a case, of closing it, or of merging it into another. Raises NotFound, Forbidden or Stale."""
    case = access_case(actor, case_id)
    link = open_merge(case)
    if link:
        part(actor, link, version=version)
    elif case.closed_at:
        reopen(actor, case_id, version=version)
    else:
        put_back(actor, case_id, version=version)
