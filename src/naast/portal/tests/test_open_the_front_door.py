"""On the home page one asks in own words, or begins at a question one recognises; danger is never far."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from naast.organisations.tests.towns import make_town


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    return make_town()


def home(client: Client) -> str:
    return " ".join(client.get("/").content.decode().split())


def test_the_thirteen_stand_there_with_danger_on_top(client: Client, town: UUID) -> None:
    numbers = [int(one) for one in re.findall(r'href="/vragen/(\d+)/"', home(client))]

    assert numbers[0] == 8
    assert sorted(numbers) == list(range(1, 14))
    # the order of services/questions.yaml, as the town hall expects people to ask
    assert numbers[1:] == [7, 1, 4, 3, 10, 13, 2, 5, 6, 11, 9, 12]


def test_an_example_is_asked_with_one_touch(client: Client, town: UUID) -> None:
    page = home(client)

    assert 'href="/zoek/?vraag=mijn+vader+is+overleden"' in page
    assert client.get("/zoek/?vraag=mijn+vader+is+overleden").status_code == 200


def test_whoever_finds_nothing_goes_to_the_list_an_event_or_a_human(client: Client, town: UUID) -> None:
    page = home(client)
    main = page[page.index("<main") : page.index("</main")]

    for address in ("/gebeurtenis/", "/diensten/", "/contact/"):
        assert f'href="{address}"' in main


def test_the_door_speaks_english(client: Client, town: UUID) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = home(client)

    assert "How do I make ends meet?" in page
    assert "my father has died" in page


def test_a_search_engine_is_told_where_the_public_pages_stand_and_what_is_not_for_it(
    client: Client, town: UUID
) -> None:
    answer = client.get("/robots.txt")
    lines = answer.content.decode().splitlines()

    assert answer["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    shut = tuple(line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: "))
    assert {"/mijn/", "/werk/", "/zoek/", "/regel/"} <= set(shut)
    listed = re.findall(r"<loc>http://testserver(/[^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    assert listed
    assert not [path for path in listed if path.startswith(shut)]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", "(self)"),
        ("/zoek/?vraag=ik+ga+verhuizen", "(self)"),
        ("/diensten/", "()"),
        ("/contact/", "()"),
        ("/nergens/", "()"),
    ],
)
def test_a_microphone_may_be_used_only_where_one_asks_a_question(
    client: Client, town: UUID, path: str, allowed: str
) -> None:
    """Decision 70. The buttons are on the same pages: one that a page may not use would only disappoint."""
    answer = client.get(path)

    assert f"microphone={allowed}," in answer["Permissions-Policy"]
    assert ("data-hear" in answer.content.decode()) == (allowed == "(self)")
