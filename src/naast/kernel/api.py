"""The face of the kernel. Larger parts are imported by their own name: `from naast.kernel import algorithms, terms`."""

from naast.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind, Assurance, Role
from naast.kernel.clock import AMSTERDAM, now, today
from naast.kernel.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale, TooMany
from naast.kernel.events import Event, Later, Now, announce
from naast.kernel.ids import uuid7
from naast.kernel.jobs import dead_letters, retry_dead
from naast.kernel.live import publish
from naast.kernel.registry import Capability, Declaration, declared, find, registry
from naast.kernel.sweeps import sweep_once
from naast.kernel.types import Ref

__all__ = [
    "AMSTERDAM",
    "ANONYMOUS",
    "SYSTEM",
    "Actor",
    "ActorKind",
    "Assurance",
    "Capability",
    "Declaration",
    "Event",
    "Forbidden",
    "Later",
    "NotFound",
    "Now",
    "Ref",
    "Refused",
    "Role",
    "SignInNeeded",
    "Stale",
    "TooMany",
    "announce",
    "dead_letters",
    "declared",
    "find",
    "now",
    "publish",
    "registry",
    "retry_dead",
    "sweep_once",
    "today",
    "uuid7",
]
