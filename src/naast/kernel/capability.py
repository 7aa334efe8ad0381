"""What the kernel adds to the house."""

from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="kernel",
    purpose="Events that never get lost, the clock, keys and registers that every other capability stands on.",
)
