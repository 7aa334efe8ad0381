"""Values that cross every boundary."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ref:
    """What something is about, without knowing it: `case:0192…`. The kind is the name its capability gives it."""

    kind: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """The Ref written as `kind:uuid`. Raises ValueError."""
        kind, _, key = text.partition(":")
        return cls(kind, UUID(key))
