"""A worker notes something with a case, for whoever goes on with it. It is no message: nobody is told."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from naast.cases.access import access_case, require
from naast.cases.actions.change import note
from naast.cases.models import Case
from naast.cases.types import Verb
from naast.kernel.actor import Actor
from naast.kernel.errors import Refused
from naast.kernel.idempotency import once
from naast.kernel.live import publish
from naast.kernel.types import Ref


@transaction.atomic
def write_note(actor: Actor, case_id: UUID, *, words: str, key: str) -> None:
    """A line in the dossier, which the resident can read too; once for each `key`. Raises NotFound, Forbidden, Refused."""
    case = access_case(actor, case_id, lock=True)
    require(actor, case, Verb.NOTE)
    if not words.strip():
        raise Refused("De notitie is nog leeg. Schrijf eerst wat u wilt vastleggen.")
    once(actor, f"{case.pk} note {key}", partial(_write, actor, case, words.strip()), body=words.strip())


def _write(actor: Actor, case: Case, words: str) -> Ref:
    entry = note(actor, case, "cases.noted", {"words": words})
    publish(f"case:{case.pk}")
    return Ref("entry", entry)
