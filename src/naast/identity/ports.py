"""What identity needs from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from naast.kernel.registry import Declaration, Registry


@dataclass(frozen=True, kw_only=True)
class PersonDirectory(Declaration):
    """Knows which party a BSN belongs to. There is exactly one, declared by the capability that keeps people.

    `person_for(bsn=…, claims=…)` gives the id of the party and makes the person when it is the first time; it is called inside
    the transaction of the sign-in. `claims` are those of the provider, read and checked. `speech_of(party)` is how this party
    chose to be spoken to (`nl`, `nl-je`, `en`), empty when nothing was chosen.
    """

    person_for: Callable[..., UUID]
    speech_of: Callable[[UUID], str]

    def problems(self, registry: Registry) -> Iterable[str]:
        if len(registry.declared(PersonDirectory)) > 1:
            yield "there are two; a person must be found in one place only."
