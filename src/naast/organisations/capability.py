"""What organisations adds to the house."""

from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="organisations",
    purpose="The public bodies: name, face, tone, hours, phone, counters, teams, and what each of them uses.",
)
