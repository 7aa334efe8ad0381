"""What parties keep because it happened elsewhere."""

from __future__ import annotations

from naast.organisations.events import LanguageChosen
from naast.parties.actions.preferences import keep_language


def keep_speech(event: LanguageChosen) -> None:
    """Chosen at the foot of a page by who is signed in: it holds on every device, and in what we write."""
    keep_language(event.party, event.language)
