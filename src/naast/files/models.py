"""Files that people hand in; the bytes stand on disk under the key of the row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naast.files.types import FileStatus
from naast.kernel.clock import now
from naast.kernel.ids import uuid7
from naast.kernel.types import Ref


class File(models.Model):
    """A document as it was handed in. Dutch: document (enkelvoudig informatieobject, ZGW Documenten).

    `organisation` is a key in organisations; `subject` whose dossier it belongs to: a party, or a draft nobody signed in for.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.UUIDField()
    subject = models.UUIDField()
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    name = models.CharField(max_length=150)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    digest = models.BinaryField(max_length=32, help_text="SHA-256 of the bytes.")
    status = models.CharField(max_length=7, choices=[(s.value, s.name) for s in FileStatus], default=FileStatus.WAITING)
    finding = models.CharField(
        max_length=200, blank=True, help_text="What the check found, or why a worker let it through."
    )
    stored_at = models.DateTimeField(default=now)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("about_kind", "about_id", name="file_by_about"),
            models.Index("stored_at", condition=Q(status=FileStatus.WAITING), name="file_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.pk}"

    @property
    def about(self) -> Ref:
        return Ref(self.about_kind, self.about_id)
