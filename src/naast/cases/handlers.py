"""What a case does about things that happen elsewhere."""

from __future__ import annotations

from naast.cases.actions import tell_by_hand
from naast.messages.events import DeliveryFailed


def find_another_way(event: DeliveryFailed) -> None:
    """Somebody is not told by mail that there is news about their case: a worker writes or phones."""
    if event.about.kind == "case":
        tell_by_hand(event.about.id, event.reason)
