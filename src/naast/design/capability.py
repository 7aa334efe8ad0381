"""What design adds to the house: the frame. The menu and the slots are filled by others."""

from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="design",
    purpose="Components, tokens and the frame of every page, with slots that other capabilities fill.",
)
