"""Rows of the kernel: what happened, and which effects were done."""

from __future__ import annotations

from django.db import connection, models

from naast.kernel.clock import now
from naast.kernel.ids import uuid7


class StoredEvent(models.Model):
    """An announced event. Append-only: the serving role may only insert and read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["name", "occurred_at"], name="event_by_name")]


class Effect(models.Model):
    """The note that one handler did its work for one event. Append-only, unique: every effect once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    event = models.ForeignKey(StoredEvent, on_delete=models.PROTECT)
    handler = models.CharField(max_length=120)
    done_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "handler"], name="effect_once")]

    @classmethod
    def claim(cls, event: StoredEvent, handler: str) -> bool:
        """Note the effect in the running transaction; False when it is noted already. Waits for a rival that has not committed."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_effect (id, event_id, handler, done_at) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT ON CONSTRAINT effect_once DO NOTHING",
                [uuid7(), event.pk, handler, now()],
            )
            return bool(cursor.rowcount)
