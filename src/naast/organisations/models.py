"""Rows of the public bodies."""

from __future__ import annotations

from typing import Any, get_args

from django.db import models

from naast.kernel.ids import uuid7
from naast.organisations.types import OrganisationKind, Tone


def _choices(literal: Any) -> list[tuple[str, str]]:
    return [(value, value) for value in get_args(literal)]


class Organisation(models.Model):
    """A public body. Dutch: overheidsorganisatie (TOOI).

    `reach` holds hours, other hours and counters as one document: they are read on every page and changed as a whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=_choices(OrganisationKind))
    code = models.CharField(max_length=40, blank=True)
    theme = models.SlugField()
    colours = models.CharField(max_length=200, blank=True, help_text="One word of `naast.design.faces`.")
    tone = models.CharField(max_length=2, choices=_choices(Tone))
    phone_number = models.CharField(max_length=20)
    phone_display = models.CharField(max_length=30)
    reach = models.JSONField(default=dict)
    host = models.CharField(max_length=253, null=True, unique=True)
    invented = models.BooleanField(default=False)
    switched_off = models.JSONField(default=list)
    changed_at = models.DateTimeField()


class Team(models.Model):
    """People of one organisation who share work (Dutch: organisatorische eenheid; Klantinteracties).

    `first_contact`: whoever asks for a human and nobody else in particular comes to this team.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    first_contact = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once"),
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(first_contact=True), name="team_of_first_contact_once"
            ),
        ]


class Change(models.Model):
    """That settings of an organisation changed, from what to what; the serving role may only insert and read.

    `before` and `after` hold the columns of Organisation that differ. The words of it, and who did it, stand in the audit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor = models.UUIDField(null=True, help_text="The member of staff; empty when the installation did it.")
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at", "-id"], name="change_of_organisation")]
