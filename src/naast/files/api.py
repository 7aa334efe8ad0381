"""Files, as other capabilities use them."""

from naast.files.actions.checking import refuse, release
from naast.files.actions.keeping import hand_over, remove, store
from naast.files.queries import files_about

__all__ = [
    "files_about",
    "hand_over",
    "refuse",
    "release",
    "remove",
    "store",
]
