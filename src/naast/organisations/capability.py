"""What organisations adds to the house."""

from naast.design.types import FrameSlot, NavItem
from naast.kernel.registry import Capability
from naast.organisations.views import slots

CAPABILITY = Capability(
    name="organisations",
    purpose="The public bodies: name, face, tone, hours, phone, counters, teams, and what each of them uses.",
    declares=(
        NavItem(
            key="organisations.settings",
            label="Organisatie",
            url_name="organisations:settings",
            icon="house",
            order=2,
            place="administration",
            permission="organisations.change",
        ),
        FrameSlot(key="organisations.phone", slot="phone", template="design/slots/phone.html", context=slots.phone),
        FrameSlot(key="organisations.hours", slot="hours", template="design/slots/hours.html", context=slots.hours),
        FrameSlot(key="organisations.human", slot="human", template="design/slots/human.html", context=slots.human),
        FrameSlot(key="organisations.notice", slot="notice", template="design/slots/notice.html", context=slots.notice),
        FrameSlot(
            key="organisations.preferences",
            slot="preferences",
            template="organisations/preferences.html",
            context=slots.preferences,
        ),
    ),
)
