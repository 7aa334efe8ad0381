"""A worker looks for somebody: by name and birth date together, by BSN or by the number of a case, for a chosen purpose.

Each person shown is logged.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from rapidfuzz import fuzz

from naast.dossier import api as dossier
from naast.dossier.types import Purpose
from naast.kernel.actor import Actor
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.registry import registry
from naast.parties.models import Person
from naast.parties.ports import Nameless, NumberToPerson
from naast.parties.queries.people import card, people_with_bsn
from naast.parties.types import PersonCard, TooManyFound, searchable

MOST = 10
ALIKE = 82  # of 100: lets one wrong or missing letter in six pass
BORN_THE_SAME_DAY = 400  # people compared; more share a birth date only in a register of millions


def purposes_to_search() -> tuple[Purpose, ...]:
    """Why a worker may look somebody up; the worker chooses one."""
    return tuple(one for one in registry.declared(Purpose) if one.for_search)


def search_people(
    actor: Actor,
    *,
    organisation: UUID,
    purpose: str,
    name: str | None = None,
    birth_date: date | None = None,
    bsn: str | None = None,
    number: str | None = None,
) -> tuple[PersonCard, ...]:
    """At most ten people. Raises Forbidden, TooManyFound, or Refused when the purpose or half of the question is missing."""
    _permit(actor, organisation, purpose)
    found = _with_number(actor, number) if number else _found(name, birth_date, bsn)
    if len(found) > MOST:
        raise TooManyFound("We vonden te veel mensen. Vul de hele naam in.")
    cards = tuple(card(one) for one in found)
    dossier.log_processing(
        actor,
        subjects=[one.id for one in cards],
        organisation=organisation,
        purpose=purpose,
        about=None,
        what=f"parties.found_by_{'number' if number else 'bsn' if bsn else 'name'}",
    )
    return cards


def search_nameless(actor: Actor, *, organisation: UUID, purpose: str, number: str) -> tuple[Nameless, ...]:
    """What bears this number and is of nobody we know. Raises Forbidden, or Refused when the purpose is missing."""
    _permit(actor, organisation, purpose)
    found = tuple(it for one in registry.declared(NumberToPerson) if (it := one.nameless(actor, number)))
    for one in found:
        dossier.log_processing(
            actor,
            subjects=[one.subject],
            organisation=organisation,
            purpose=purpose,
            about=one.about,
            what="parties.found_by_number",
        )
    return found


def _permit(actor: Actor, organisation: UUID, purpose: str) -> None:
    if not actor.is_staff or not actor.may("parties.search", at=organisation):
        raise Forbidden
    if purpose not in {one.key for one in purposes_to_search()}:
        raise Refused("Kies eerst waarom u deze persoon zoekt.")


def _with_number(actor: Actor, number: str) -> list[Person]:
    found = {one.party_of(actor, number) for one in registry.declared(NumberToPerson)}
    return list(Person.objects.select_related("party__preference").filter(party__in=found - {None})[: MOST + 1])


def _found(name: str | None, birth_date: date | None, bsn: str | None) -> list[Person]:
    if bsn:
        return list(people_with_bsn("".join(bsn.split()))[: MOST + 1])
    if not name or not birth_date:
        raise Refused("Vul een naam en een geboortedatum in, een burgerservicenummer, of het nummer van een zaak.")
    return _alike(searchable(name), _born_on(birth_date))


def _born_on(day: date) -> QuerySet[Person]:
    people = Person.objects.select_related("party__preference").filter(birth_date=day)
    return people.order_by("search_name", "party_id")[:BORN_THE_SAME_DAY]


def _alike(wanted: str, people: QuerySet[Person]) -> list[Person]:
    """Those whose family name, whole name in any order, or name word for word is spelled alike."""
    scored = [(_score(wanted, one), one) for one in people]
    return [one for score, one in sorted(scored, key=lambda pair: -pair[0]) if score >= ALIKE]


def _score(wanted: str, person: Person) -> float:
    family, full = searchable(person.family_name), searchable(person.prefix, person.family_name)
    return max(
        fuzz.ratio(wanted, family), fuzz.ratio(wanted, full), _whole(wanted, person), _word_for_word(wanted, person)
    )


def _whole(wanted: str, person: Person) -> float:
    written = searchable(person.prefix, person.search_name)
    return max(fuzz.token_sort_ratio(wanted, written), fuzz.token_sort_ratio(wanted, person.search_name))


def _word_for_word(wanted: str, person: Person) -> float:
    """How well each word fits one of the names. A prefix and initials may go along, but find nobody by themselves."""
    names, prefix = person.search_name.split(), searchable(person.prefix).split()
    initials = "".join(one[0] for one in searchable(person.given_names).split())
    words = [one for one in wanted.split() if one not in prefix and one not in initials]
    return min((max((fuzz.ratio(word, one) for one in names), default=0) for word in words), default=0)
