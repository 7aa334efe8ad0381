"""What files add to the house."""

from django.utils.translation import gettext_lazy as _

from naast.dossier.types import EntryKind, Purpose
from naast.files.events import FileStored
from naast.files.handlers import check_new_file
from naast.files.tasks import check_what_waits, clear_orphans
from naast.kernel.events import Later
from naast.kernel.registry import Capability
from naast.kernel.sweeps import Sweep

KINDS = (
    EntryKind(
        key="files.received",
        sentence=_("We kregen een document van u"),
        staff_sentence="Er kwam een document binnen",
        detail="%(name)s",
        icon="document",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="files.removed",
        sentence=_("Een document is weggehaald"),
        detail="%(name)s",
        icon="close",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="files.refused",
        sentence=_("Een document was niet veilig. We hebben het weggegooid"),
        detail="%(name)s",
        icon="warning",
        group="data",
    ),
)

CAPABILITY = Capability(
    name="files",
    purpose="Documents that people hand in: judged by their content, in quarantine until checked, read by who may.",
    declares=(
        *KINDS,
        Purpose(
            key="files.keep",
            label=_("u een document meestuurde"),
            ground="AVG artikel 6, eerste lid, onder e",
        ),
        Later(key="files.check_new_file", event=FileStored, handle=check_new_file),
        Sweep(key="files.check_what_waits", every=60, run=check_what_waits),
        Sweep(key="files.clear_orphans", every=3600, run=clear_orphans),
    ),
)
