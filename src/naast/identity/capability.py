"""What identity adds to the house."""

from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="identity",
    purpose="Sign-in of residents and staff, roles per organisation, sessions.",
)
