"""Rows of what people are filling in."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.types import Ref


class Status(models.TextChoices):
    OPEN = "open"
    SENT = "sent"
    ANSWERED = "answered"  # it ended in an answer; nothing was sent
    DISCARDED = "discarded"


class Draft(models.Model):
    """Something that is being filled in. Dutch: concept.

    `owner` is the party it is for (none while nobody signed in), `author` whoever fills it in: a party, or a member of staff.
    `version` is the published version of the service that it is pinned to. `revision` counts every change, for who writes with
    an older picture of it. A draft is never deleted once it was sent: the row is what makes sending happen once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    service = models.SlugField(max_length=100)
    version = models.UUIDField()
    owner = models.UUIDField(null=True)
    author = models.UUIDField(null=True)
    lane = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    revision = models.PositiveIntegerField(default=0)
    ending = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=20, null=True, unique=True)
    made_kind = models.CharField(max_length=20, blank=True)
    made_id = models.UUIDField(null=True)
    started_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    kept_until = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-changed_at"], condition=Q(status="open"), name="draft_open_of"),
            models.Index(fields=["kept_until"], condition=~Q(status="sent"), name="draft_to_sweep"),
        ]

    @property
    def ref(self) -> Ref:
        return Ref("draft", self.id)

    @property
    def subject(self) -> UUID:
        """Whose dossier this stands in: the owner's, or a chain of its own while nobody signed in."""
        return self.owner or self.id

    @property
    def made(self) -> Ref | None:
        """What sending made, such as a case."""
        return Ref(self.made_kind, self.made_id) if self.made_id else None


class Answer(models.Model):
    """The answer to one question. `value` is JSON, null when it was left open on purpose.

    `source` is "self" or the source of a fact that the resident found right; `reason` says why a fact was not.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=20, default="self")
    reason = models.CharField(max_length=500, blank=True)
    given_by = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "question"], name="answer_once")]


class HelpRequest(models.Model):
    """Somebody did not get any further at a question and asked for a human; one that is open at a time per draft.

    `question` and `tried` are as the resident saw and typed them, `refused` what our page said about it. They, `phone` and
    `words` are for who helps, and go when that is done.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="helps")
    subject = models.UUIDField()
    reference = models.CharField(max_length=20, unique=True)
    question = models.CharField(max_length=300)
    tried = models.CharField(max_length=500, blank=True)
    refused = models.CharField(max_length=500, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft"], condition=Q(settled_at=None), name="help_open_once")]

    @property
    def ref(self) -> Ref:
        return Ref("help", self.id)


class Typed(models.Model):
    """What was typed at one question and is no answer: half-way, kept by the page while one types, or refused when sent in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="typed")
    question = models.CharField(max_length=60)
    fields = models.JSONField()
    at = models.DateTimeField(default=now)
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "question"], name="typed_once")]


class FetchedFact(models.Model):
    """A fact that a source told us for this draft. `failed` says that it gave no answer; then the resident is asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="facts")
    source = models.CharField(max_length=20)
    fact = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    failed = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "source", "fact"], name="fact_once")]
