"""Messages, and the outbox of notices about them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.types import Ref
from naast.messages.types import DeliveryState


class Message(models.Model):
    """A message to one person. Dutch: bericht (Klantinteracties).

    The text is kept as it was said, in the language and tone of that moment. The legal moments are explained in
    `types.MessageView`. `organisation` and `party` are keys of rows in organisations and parties.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    party = models.UUIDField()
    template = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    formal = models.BooleanField(default=False)
    offered_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["party", "-sent_at", "-id"], name="message_by_party"),
            models.Index("about_kind", "about_id", name="message_by_about"),
            models.Index("id", condition=Q(sent_at=None), name="message_held"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_id)


class Delivery(models.Model):
    """The notice by mail of one message, from queued to an end.

    `attempt` is the fence: whoever tried writes the outcome only while the row still carries that number. `doubt` remembers that
    one of the attempts may have arrived.
    """

    message = models.OneToOneField(Message, models.CASCADE, primary_key=True, related_name="delivery")
    state = models.CharField(
        max_length=7, choices=[(s.value, s.name) for s in DeliveryState], default=DeliveryState.QUEUED
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    attempts_left = models.PositiveSmallIntegerField(default=10)
    due_at = models.DateTimeField(default=now)
    tried_at = models.DateTimeField(null=True)
    doubt = models.BooleanField(default=False)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("due_at", condition=Q(state=DeliveryState.QUEUED), name="delivery_due"),
            models.Index("tried_at", condition=Q(state=DeliveryState.TRYING), name="delivery_under_way"),
            models.Index(
                "tried_at", condition=Q(state__in=[DeliveryState.FAILED, DeliveryState.UNKNOWN]), name="delivery_failed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.pk}"

    def wait_until(self, moment: datetime) -> None:
        self.state, self.due_at = DeliveryState.QUEUED, moment
