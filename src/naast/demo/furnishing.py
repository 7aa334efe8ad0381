"""Fills the town: what its people asked over the years, the neighbour that shares its contact centre, and many more people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from django.db import connection, transaction

from naast.demo.growth.growing import Place, Wish, write
from naast.demo.growth.lives import LIVES, Stands
from naast.demo.growth.pattern import EARLIEST, Begun
from naast.demo.growth.people import Somebody, listed, somebody
from naast.demo.growth.rehearsal import newcomer, rehearse
from naast.demo.people import residents, staff, townspeople
from naast.demo.town import SLUG, stands
from naast.demo.town.joined import join
from naast.demo.town.people import hire, move_in
from naast.demo.town.place import found_neighbour
from naast.identity import api as identity
from naast.kernel.clock import AMSTERDAM
from naast.organisations.api import by_slug

NEIGHBOUR = "rietmeer"
PREFIXES = {SLUG: "LW", NEIGHBOUR: "RM"}
CASES = {SLUG: 248, NEIGHBOUR: 45}  # and five that were told before, and two that were joined to those
RUNNING_HERE, RUNNING_AT_SCALE = 0.2, 0.03
LONGEST_HISTORY = "saskia"
HER_SHARE = 5  # times as much as the others
MOVED_HERE = ("youssef", "naomi", "tijn", "ewa", "oleh", "sem", "grace")  # who know the neighbour too
LISTED = 10_000_000  # numbers from here on are those of the list
BATCH = 250
LIVES_EACH, OF_THESE = (0, 1, 2, 3, 5), (30, 45, 15, 7, 3)


@transaction.atomic
def furnish(today: date, seed: int) -> None:
    """The neighbour, and three hundred cases of the people of the list, in every state; once."""
    if stands(NEIGHBOUR):
        return
    town = by_slug(SLUG)
    random = Random(f"{seed}:furnish")
    neighbour = found_neighbour(NEIGHBOUR)
    hire(neighbour)
    keys = {key: move_in(one, town.id) for key, one in townspeople().items()}
    people = {key: listed(one, keys[key], random) for key, one in townspeople().items()}
    shares = {key: HER_SHARE if key == LONGEST_HISTORY else 1 for key in people}
    known = dict.fromkeys(MOVED_HERE, 1)
    for place, who in ((_place(SLUG), shares), (_place(NEIGHBOUR), known)):
        lives = list(_every_life(place, today, random, CASES[_slug(place)]))
        write([*_dealt(place, people, who, lives, random)])
    join(town.id, datetime.combine(today, time(9), AMSTERDAM))


def places() -> list[Place]:
    """Lommerwaard and its neighbour, with the lives that are lived there."""
    return [_place(SLUG), _place(NEIGHBOUR)]


def grow(places: Sequence[Place], scale: int, today: date, seed: int, count: Callable[[int, int], None]) -> None:
    """As many residents as `scale`, those of the list among them. Who is there already stays; `count` hears how many there are
    and how many of these are new."""
    known = len(residents())
    for start in range(0, scale - known, BATCH):
        numbers = range(start, min(start + BATCH, scale - known))
        wishes = list(_newcomers(numbers, places, today, seed))
        if wishes:
            write(wishes)
        count(known + numbers.stop, len(wishes))


def _place(slug: str) -> Place:
    organisation = by_slug(slug).id
    workers = {key: one.id for key, given in staff().items() if (one := identity.staff_by_email(given.email))}
    return Place(organisation, PREFIXES[slug], newcomer(organisation), rehearse(organisation, LIVES[slug], workers))


def _slug(place: Place) -> str:
    return next(slug for slug, prefix in PREFIXES.items() if prefix == place.prefix)


def _every_life(place: Place, today: date, random: Random, number: int) -> Iterator[Begun]:
    """So many lives, each kind among them."""
    every = [begun for pattern in place.lives.values() if (begun := pattern.some_day(random, today))]
    yield from every
    for _ in range(number - len(every)):
        yield place.some_life(random, today, running=RUNNING_HERE)


def _dealt(
    place: Place, people: Mapping[str, Somebody], shares: Mapping[str, int], lives: Iterable[Begun], random: Random
) -> Iterator[Wish]:
    """The lives, shared out; where it can be avoided, nobody has the same thing running twice."""
    kinds = {pattern.name: life for life, pattern in place.lives.items()}
    hands: dict[str, list[Begun]] = {key: [] for key in shares}
    running = set[tuple[str, str]]()
    for begun in lives:
        life = kinds[begun.pattern.name]
        free = [key for key in shares if life.stands is Stands.OVER or (key, life.service) not in running]
        (key,) = random.choices(free, [shares[one] for one in free]) if free else [random.choice([*shares])]
        hands[key].append(begun)
        if life.stands is not Stands.OVER:
            running.add((key, life.service))
    for number, (key, hand) in enumerate(hands.items(), start=LISTED):
        yield Wish(number, people[key], place, hand, random)


def _newcomers(numbers: range, places: Sequence[Place], today: date, seed: int) -> Iterator[Wish]:
    """Those of these numbers who do not live here yet. One in ten belongs to the neighbour."""
    randoms = {number: Random(f"{seed}:{number}") for number in numbers}
    people = {number: somebody(number, random) for number, random in randoms.items()}
    there = _there([one.key for one in people.values()])
    for number, who in people.items():
        if who.key not in there:
            random = randoms[number]
            place = places[random.random() < 0.1]
            (each,) = random.choices(LIVES_EACH, OF_THESE)
            lives = [place.some_life(random, today, running=RUNNING_AT_SCALE) for _ in range(each)]
            first = min((one.first for one in lives), default=today)
            came = max(EARLIEST, first) - timedelta(random.randint(1, 90))
            yield Wish(number, who, place, lives, random, came)


def _there(keys: Sequence[UUID]) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM parties_party WHERE id = ANY(%s)", [list(keys)])
        return {key for (key,) in cursor.fetchall()}
