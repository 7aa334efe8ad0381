"""What follows from a file that was stored."""

from functools import partial

from django.db import transaction

from naast.files.actions.checking import check
from naast.files.events import FileStored


def check_new_file(event: FileStored) -> None:
    """Ask the scanner once the effect is committed; the sweep finds what is left."""
    transaction.on_commit(partial(check, event.file), robust=True)
