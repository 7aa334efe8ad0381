"""Asking one cell of the table: what does this actor get of this page?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver

from matrix.rules import ACTORS, LIVE, MORE, ROUTES, RULES, TOPICS, Route
from matrix.world import Answer, World, undone
from naast.catalogue import api as catalogue
from naast.catalogue.actions import pause
from naast.demo.town.stories import MOVING
from naast.dossier import api as dossier
from naast.dossier.actions.reviews import read_unusual
from naast.dossier.queries.unusual.found import unusual_looks_of
from naast.files import api as files
from naast.finding import api as finding
from naast.finding.types import What
from naast.identity import api as identity
from naast.kernel.actor import Actor
from naast.kernel.errors import Refused
from naast.kernel.types import Ref
from naast.messages import api as messages
from naast.organisations import api as organisations
from naast.parties import api as parties
from naast.work import api as work

METHODS = ("GET", "POST")
DOORS = ("/inloggen/", "/werk/inloggen/", "/uitgelogd/")
REFUSALS = (400, 409)


@dataclass(frozen=True)
class Cell:
    """One question to the site, and the answer that the table gives."""

    capability: str
    name: str
    method: str
    actor: str
    expected: str
    ask: Callable[[World], str]

    def __str__(self) -> str:
        return f"{self.method} {self.name} as {self.actor}"


def names(patterns: list[URLPattern | URLResolver] | None = None, above: str = "") -> Iterator[str]:
    """Every page of the resolver, as `capability:name`."""
    for one in get_resolver("naast.site.urls").url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{above}{one.namespace}:" if one.namespace else above)
        else:
            yield f"{above}{one.name}"


def outcome(response: HttpResponseBase | Answer) -> str:
    place = response.headers.get("Location", "").split("?")[0]
    if response.status_code == 302 and place in DOORS:
        return "sign-in"
    if response.status_code in REFUSALS:
        return "refused"
    return str(response.status_code) if response.status_code in (403, 404, 405, 500) else "ok"


def of_page(name: str, route: Route) -> Iterator[Cell]:
    for method in METHODS:
        for actor in ACTORS:
            expected = route.expected(method, actor)
            yield Cell(name.split(":", maxsplit=1)[0], name, method, actor, expected, _page(name, route, method, actor))


def _page(name: str, route: Route, method: str, actor: str) -> Callable[[World], str]:
    def ask(world: World) -> str:
        return outcome(world.see(actor, method, name, route))

    return ask


def of_topic(topic: str) -> Iterator[Cell]:
    for actor in ACTORS:
        yield Cell("kernel", f"{LIVE} {topic}", "GET", actor, RULES[TOPICS[topic]][actor], _topic(topic, actor))


def _topic(topic: str, actor: str) -> Callable[[World], str]:
    def ask(world: World) -> str:
        about = {"case": world["waiting"], "queue": world.town, "messages": world["party"]}[topic]
        return outcome(world.browser(actor).get(f"/live/?on={topic}:{about}"))

    return ask


def _message(actor: Actor, world: World) -> object:
    values = {"title": "Zaak", "text": "Dag", "handler": "Karim"}
    about = Ref("case", world["sent"])
    return messages.send(
        actor, template="cases.message", party=world["party"], organisation=world.town, about=about, values=values
    )


# What the capabilities can do and no page offers yet; the machines' interface of tomorrow calls these too.
CALLS: Mapping[str, tuple[str, Callable[[Actor, World], object]]] = {
    "finding read-asked": (
        "read-asked",
        lambda actor, world: finding.asked(actor, world.town, What.ALL, days=90),
    ),
    "finding see-added": ("see-added", lambda actor, world: finding.added(actor, world["added"])),
    "catalogue see-text": ("see-added", lambda actor, world: catalogue.wording(actor, world["own_text"])),
    "catalogue read-texts": ("read-asked", lambda actor, world: catalogue.texts_of(actor, world.town, MOVING)),
    "parties see-person": ("see-person", lambda actor, world: parties.person(actor, world["party"])),
    "dossier see-timeline": (
        "see-timeline",
        lambda actor, world: dossier.timeline(actor, subject=world["party"], organisation=world.town),
    ),
    "work see-work": ("see-work", lambda actor, world: work.item(actor, world["work"])),
    "work take-work": (
        "take-work",
        lambda actor, world: work.take(actor, world["work"], version=world["work_version"]) or 1,
    ),
    "dossier see-changes": (
        "see-changes",
        lambda actor, world: dossier.settings_changed(actor, world.town)[0] or None,
    ),
    "dossier see-unusual": (
        "see-unusual",
        lambda actor, world: unusual_looks_of(actor, world.town)[0] or None,
    ),
    "dossier review-unusual": ("see-unusual", lambda actor, world: read_unusual(actor, world["unusual"])),
    "identity end-role": (
        "end-role",
        lambda actor, world: identity.end_assignment(actor, assignment=world["role"]) or 1,
    ),
    "catalogue offer-service": (
        "change-settings",
        lambda actor, world: pause(actor, organisation=world.town, slug=MOVING, sentence="Even niet.") or 1,
    ),
    "organisations change-settings": (
        "change-settings",
        lambda actor, world: organisations.change_organisation(actor, organisation=world.town, tone="u") or 1,
    ),
    "files judge-file": (
        "judge-file",
        lambda actor, world: files.release(actor, world["waiting_file"], reason="Gezien.") or 1,
    ),
    "files remove-file": ("remove-file", lambda actor, world: files.remove(actor, world["draft_file"]) or 1),
    "messages send-message": ("send-message", _message),
    "catalogue publish-service": (
        "publish-service",
        lambda actor, world: catalogue.publish(actor, organisation=world.town, package=catalogue.package(MOVING)),
    ),
}


def of_call(name: str) -> Iterator[Cell]:
    kind, _ = CALLS[name]
    capability, verb = name.split(" ")
    for actor in ACTORS:
        if RULES[kind][actor] != "-":
            yield Cell(capability, verb, "call", actor, RULES[kind][actor], _call(name, actor))


def _call(name: str, actor: str) -> Callable[[World], str]:
    def ask(world: World) -> str:
        with undone():
            return _came_of(lambda: CALLS[name][1](world.actor(actor), world))

    return ask


def _came_of(do: Callable[[], object]) -> str:
    try:
        return "404" if do() is None else "ok"
    except Http404:
        return "404"
    except PermissionDenied:
        return "403"
    except Refused:
        return "refused"


PAGES = {**ROUTES, **MORE}
LINES: Mapping[str, Callable[[], Iterator[Cell]]] = {
    **{name: lambda name=name: of_page(name, PAGES[name]) for name in PAGES},  # type: ignore[misc]
    **{f"{LIVE} {topic}": lambda topic=topic: of_topic(topic) for topic in TOPICS},  # type: ignore[misc]
    **{name: lambda name=name: of_call(name) for name in CALLS},  # type: ignore[misc]
}
