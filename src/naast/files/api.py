"""Files, as other capabilities use them."""

from naast.files.actions.checking import refuse, release
from naast.files.actions.judging import check_upload
from naast.files.actions.keeping import hand_over, remove, store
from naast.files.queries import file, files_about, waiting_files

__all__ = [
    "check_upload",
    "file",
    "files_about",
    "hand_over",
    "refuse",
    "release",
    "remove",
    "store",
    "waiting_files",
]
