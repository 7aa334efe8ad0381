"""What work adds to the house: one pool of what waits for a human."""

from django.utils.translation import gettext_lazy as _

from naast.dossier.events import EntryDisputed
from naast.dossier.types import Purpose
from naast.identity.events import RoleEnded
from naast.kernel.events import Later, Now
from naast.kernel.live import LiveTopic
from naast.kernel.registry import Capability
from naast.kernel.sweeps import Sweep
from naast.work.access import may_follow_queue
from naast.work.events import ItemFinished
from naast.work.handlers import DISPUTED, hand_in, mend_disputed, stop_looking
from naast.work.tasks import warn_before_due
from naast.work.types import WorkKind

CAPABILITY = Capability(
    name="work",
    purpose="One pool of work for humans, ordered by due time, taken by one at a time.",
    declares=(
        # Dutch: dit zit in de weg. Any screen may make one.
        WorkKind(key="work.obstacle", label="Dit zit in de weg", icon="warning"),
        WorkKind(key=DISPUTED, label="Dit klopt niet", icon="question"),
        Later(key="work.mend_disputed", event=EntryDisputed, handle=mend_disputed),
        Later(key="work.hand_in", event=RoleEnded, handle=hand_in),
        Now(key="work.stop_looking", event=ItemFinished, handle=stop_looking),
        Purpose(
            key="work.distribute",
            label=_("werk verdelen"),
            ground="Uitvoering van een taak van algemeen belang (AVG artikel 6, eerste lid, onder e)",
        ),
        LiveTopic(key="queue", may_follow=may_follow_queue),
        Sweep(key="work.warn_before_due", every=60, run=warn_before_due),
    ),
)
