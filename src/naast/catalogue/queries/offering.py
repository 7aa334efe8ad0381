"""What an organisation offers, narrowed down."""

from __future__ import annotations

from uuid import UUID

from naast.catalogue.ports import surroundings
from naast.catalogue.queries.versions import current_versions, service_of
from naast.catalogue.types import LifeEvent, PackageVersion, Provider, Service


def offered(
    organisation: UUID,
    *,
    question: int | None = None,
    life_event: str | None = None,
    provider: str | None = None,
    has_journey: bool | None = None,
) -> tuple[PackageVersion, ...]:
    """By slug. `life_event` and `provider` are keys, and `provider` is "" for what the organisation does itself."""

    def fits(service: Service) -> bool:
        return (
            (question is None or question in service.resident_questions)
            and (life_event is None or life_event in {one.key for one in life_events_of(service)})
            and (provider is None or provider == service.provider)
            and (has_journey is None or has_journey == service.has_journey)
        )

    return tuple(one for one in current_versions(organisation) if fits(service_of(one)))


def life_events_of(service: Service) -> tuple[LifeEvent, ...]:
    """Those that the package names and this release still knows."""
    known = surroundings().life_events
    return tuple(known[name] for name in service.life_events if name in known)


def provider_of(service: Service) -> Provider | None:
    """Who does it; None when the organisation does it itself, or for a provider that this release no longer knows."""
    return surroundings().providers.get(service.provider)
