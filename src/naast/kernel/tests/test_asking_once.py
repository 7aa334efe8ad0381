"""What several parts of a page ask is asked once while it is read, and anew by the next request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from naast.kernel.actor import ANONYMOUS
from naast.kernel.asked import asked_once
from naast.kernel.guards import public_page

allowed = {"karim": True}
asks: list[str] = []


def may_look(who: str) -> bool:
    asks.append(who)
    return allowed[who]


@public_page
def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{asked_once(may_look, 'karim')} {asked_once(may_look, 'karim')}")


def read(method: str) -> tuple[str, int]:
    """What the page said, and how often it asked."""
    asks.clear()
    request = HttpRequest()
    request.method, request.actor = method, ANONYMOUS  # type: ignore[attr-defined]
    return page(request).content.decode(), len(asks)


def test_a_page_that_is_read_asks_once_and_the_next_one_hears_what_changed() -> None:
    assert read("GET") == ("True True", 1)
    allowed["karim"] = False
    try:
        assert read("GET") == ("False False", 1)
    finally:
        allowed["karim"] = True


def test_what_changes_something_asks_each_time() -> None:
    assert read("POST") == ("True True", 2)
    asks.clear()
    assert asked_once(may_look, "karim")
    assert asked_once(may_look, "karim")
    assert len(asks) == 2
