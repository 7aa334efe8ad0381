"""What workers keep for themselves."""

from __future__ import annotations

from django.db import models

from naast.kernel.ids import uuid7


class SavedView(models.Model):
    """How one worker likes to look at the queue. Nobody else reads it; it holds no words that were looked for, since those may
    be a resident's name. `staff` is the key of a member of staff."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    staff = models.UUIDField()
    name = models.CharField(max_length=60)
    asked = models.JSONField(help_text="What stands in the address: organisation, row and filters.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff", "name"], name="view_of_a_name_once")]

    def __str__(self) -> str:
        return self.name
