"""What holds for every page at once: forms need their token, reading changes nothing, no cache keeps what is personal."""

import re
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from matrix.cells import METHODS, PAGES
from matrix.rules import CACHED, GET_WRITES, ROUTES, SAME_FOR_ALL, SESSION
from matrix.world import World, undone
from naast.identity.tests.test_come_back_to_the_same_page import HOSTILE

ACTORS = ("anonymous", "owner", "team-1")  # one of each kind of session
WRITTEN = re.compile(r'\b(?:INSERT INTO|DELETE FROM|(?<!FOR )(?<!DO )UPDATE) "?(\w+)"?', re.IGNORECASE)
ON_EVERY_ANSWER = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REFUSED_AS = {"system": (400,), "rest": (405, 415)}  # a form without its token, where that is not 403
HOSTS = (
    "kwaad.example", "testserver.kwaad.example", "kwaad.example:80", "testserver@kwaad.example", "testserver,kwaad.example",
    "127.0.0.1.kwaad.example", "[::ffff:7f00:1]", "10.0.0.1", "localhost.kwaad.example", "xn--80ak6aa92e.example",
    "testserver:80:80", "testserver/", "testserver?", "testserver#x", ".kwaad.example", "kwaad", "kwaad.example.", "*", "_", "-",
)  # fmt: skip


@pytest.mark.parametrize("name", ROUTES)
def test_a_form_without_its_token_changes_nothing(name: str, world: World) -> None:
    """Also when another site gives a token of its own. A system page proves its caller by a signature; REST reads no form."""
    route = ROUTES[name]
    foreign = {"csrfmiddlewaretoken": "a" * 64}
    for actor, token in (*((one, {}) for one in ACTORS), ("owner", foreign)):
        with undone():
            browser = world.browser(actor, enforce_csrf_checks=True)
            response = browser.post(world.address(name, route), {**route.form, **token})
        assert response.status_code in REFUSED_AS.get(route.kind, (403,)), (actor, token)


@pytest.mark.parametrize("name", [name for name, route in PAGES.items() if "GET" in route.methods])
def test_reading_a_page_changes_nothing_but_the_ledgers(name: str, world: World) -> None:
    route = PAGES[name]
    allowed = SESSION | GET_WRITES.get(name.split(" ", maxsplit=1)[0], frozenset())
    for actor in ACTORS:
        written = written_by(world, actor, world.address(name, route))
        assert written <= allowed, f"{actor} wrote {written - allowed}"


@pytest.mark.parametrize("name", GET_WRITES)
def test_an_exception_that_is_not_used_is_taken_away(name: str, world: World) -> None:
    """Nobody signs in at a provider here, so that line is proven where sign-in is."""
    if name in ("identity:sign-in", "identity:staff-start"):
        return
    written = set().union(*(written_by(world, one, world.address(name, ROUTES[name])) for one in ("owner", "team-1")))
    assert written & GET_WRITES[name]


def written_by(world: World, actor: str, address: str) -> set[str]:
    """The tables that a GET writes to."""
    tables: set[str] = set()

    def watch(execute, sql, params, many, context):
        tables.update(WRITTEN.findall(str(sql)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        world.ask(actor, "GET", address)
    return tables


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
    assert len({answer.getvalue() for answer in answers}) == 1
    for answer in answers:
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Vary" not in answer.headers
        assert not answer.cookies


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_ours_gets_nothing(host: str, world: World) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for name in ("portal:home", "cases:mine", "identity:sign-in", "cases:work"):
            response = world.ask("owner", "GET", world.address(name, ROUTES[name]), HTTP_HOST=host)
            assert response.status_code == 400
            assert response.content == b"This is not the address of this site."


@pytest.mark.parametrize(
    ("actor", "method", "name"),
    [
        ("owner", "GET", "identity:sign-in"),
        ("team-1", "GET", "identity:staff-sign-in"),
        ("anonymous", "POST", "organisations:preferences"),
        ("owner", "POST", "identity:extend"),
        ("owner", "POST", "cases:take"),  # the way to sign in remembers the page before
    ],
)
def test_nobody_is_led_to_another_site(actor: str, method: str, name: str, world: World) -> None:
    """A browser resolves what we answer against our own address; backslashes count as slashes (WHATWG URL)."""
    plain = world.address(name, ROUTES[name])
    for address in HOSTILE:
        headers = {"Referer": address.replace("\r", "").replace("\n", "")}
        response = world.ask(
            actor, method, f"{plain}?next={quote(address)}", {"taal": "en", "next": address}, headers=headers
        )
        place = response.headers.get("Location", "/")
        assert urlsplit(urljoin("http://testserver/x/", place.replace("\\", "/"))).netloc == "testserver", address
