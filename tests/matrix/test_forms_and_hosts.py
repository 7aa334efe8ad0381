"""What holds for every page at once: a form needs its token, and our address is the only one."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.test import override_settings

from matrix.rules import ROUTES
from matrix.world import World, undone
from naast.identity.tests.test_come_back_to_the_same_page import HOSTILE

ACTORS = ("anonymous", "owner", "team-1")  # one of each kind of session
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
            browser = world.browser(actor, strict=True)
            response = browser.post(world.address(name, route), {**route.form, **token})
        assert response.status_code in REFUSED_AS.get(route.kind, (403,)), (actor, token)


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
