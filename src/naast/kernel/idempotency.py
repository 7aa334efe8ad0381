"""Doing something once, however often it is asked: a second press of the button gives the first one's result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import LockNotAvailable

from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import Refused
from naast.kernel.ids import uuid7
from naast.kernel.models import KeptResult
from naast.kernel.types import Ref

KEPT = timedelta(days=7)


def once(actor: Actor, key: str, action: Callable[[], Ref], *, body: str = "") -> Ref:
    """Run the action under this key and keep its result in the same transaction; on a repeat give that result.

    `body` is the text of what is asked. Raises Refused when the same key comes with another body, or while a first request
    under this key is still busy. An anonymous visitor is known by the key alone, so that must be a random one.
    """
    names = (actor.key, _digest(key))
    with transaction.atomic():
        if not _claim(*names, _digest(body)):
            return _repeat(KeptResult.objects.get(actor=names[0], key=names[1]), _digest(body))
        result = action()
        KeptResult.objects.filter(actor=names[0], key=names[1]).update(about_kind=result.kind, about_id=result.id)
    return result


def forget_results() -> int:
    """Remove results that nobody repeats any more. A sweep."""
    return KeptResult.objects.filter(made_at__lt=now() - KEPT).delete()[0]


def _repeat(kept: KeptResult, body: bytes) -> Ref:
    if bytes(kept.body) != body or kept.about_kind is None or kept.about_id is None:
        raise Refused(
            _("U verstuurde dit al, maar toen stond er iets anders. Open de pagina opnieuw en kijk wat er nu staat.")
        )
    return Ref(kept.about_kind, kept.about_id)


def _claim(actor: str, key: bytes, body: bytes) -> bool:
    """Take the key in this transaction. Waits for a rival who holds it, as long as the database's lock_timeout allows."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_keptresult (id, actor, key, body, made_at) VALUES (%s, %s, %s, %s, %s)"
                " ON CONFLICT ON CONSTRAINT result_once DO NOTHING",
                [uuid7(), actor, key, body, now()],
            )
            return bool(cursor.rowcount)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise Refused(
                _("We zijn nog bezig met wat u net verstuurde. Wacht even en laad dan deze pagina opnieuw.")
            ) from error
        raise


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
