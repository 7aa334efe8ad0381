"""Rows of finding: what was asked, without who asked it; and words that an organisation added to its services."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from naast.kernel.clock import now
from naast.kernel.ids import uuid7


class AskedQuestion(models.Model):
    """Dutch: zoekvraag. A question with what was shown and chosen, and nothing that leads to a person.

    Its key tells no time, its moment is an hour. `text` is masked, and empty where somebody may be in trouble.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.UUIDField()
    hour = models.DateTimeField(help_text="The hour in which it was asked, no closer.")
    text = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    sure = models.FloatField(help_text="How likely the first service was, 0 to 1.")
    shown = ArrayField(models.CharField(max_length=120), help_text="Slugs of the services shown, at most six.")
    chosen = models.CharField(max_length=120, blank=True)
    begun = models.BooleanField(default=False, help_text="Went on to the form, or to the door of who does it.")
    click = models.UUIDField(
        null=True, help_text="What the links of the answer bring back; taken away within two hours."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text__regex=r"(\d[ .-]?){6}"), name="finding_asked_without_numbers"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "hour"], name="finding_asked_when"),
            models.Index(fields=["click"], name="finding_asked_click", condition=models.Q(click__isnull=False)),
        ]


class AddedWords(models.Model):
    """Dutch: toegevoegde woorden. Ways of asking that an organisation adds to one of its services; live after a trial."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    slug = models.CharField(max_length=120)
    words = ArrayField(models.CharField(max_length=120))
    proposed_at = models.DateTimeField(default=now)
    proposed_by = models.UUIDField(null=True)
    tried_at = models.DateTimeField(null=True)
    tried_on = models.CharField(max_length=64, blank=True, help_text="Digest of all that was offered at the trial.")
    trial = models.JSONField(
        default=dict, help_text="How many questions were tried, and which get another first answer."
    )
    live_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it was dropped, or taken back after it was live.")

    class Meta:
        indexes = [models.Index(fields=["organisation", "-proposed_at"], name="finding_added_when")]
