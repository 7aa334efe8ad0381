"""What a case does about things that happen elsewhere."""

from __future__ import annotations

from naast.cases.actions import leave_case, tell_by_hand
from naast.cases.actions.change import ASSESS
from naast.cases.actions.late import UNREACHED
from naast.files.events import FileRefused
from naast.messages.events import DeliveryFailed
from naast.work.events import ItemLeftBehind


def find_another_way(event: DeliveryFailed) -> None:
    """Somebody is not told by mail that there is news about their case: a worker writes or phones."""
    if event.about.kind == "case":
        tell_by_hand(event.about.id, because=UNREACHED[event.reason])


def ask_again(event: FileRefused) -> None:
    """A document that came with a case was harmful and is gone: a worker asks for it again."""
    if event.about.kind == "case":
        tell_by_hand(event.about.id, because="Een document was niet veilig en is weg: vraag het opnieuw")


def go_on_without(event: ItemLeftBehind) -> None:
    """The colleague who handled this case left."""
    if event.kind == ASSESS:
        leave_case(event.about.id, by=event.by)
