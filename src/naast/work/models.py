"""The one pool of work."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from naast.kernel.clock import AMSTERDAM, now
from naast.kernel.ids import uuid7
from naast.kernel.terms import is_working_day
from naast.kernel.types import Ref
from naast.work.types import WorkStatus

OPEN, TAKEN, DONE = Q(status=WorkStatus.OPEN), Q(status=WorkStatus.TAKEN), Q(status=WorkStatus.DONE)
RETURNED = OPEN & ~Q(returned="")


class WorkItem(models.Model):
    """One thing that waits for a human. Dutch: interne taak (Klantinteracties).

    `organisation`, `team`, `party`, `taken_by` and `handed_by` are keys of rows in organisations, parties and identity.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    team = models.UUIDField(null=True)
    kind = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    because = models.CharField(max_length=300)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    reference = models.CharField(max_length=20, blank=True, help_text="What people read out to find it.")
    service = models.SlugField(
        max_length=100, blank=True, db_index=False, help_text="What it is part of, to choose from a list."
    )
    party = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    warn_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)
    waiting = models.BooleanField(
        default=False, help_text="For an answer from outside; until then there is nothing to do."
    )
    skills = ArrayField(models.CharField(max_length=60), default=list)
    language = models.CharField(max_length=10, default="nl")
    status = models.CharField(max_length=5, choices=[(s.value, s.name) for s in WorkStatus], default=WorkStatus.OPEN)
    taken_by = models.UUIDField(null=True)
    taken_at = models.DateTimeField(null=True)
    returned = models.CharField(max_length=500, blank=True, help_text="What a colleague wrote on letting go of it.")
    handed_by = models.UUIDField(null=True)
    handed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index("organisation", "due_at", "id", condition=OPEN, name="work_open_by_due"),
            models.Index("taken_by", "organisation", "due_at", "id", condition=TAKEN, name="work_mine_by_due"),
            models.Index("organisation", "due_at", "id", condition=~DONE, name="work_running_by_due"),
            models.Index("organisation", "service", "due_at", "id", condition=~DONE, name="work_of_service_by_due"),
            models.Index("organisation", "kind", "due_at", "id", condition=~DONE, name="work_of_kind_by_due"),
            models.Index("organisation", "due_at", "id", condition=TAKEN, name="work_taken_by_due"),
            models.Index("organisation", "due_at", "id", condition=RETURNED, name="work_returned_by_due"),
            models.Index("about_kind", "about_id", name="work_by_about"),
            models.Index("id", "warn_at", condition=Q(warned_at=None) & ~DONE, name="work_to_warn"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~TAKEN | Q(taken_by__isnull=False, taken_at__isnull=False), name="work_taken_by_somebody"
            ),
            models.CheckConstraint(condition=~OPEN | Q(taken_by=None, taken_at=None), name="work_open_for_everybody"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def promise(self, due_at: datetime) -> None:
        """Set the due time, and with it the moment to warn before it passes."""
        self.due_at, self.warn_at, self.warned_at = due_at, _warn_moment(due_at, since=now()), None

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_id)


def _warn_moment(due_at: datetime, *, since: datetime) -> datetime:
    """The same hour on the working day before; halfway when less than that is left."""
    local = due_at.astimezone(AMSTERDAM) - timedelta(days=1)
    while not is_working_day(local.date()):
        local -= timedelta(days=1)
    return local if local > since else since + (due_at - since) / 2
