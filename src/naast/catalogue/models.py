"""Rows of the catalogue: published versions and who offers which since when, both append-only; own texts; what is off."""

from __future__ import annotations

from django.db import models

from naast.kernel.clock import now
from naast.kernel.ids import uuid7


class ServiceVersion(models.Model):
    """Dutch: productversie. A published package by its content; it never changes, the serving role may only insert and read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.CharField(max_length=120)
    hash = models.CharField(max_length=64)
    local = models.CharField(max_length=120, blank=True)
    sections = models.JSONField()
    texts = models.JSONField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slug", "hash"], name="catalogue_version_once")]


class Publication(models.Model):
    """Dutch: publicatie. From this moment the organisation offers this version of the service."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    slug = models.CharField(max_length=120)
    version = models.ForeignKey(ServiceVersion, on_delete=models.PROTECT)
    base = models.ForeignKey(
        ServiceVersion,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The package as it was on disk, without own texts.",
    )
    since = models.DateTimeField(default=now)
    published_by = models.UUIDField(null=True, help_text="The member of staff; empty when the installation did it.")

    class Meta:
        indexes = [models.Index(fields=["organisation", "slug", "-since"], name="catalogue_current")]


class OwnText(models.Model):
    """Dutch: eigen tekst. What an organisation says in its own words at one place of a package, laid over whatever is published.

    A draft until `live_at`; over from `ended_at`. Of several that are live at one place the last counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    slug = models.CharField(max_length=120)
    place = models.CharField(max_length=200, help_text="By keys: texts/about, steps/sent/label.")
    words = models.JSONField(help_text="By tone or language; empty for a draft that was dropped.")
    written_by = models.UUIDField(null=True)
    written_at = models.DateTimeField(default=now)
    reason = models.CharField(max_length=200, blank=True)
    live_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "slug", "place"], name="catalogue_own_text")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug", "place"],
                condition=models.Q(live_at=None, ended_at=None),
                name="catalogue_one_draft",
            )
        ]


class Pause(models.Model):
    """Dutch: tijdelijk niet aangeboden. From `since` until `ended_at` nobody can begin with this service here.

    Who began before goes on, and cases run.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    slug = models.CharField(max_length=120)
    sentence = models.CharField(max_length=200, help_text="Why, and what to do meanwhile; residents read it.")
    since = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"], condition=models.Q(ended_at=None), name="catalogue_paused_once"
            )
        ]
