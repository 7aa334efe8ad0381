"""Reading organisations, and whether somebody is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpRequest
from pydantic import TypeAdapter

from naast.design.types import Link
from naast.kernel.actor import Actor
from naast.kernel.asked import asked_once
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import NotFound
from naast.kernel.rows import only
from naast.kernel.terms import holiday_name
from naast.organisations import models
from naast.organisations.types import Counter, Hours, Opening, Organisation, OtherHours, Phone, Reach, Team, Workplace

REACH = TypeAdapter(Reach)
LAST_CHANGES = 5  # that can be put back from the page of the settings
LOOK_AHEAD = 60  # days; a place that opens later than that is closed until further notice


def current(host: str) -> Organisation:
    """The organisation whose door this host is, or else the first one without a host of its own. Raises NotFound."""
    mine = models.Organisation.objects.filter(Q(host=host) | Q(host=None))
    return _found(mine.order_by(F("host").asc(nulls_last=True), "id").first())


def at_door(request: HttpRequest) -> Organisation:
    """Whose door this request came to. Raises NotFound where nobody lives yet."""
    found: Organisation | None = request.organisation  # type: ignore[attr-defined]
    if found is None:
        raise NotFound
    return found


def organisation(organisation_id: UUID) -> Organisation:
    """Raises NotFound."""
    return asked_once(_organisation, organisation_id)


def _organisation(organisation_id: UUID) -> Organisation:
    return _found(only(models.Organisation.objects.filter(pk=organisation_id)))


def names_of(organisations: Iterable[UUID]) -> Mapping[UUID, str]:
    """In one query."""
    return dict(models.Organisation.objects.filter(pk__in=organisations).values_list("pk", "name"))


def by_slug(slug: str) -> Organisation:
    return _found(models.Organisation.objects.filter(slug=slug).first())


def organisations() -> tuple[Organisation, ...]:
    return tuple(_value(row) for row in models.Organisation.objects.order_by("name"))


def workplace(actor: Actor, permission: str, asked: str | None = None) -> Workplace:
    """Where this actor uses a permission now: the organisation `asked` for by its key, else that of this door, else the first.

    Raises NotFound where they do not hold it, as for an organisation that does not exist.
    """
    held = models.Organisation.objects.filter(pk__in=actor.organisations_with(permission)).order_by("name", "id")
    mine = {str(row.pk): _value(row) for row in held}
    here = mine.get(asked) if asked else mine.get(str(actor.organisation)) or next(iter(mine.values()), None)
    if here is None:
        raise NotFound
    links = tuple(Link(one.name, f"?bij={key}", current=one == here) for key, one in mine.items())
    return Workplace(here, links if len(links) > 1 else ())


def team(team_id: UUID) -> Team:
    """Raises NotFound."""
    return asked_once(_team_with, team_id)


def _team_with(team_id: UUID) -> Team:
    row = only(models.Team.objects.filter(pk=team_id))
    if row is None:
        raise NotFound
    return _team(row)


def teams(organisation_id: UUID) -> tuple[Team, ...]:
    return tuple(_team(row) for row in models.Team.objects.filter(organisation=organisation_id).order_by("name"))


def team_of_first_contact(organisation_id: UUID) -> Team | None:
    """Who helps whoever asks for a human; None where no team is set apart for it, so that it is for all."""
    row = models.Team.objects.filter(organisation=organisation_id, first_contact=True).first()
    return _team(row) if row else None


def change_of(change: UUID) -> models.Change:
    """Raises NotFound."""
    row = models.Change.objects.filter(pk=change).first()
    if row is None:
        raise NotFound
    return row


def last_changes(organisation_id: UUID) -> tuple[tuple[UUID, bool], ...]:
    """The newest changes, the last one first; each with whether it can be put back."""
    row = models.Organisation.objects.get(pk=organisation_id)
    changes = row.changes.order_by("-at", "-id")[:LAST_CHANGES]
    return tuple((one.pk, still_stands(one, row)) for one in changes)


def still_stands(change: models.Change, row: models.Organisation) -> bool:
    """Whether all that it changed is as it made it: nobody changed the same since."""
    return all(getattr(row, field) == value for field, value in change.after.items())


def is_on(organisation: Organisation, capability: str) -> bool:
    """Whether this organisation uses the capability."""
    return capability not in organisation.switched_off


def opening(organisation: Organisation, at: datetime) -> Opening:
    """Whether the phone is answered at this instant, and until or from when."""
    return _opening(organisation.hours, organisation.other_hours, at)


def opening_of(counter: Counter, at: datetime) -> Opening:
    """The same for a desk or a bus."""
    return _opening(counter.hours, counter.other_hours, at)


Span = tuple[datetime, datetime, str]


def _opening(week: tuple[Hours, ...], other: tuple[OtherHours, ...], at: datetime) -> Opening:
    for start, end, place in _spans(week, other, at.astimezone(AMSTERDAM).date()):
        if start <= at < end:
            return Opening(open_now=True, until=end, place=place)
        if at < start:
            return Opening(open_now=False, next_open=start, place=place)
    return Opening(open_now=False)


def _spans(week: tuple[Hours, ...], other: tuple[OtherHours, ...], first: date) -> Iterator[Span]:
    for offset in range(LOOK_AHEAD):
        yield from sorted(_spans_on(first + timedelta(days=offset), week, other))


def _spans_on(day: date, week: tuple[Hours, ...], other: tuple[OtherHours, ...]) -> list[Span]:
    if differs := [one for one in other if one.day == day]:
        return [_span(day, one.opens, one.closes, one.place) for one in differs if one.opens and one.closes]
    if holiday_name(day):
        return []
    return [_span(day, one.opens, one.closes, one.place) for one in week if one.weekday == day.isoweekday()]


def _span(day: date, opens: time, closes: time, place: str) -> Span:
    return datetime.combine(day, opens, AMSTERDAM), datetime.combine(day, closes, AMSTERDAM), place


def _found(row: models.Organisation | None) -> Organisation:
    if row is None:
        raise NotFound
    return _value(row)


def _value(row: models.Organisation) -> Organisation:
    reach = REACH.validate_python(row.reach)
    return Organisation(
        id=row.id,
        slug=row.slug,
        name=row.name,
        kind=row.kind,  # type: ignore[arg-type]  # the column holds only these choices
        code=row.code,
        theme=row.theme,
        colours=row.colours,
        tone=row.tone,  # type: ignore[arg-type]
        phone=Phone(row.phone_number, row.phone_display),
        hours=reach.hours,
        other_hours=reach.other_hours,
        counters=reach.counters,
        host=row.host,
        invented=row.invented,
        switched_off=frozenset(row.switched_off),
        changed_at=row.changed_at,
    )


def _team(row: models.Team) -> Team:
    return Team(row.id, row.organisation_id, row.name, row.phone, row.first_contact)
