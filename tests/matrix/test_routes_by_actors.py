"""Every page, live topic, download and call × every kind of actor: against the table in `rules.py`, and what holds for all."""

import re

import pytest
from django.conf import settings
from django.http import HttpResponse

from matrix.cells import CALLS, LINES, METHODS, PAGES, names, outcome
from matrix.rules import ACTORS, CACHED, GET_WRITES, INSIDERS, LIVE, ROUTES, RULES, SAME_FOR_ALL, SESSION, TOPICS
from matrix.world import CANARY, World, broken_out, without_what_differs
from naast.kernel.live import LiveTopic
from naast.kernel.registry import declared

OF_EACH_ANSWER = {"Content-Security-Policy", "X-Request-ID"}  # another one each time, whatever is asked
ON_EVERY_ANSWER = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WITH_THINGS = [name for name, route in ROUTES.items() if "404" in RULES[route.kind].values() and route.at]


def test_every_page_and_every_live_topic_has_a_line_and_every_line_a_rule() -> None:
    assert set(names()) == {*ROUTES, LIVE}
    assert {topic.key for topic in declared(LiveTopic)} == set(TOPICS)
    kinds = {kind for route in PAGES.values() for kind in (route.kind, route.post) if kind}
    assert kinds | set(TOPICS.values()) | {kind for kind, _ in CALLS.values()} == set(RULES)


def test_the_table_has_a_cell_for_each_page_method_and_actor() -> None:
    cells = [cell for line in LINES.values() for cell in line()]
    pages = [cell for cell in cells if cell.method in METHODS and not cell.name.startswith(LIVE)]
    assert len(pages) == len(PAGES) * len(METHODS) * len(ACTORS) >= 1700


@pytest.mark.parametrize("line", LINES)
def test_each_actor_gets_what_the_table_says(line: str, world: World) -> None:
    got = {str(cell): (cell.expected, cell.ask(world)) for cell in LINES[line]()}
    assert {cell: pair for cell, pair in got.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("name", WITH_THINGS)
def test_what_is_anothers_looks_exactly_as_what_does_not_exist(name: str, world: World) -> None:
    route = ROUTES[name]
    here, nowhere = world.address(name, route), world.address_of_nothing(name, route)
    for method in route.methods.split():
        for actor in (one for one in ACTORS if RULES[route.kind][one] == "404"):
            foreign = world.see(actor, method, name, route)
            missing = world.ask(actor, method, nowhere, route.form)
            assert foreign.status_code == missing.status_code == 404
            assert without_what_differs(foreign.content, here) == without_what_differs(missing.content, nowhere), actor
            assert _headers(foreign) == _headers(missing), actor


def _headers(response) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name not in OF_EACH_ANSWER}


@pytest.mark.parametrize("name", PAGES)
def test_nobody_else_reads_what_is_the_owners(name: str, world: World) -> None:
    """The canary stands in a question, a decision, a message, a draft, an address and the name of a file."""
    route = PAGES[name]
    for actor in (one for one in ACTORS if one not in INSIDERS):
        for method in route.methods.split():
            response = world.see(actor, method, name, route)
            assert CANARY.encode() not in response.content, (actor, method)
            assert CANARY not in str(response.headers), (actor, method)


def test_the_canary_sings_for_who_may_hear_it(world: World) -> None:
    heard = [
        name
        for name, route in PAGES.items()
        if "GET" in route.methods
        and CANARY
        in (answer := world.see("owner", "GET", name, route)).content.decode(errors="replace") + str(answer.headers)
    ]
    assert {"cases:mine", "messages:read", "journeys:check", "parties:mine", "files:download"} <= set(heard)


@pytest.mark.parametrize("name", PAGES)
def test_what_somebody_typed_is_text_for_whoever_reads_it(name: str, world: World) -> None:
    """Names, questions, reasons, messages, drafts, files and views all hold what breaks out of where it is put."""
    for actor in ACTORS:
        for method in PAGES[name].methods.split():
            assert broken_out(world.see(actor, method, name, PAGES[name])) == [], (actor, method)


def test_what_breaks_out_stands_on_many_pages_as_text(world: World) -> None:
    shown = {
        (name, actor)
        for name, route in PAGES.items()
        for actor in ("owner", "helper", "team-1", "editor", "admin")
        if "GET" in route.methods and b"&lt;kwaad&gt;" in world.see(actor, "GET", name, route).content
    }
    assert len({name for name, _ in shown}) >= 20


@pytest.mark.parametrize("name", [name for name, route in PAGES.items() if "GET" in route.methods])
def test_reading_a_page_changes_nothing_but_the_ledgers(name: str, world: World) -> None:
    route = PAGES[name]
    allowed = SESSION | GET_WRITES.get(name.split(" ", maxsplit=1)[0], frozenset())
    for actor in ACTORS:
        written = world.see(actor, "GET", name, route).written
        assert written <= allowed, f"{actor} wrote {written - allowed}"


@pytest.mark.parametrize("name", GET_WRITES)
def test_an_exception_that_is_not_used_is_taken_away(name: str, world: World) -> None:
    """Nobody signs in at a provider here, so that line is proven where sign-in is."""
    if name in ("identity:sign-in", "identity:staff-start"):
        return
    assert any(world.see(actor, "GET", name, ROUTES[name]).written & GET_WRITES[name] for actor in ("owner", "team-1"))


@pytest.mark.parametrize("name", sorted(PAGES.keys() - SAME_FOR_ALL))
def test_no_cache_keeps_it_and_no_other_site_frames_it(name: str, world: World) -> None:
    route = PAGES[name]
    for actor in ACTORS:
        for method in METHODS:
            response = world.see(actor, method, name, route)
            known = actor != "anonymous" or response.cookies.get(settings.SESSION_COOKIE_NAME)
            wanted = "no-store" if known else "public" if name in CACHED and method == "GET" else "no-"
            assert response.headers["Cache-Control"].startswith(wanted), (actor, method)
            assert {"Cookie", "HX-Request"} <= set(re.split(r",\s*", response.headers["Vary"])), (actor, method)
            assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"], (actor, method)
            assert {key: response.headers.get(key) for key in ON_EVERY_ANSWER} == ON_EVERY_ANSWER, (actor, method)


@pytest.mark.parametrize("name", sorted(SAME_FOR_ALL))
def test_what_is_the_same_for_all_is_kept_for_good_and_says_nothing_of_who_asks(name: str, world: World) -> None:
    answers = [world.see(actor, "GET", name, PAGES[name]) for actor in ACTORS]
    assert len({answer.content for answer in answers}) == 1
    for answer in answers:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Vary" not in answer.headers
        assert not answer.cookies


@pytest.mark.parametrize(
    "page",
    [
        "<p>Dag <kwaad>",
        """<input value="<kwaad>"kwaad' kwaad""",
        """<a title='a "kwaad' kwaad>""",
        '<a href="javascript:kwaad">',
    ],
)
def test_what_is_more_than_text_is_noticed(page: str) -> None:
    assert broken_out(HttpResponse(page))


@pytest.mark.parametrize(
    "page", ["<p>Dag &lt;kwaad&gt;&quot;kwaad&#x27; kwaad", r"""<script type="application/json">{"a": "\"kwaad"}"""]
)
def test_what_is_only_text_is_left_alone(page: str) -> None:
    assert not broken_out(HttpResponse(page))


def test_a_reference_is_no_key(world: World) -> None:
    from naast.cases.models import Case

    reference = Case.objects.get(pk=world["waiting"]).reference
    for address in (f"/mijn/zaken/{reference}/", f"/werk/zaken/{reference}/", f"/regel/verhuismelding/{reference}/"):
        for actor in ACTORS:
            assert outcome(world.ask(actor, "GET", address)) == "404"
