"""Rows of the kernel: what happened and which effects were done, and the small books that every capability shares."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from naast.kernel.clock import now
from naast.kernel.ids import uuid7


class StoredEvent(models.Model):
    """An announced event. Append-only: the serving role may only insert and read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=120)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    owed = ArrayField(models.CharField(max_length=120), help_text="Keys of the later handlers when it was announced.")

    class Meta:
        indexes = [
            models.Index(fields=["name", "occurred_at"], name="event_by_name"),
            models.Index(fields=["occurred_at"], name="event_by_time"),
        ]


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
        """Note the effect in this transaction; False if it was noted before. Waits for a rival who has not committed."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_effect (id, event_id, handler, done_at) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT ON CONSTRAINT effect_once DO NOTHING",
                [uuid7(), event.pk, handler, now()],
            )
            return bool(cursor.rowcount)


class KeptResult(models.Model):
    """What an action gave back for an idempotency key, so that a repeat gives the same."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    actor = models.CharField(max_length=80)
    key = models.BinaryField(
        max_length=32, help_text="SHA-256 of the idempotency key: what a browser sends is of any shape."
    )
    body = models.BinaryField(max_length=32, help_text="SHA-256 of what was asked under this key.")
    about_kind = models.CharField(max_length=40, null=True)
    about_id = models.UUIDField(null=True)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="result_once")]
        indexes = [models.Index(fields=["made_at"], name="result_by_time")]


class Bucket(models.Model):
    """A token bucket. The key is a keyed digest, so that no address or person can be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    tokens = models.FloatField()
    counted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["counted_at"], name="bucket_by_time")]


class Hold(models.Model):
    """A pause of every clock, reminder and outgoing step about one thing, with reason and end."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    reason = models.TextField()
    placed_by = models.CharField(max_length=80, help_text="Actor.key of who placed it.")
    mandate = models.UUIDField(null=True, help_text="The mandate that allows it, when it rests on one.")
    placed_at = models.DateTimeField(default=now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["about_id", "about_kind"], name="hold_by_about")]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("placed_at")), name="hold_ends_later"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="hold_has_reason"),
        ]


class SweepRun(models.Model):
    """When a sweep last ran, so that several supervisors share one rhythm."""

    key = models.CharField(max_length=120, primary_key=True)
    ran_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=200, default="", help_text="The class of the last exception; never its text.")


class AlgorithmRuns(models.Model):
    """Runs of one algorithm on one day for one organisation. Rows are added without waiting and summed by a sweep."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField()
    algorithm = models.CharField(max_length=120)
    organisation = models.UUIDField(null=True)
    runs = models.PositiveBigIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["day", "algorithm"], name="runs_by_day")]


class LiveNote(models.Model):
    """Something changed about a topic. Kept for an hour, so that a page that was away can catch up."""

    seq = models.BigAutoField(primary_key=True)
    topic = models.CharField(max_length=80)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["at"], name="note_by_time")]
