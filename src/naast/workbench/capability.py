"""Workbench: what waits for a human, in one queue."""

from naast.design.types import FrameSlot, NavItem
from naast.kernel.registry import Capability
from naast.workbench.views import find_box, queue_column

CAPABILITY = Capability(
    name="workbench",
    purpose="The worker's pages that put several capabilities together: the queue, beside whatever is open.",
    declares=(
        NavItem(
            key="workbench.queue",
            label="Werk",
            url_name="workbench:queue",
            icon="task",
            order=1,
            place="staff",
            permission="work.see_queue",
        ),
        FrameSlot(
            key="workbench.find", slot="staff-search", template="design/slots/staff_search.html", context=find_box
        ),
        FrameSlot(
            key="workbench.queue", slot="staff-queue", template="workbench/column.html", context=queue_column, order=1
        ),
    ),
)
