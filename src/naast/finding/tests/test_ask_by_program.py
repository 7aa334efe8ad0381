"""Another site asks at /api/finder/v1/: the same answer as on our own page, within limits, and nothing of the question stays."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.conf import settings
from django.db import connection
from django.test import Client

from naast.catalogue import api as catalogue
from naast.kernel.actor import SYSTEM
from naast.kernel.rest import MOST_BYTES

NUMBER = "999990019"  # of the official test range
ASK, SUGGEST = "/api/finder/v1/ask", "/api/finder/v1/suggest"


def sent(client: Client, path: str, body: object, **more: Any) -> Any:
    return client.post(path, body, content_type="application/json", **more)


def answer(client: Client, text: str, **more: object) -> dict[str, Any]:
    response = sent(client, ASK, {"text": text, **more})
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_the_best_service_comes_first_with_its_names_and_why(client: Client, town: UUID) -> None:
    package = yaml.safe_load((Path(settings.NAAST_SERVICES) / "verhuismelding" / "service.yaml").read_text("utf-8"))

    found = answer(client, "ik ga verhuizen naar mijn vriendin")

    best = found["results"][0]
    assert (found["kind"], found["language"], found["human"]) == ("services", "nl", False)
    assert (best["slug"], best["title"], best["upl"]) == ("verhuismelding", package["title"]["nl"], package["upl"])
    assert best["url"] == "http://testserver/diensten/verhuismelding/"
    assert "verhuizen" in best["because"]
    assert 0 < best["score"] <= 1


def test_titles_come_in_the_language_that_was_asked(client: Client, town: UUID) -> None:
    assert answer(client, "verhuizen", language="en")["results"][0]["title"] == "Report a change of address"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("kaart", "clarify"),
        ("recept voor pannenkoeken", "out_of_scope"),
        ("hoe staat het met mijn aanvraag", "status"),
        ("mijn man slaat mij", "human"),
        ("mijn moeder is overleden, wat moet ik allemaal regelen", "life_event"),
    ],
)
def test_every_kind_of_answer_is_named(client: Client, town: UUID, question: str, kind: str) -> None:
    assert answer(client, question)["kind"] == kind


@pytest.mark.parametrize(
    ("question", "own"),
    [("hoe staat het met mijn aanvraag", True), ("waar blijft mijn huurtoeslag", False), ("ik ga verhuizen", False)],
)
def test_whether_the_own_page_knows_how_it_stands_is_told(client: Client, town: UUID, question: str, own: bool) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package("huurtoeslag"))

    assert answer(client, question)["ownPage"] is own


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_question_is_refused_with_what_to_do(client: Client, town: UUID, text: str) -> None:
    response = sent(client, ASK, {"text": text})

    assert response.status_code == 400
    assert response.json()["errors"] == [{"place": "body", "name": "text", "detail": "Hier staat geen vraag."}]


def test_what_does_not_fit_at_all_is_not_named(client: Client, town: UUID) -> None:
    for question in ("\0\0", "kaart", "recept voor pannenkoeken", "mijn wifi doet het niet", "ik ga verhuizen"):
        assert all(one["score"] > 0 for one in answer(client, question)["results"])


def test_of_a_very_long_message_the_beginning_is_read_as_the_description_says(client: Client, town: UUID) -> None:
    description = client.get("/api/finder/v1/openapi.json").json()
    text = description["components"]["schemas"]["Question"]["properties"]["text"]["description"]
    too_big = description["paths"]["/ask"]["post"]["responses"]["413"]["description"]

    assert "2.000 tekens" in text
    assert "één miljoen bytes" in too_big
    begun = answer(client, "ik ga verhuizen " + "x" * 100_000)
    assert begun["results"][0]["slug"] == "verhuismelding"


def test_a_program_names_the_same_services_as_the_page(client: Client, town: UUID) -> None:
    for question in (
        "Us mem kin net mear allinnich wenje",
        "mijn opa heeft aan me gezeten",
        "ik ga verhuizen",
        "schulden",
    ):
        page = client.get("/zoek/", {"vraag": question}).content.decode()
        slugs = {one["slug"] for one in answer(client, question)["results"]}

        assert slugs == set(re.findall(r"/zoek/naar/([^/]+)/", page)) | set(
            re.findall(r"/diensten/([^/#]+)/", page[page.index("<main") : page.index("</main>")])
        )


def test_in_danger_the_numbers_to_call_come_along(client: Client, town: UUID) -> None:
    found = answer(client, "mijn man slaat mij, ik wil verhuizen")

    assert found["human"] is True
    assert [one["phone"] for one in found["helplines"]][:2] == ["112", "0800 2000"]
    assert all(one["name"] and one["say"] for one in found["helplines"])


def test_who_reads_english_gets_the_names_of_the_numbers_in_english(client: Client, town: UUID) -> None:
    found = answer(client, "my husband beats me", language="en")

    assert [one["name"] for one in found["helplines"]] == ["Emergency number", "Veilig Thuis"]


def test_an_event_names_its_services_and_its_page(client: Client, town: UUID) -> None:
    event = answer(client, "mijn moeder is overleden, wat moet ik allemaal regelen")["event"]

    assert (event["key"], event["name"]) == ("overlijden", "Er is iemand overleden")
    assert "overlijdensaangifte" in event["slugs"]
    assert client.get(event["url"]).status_code == 200


def test_a_language_that_we_only_read_is_answered_in_it(client: Client, town: UUID) -> None:
    found = answer(client, "Zgubiłem paszport, co mam zrobić")

    assert (found["language"], found["tongue"]["code"]) == ("pl", "pl")


def test_what_is_of_nobody_here_says_whose_it_is(client: Client, town: UUID) -> None:
    found = answer(client, "mijn wifi doet het niet")

    assert (found["kind"], found["human"]) == ("out_of_scope", True)
    assert "aanbieder van internet" in found["elsewhere"]


def test_two_things_in_one_line_are_both_answered(client: Client, town: UUID) -> None:
    found = answer(client, "ik ga verhuizen en ik wil ook een nieuw paspoort aanvragen")

    assert {one["result"]["slug"] for one in found["needs"]} == {"verhuismelding", "paspoort"}


def test_names_are_suggested_while_typing(client: Client, town: UUID) -> None:
    assert sent(client, SUGGEST, {"text": "verhui"}).json() == {"suggestions": ["Verhuizing doorgeven"]}
    assert sent(client, SUGGEST, {"text": ""}).json() == {"suggestions": []}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "\0\0",
        "<script>alert(1)</script>",
        "\u202etxet",
        "😀" * 1000,
        "' OR 1=1 --",
        "{{ 7*7 }}",
        "%00",
        "\ud800",
    ],
)
@pytest.mark.parametrize("path", [ASK, SUGGEST])
def test_rubbish_gets_an_answer(client: Client, town: UUID, path: str, text: str) -> None:
    response = sent(client, path, {"text": text})

    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"text": "verhuizen", "naam": "Zwanenvleugel"}, ("body", "naam", "Dit kennen we hier niet.")),
        ({"vraag": "Zwanenvleugel"}, ("body", "text", "Dit ontbreekt.")),
        ({"text": ["Zwanenvleugel"]}, ("body", "text", "Dit moet tekst zijn.")),
        ({"text": "x", "language": "Zwanenvleugel"}, ("body", "language", "Kies uit 'nl', 'nl-je' of 'en'.")),
        ('["Zwanenvleugel"]', ("body", "", "Dit moet een object zijn.")),
    ],
)
def test_what_is_wrong_is_told_in_dutch_without_repeating_it(
    client: Client, town: UUID, body: object, wrong: tuple[str, str, str]
) -> None:
    response = sent(client, ASK, body)
    problem = response.json()

    assert (response.status_code, problem["status"]) == (400, 400)
    assert wrong in {(one["place"], one["name"], one["detail"]) for one in problem["errors"]}
    assert "Zwanenvleugel" not in response.content.decode()


@pytest.mark.parametrize("body", [" ", "{", "\x00", "[" * 100_000, '{"text": 1e999999}', b"\xff\xfe"])
def test_what_is_no_json_is_refused(client: Client, town: UUID, body: str | bytes) -> None:
    response = sent(client, ASK, body)

    assert (response.status_code, response.json()["status"]) == (400, 400)


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", ""])
def test_a_form_of_another_site_is_refused(client: Client, town: UUID, kind: str) -> None:
    response = client.generic("POST", ASK, json.dumps({"text": "verhuizen"}), content_type=kind)

    assert (response.status_code, response.json()["status"]) == (415, 415)


@pytest.mark.parametrize(("length", "status"), [(MOST_BYTES, 200), (MOST_BYTES + 1, 413)])
def test_a_body_has_a_largest_size(client: Client, town: UUID, length: int, status: int) -> None:
    body = json.dumps({"text": ""})
    body = body.replace('""', f'"{"a" * (length - len(body))}"')
    assert len(body) == length

    response = sent(client, ASK, body)

    assert response.status_code == status
    assert status == 200 or response.json()["status"] == 413


def test_a_size_that_is_no_number_is_refused(client: Client, town: UUID) -> None:
    response = client.generic("POST", ASK, "{}", content_type="application/json", CONTENT_LENGTH="²")
    assert response.status_code == 413


@pytest.mark.parametrize(("path", "most"), [(ASK, 120), (SUGGEST, 600)])
def test_one_address_asks_so_often_a_minute_and_no_more(client: Client, town: UUID, path: str, most: int) -> None:
    allowed = [sent(client, path, {"text": "a"}).status_code for _ in range(most)]
    refused = sent(client, path, {"text": "a"})
    neighbour = sent(client, path, {"text": "a"}, REMOTE_ADDR="192.0.2.7")

    assert set(allowed) == {200}
    assert (refused.status_code, refused.json()["status"]) == (429, 429)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert neighbour.status_code == 200


def test_programs_that_ask_too_often_close_no_page_to_who_shares_their_address(client: Client, town: UUID) -> None:
    for path, most in ((ASK, 120), (SUGGEST, 600)):
        assert {sent(client, path, {"text": "a"}).status_code for _ in range(most + 1)} == {200, 429}

    page = client.get("/zoek/", {"vraag": "ik wil dood"})

    assert page.status_code == 200
    assert "tel:113" in page.content.decode()
    assert client.get("/zoek/suggesties", {"vraag": "verhui"}).status_code == 200


@pytest.mark.parametrize("path", [ASK, SUGGEST])
def test_nothing_of_a_question_is_logged_or_kept(
    client: Client, town: UUID, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    secrets = (NUMBER, "Zwanenvleugel")
    text = f"mijnheer Zwanenvleugel, burgerservicenummer {NUMBER}, ik ga verhuizen"
    with caplog.at_level(logging.DEBUG):
        for body in ({"text": text}, {"text": text, "naam": text}, f'{{"text": "{text}"'):
            response = sent(client, path, body)
            assert response.headers["Cache-Control"] == "no-store"
            assert not response.cookies

    assert not [
        one for one in secrets for record in caplog.records if one in f"{record.getMessage()} {record.__dict__}"
    ]
    assert not [one for one in secrets if one in _everything_kept()]


def _everything_kept() -> str:
    """All rows of all tables, as text."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.table_names(cursor)) - {"catalogue_serviceversion"}
        rows = []
        for name in names:
            cursor.execute(f"SELECT string_agg(one::text, ' ') FROM \"{name}\" one")  # noqa: S608
            rows.append(cursor.fetchone()[0] or "")
    return " ".join(rows)
