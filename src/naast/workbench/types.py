"""What a worker keeps of the workbench."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SavedView:
    """A way of looking at the queue under a name; `asked` is what stands in the address, apart from words looked for."""

    id: UUID
    name: str
    asked: Mapping[str, str]
