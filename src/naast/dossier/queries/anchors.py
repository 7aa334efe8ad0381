"""The anchors as they are published."""

from __future__ import annotations

from naast.dossier.models import Anchor
from naast.dossier.types import Stand


def anchors(*, before: int | None = None, limit: int = 100) -> tuple[Stand, ...]:
    """Newest first."""
    rows = Anchor.objects.order_by("-number")
    if before:
        rows = rows.filter(number__lt=before)
    return tuple(row.stand for row in rows[:limit])
