"""What holds for every public interface: the Dutch API Design Rules 2, problem details, and who may ask from a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

OURS, FOREIGN = "https://www.lommerwaard.example", "https://kwaad.example"


@pytest.fixture
def path(description: dict[str, Any], interface: str) -> str:
    """The first path of the interface, with the method that it takes."""
    return f"/api/{interface}/v1{next(iter(description['paths']))}"


@pytest.fixture
def _our_site(settings: Any) -> None:
    settings.NAAST_SITES = (OURS,)


def asked(client: Client, path: str, description: dict[str, Any], **more: Any) -> Any:
    """A right question to this path."""
    if "get" in next(iter(description["paths"].values())):
        return client.get(path, **more)
    return client.post(path, {"text": "verhuizen"}, content_type="application/json", **more)


def is_problem(response: Any, status: int) -> bool:
    body = response.json()
    assert {"type", "title", "status", "detail"} <= body.keys()
    return bool(
        response.status_code == body["status"] == status
        and response.headers["Content-Type"] == "application/problem+json"
    )


def test_the_description_says_who_keeps_it_and_any_site_may_read_it(
    client: Client, description: dict[str, Any], interface: str
) -> None:
    response = client.get(f"/api/{interface}/v1/openapi.json", headers={"Origin": FOREIGN})

    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert description["openapi"].startswith("3.1")
    assert description["info"]["contact"] == {
        "name": "Gemeente Lommerwaard", "url": "http://testserver/", "email": "api@gemeente.example",
    }  # fmt: skip
    assert description["servers"] == [{"url": f"http://testserver/api/{interface}/v1"}]


def test_each_answer_names_the_version(client: Client, path: str, description: dict[str, Any]) -> None:
    version = description["info"]["version"]
    for response in (asked(client, path, description), client.get(f"{path}?strange=1"), client.put(path)):
        assert response.headers["API-Version"] == version


def test_a_slash_at_the_end_is_another_address(client: Client, path: str, description: dict[str, Any]) -> None:
    assert asked(client, path, description).status_code == 200
    assert is_problem(client.get(f"{path}/"), 404)


def test_another_method_is_told_which_ones_there_are(client: Client, path: str, description: dict[str, Any]) -> None:
    for response in (client.put(path), client.delete(path), client.options(path)):
        assert is_problem(response, 405)
        taken = {one.upper() for one in description["paths"][next(iter(description["paths"]))]}
        assert set(response.headers["Allow"].split(", ")) - {"HEAD"} == taken


def test_a_name_that_nothing_reads_is_told(client: Client, path: str, description: dict[str, Any]) -> None:
    response = asked(client, f"{path}?kleur=rood&language=nl&taal=nl", description)

    assert is_problem(response, 400)
    assert {"kleur", "taal"} <= {one["name"] for one in response.json()["errors"]}
    assert "rood" not in response.content.decode()


def test_nobody_home_is_a_problem_too(client: Client, db: None, interface: str) -> None:
    assert is_problem(client.get(f"/api/{interface}/v1/nothing"), 404)


def test_the_address_of_an_interface_leads_to_its_description(client: Client, town: object, interface: str) -> None:
    response = client.get(f"/api/{interface}/v1/", follow=True, headers={"Origin": FOREIGN})

    assert response.redirect_chain == [(f"/api/{interface}/v1/openapi.json", 302)]
    assert response.json()["openapi"].startswith("3.1")
    assert is_problem(client.post(f"/api/{interface}/v1/"), 405)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ("page=0", "Dit moet minstens 1 zijn."),
        ("pageSize=1000", "Dit mag hoogstens 100 zijn."),
        ("page=een", "Dit moet een heel getal zijn."),
        ("hasJourney=soms", "Dit moet true of false zijn."),
        ("language=fr", "Kies uit 'nl', 'nl-je' of 'en'."),
    ],
)
def test_what_is_wrong_in_an_address_is_told_in_dutch(client: Client, town: object, wish: str, said: str) -> None:
    response = client.get(f"/api/services/v1/services?{wish}")

    assert is_problem(response, 400)
    assert response.json()["errors"] == [{"place": "query", "name": wish.partition("=")[0], "detail": said}]


@pytest.mark.usefixtures("_our_site")
@pytest.mark.parametrize(
    ("origin", "allowed"), [(OURS, OURS), (FOREIGN, None), ("null", None), (f"{OURS}.kwaad.example", None)]
)
def test_only_our_own_sites_may_ask_from_a_browser(
    client: Client, path: str, description: dict[str, Any], origin: str, allowed: str | None
) -> None:
    first = client.options(path, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    answer = asked(client, path, description, headers={"Origin": origin})
    wrong = client.get(f"{path}?strange=1", headers={"Origin": origin})

    for response in (first, answer, wrong):
        assert response.headers.get("Access-Control-Allow-Origin") == allowed
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert "Origin" in response.headers["Vary"]
    assert (first.status_code, first.headers.get("Access-Control-Allow-Headers", "").startswith("Content-Type")) == (
        204, allowed is not None,
    )  # fmt: skip


@pytest.mark.usefixtures("_our_site")
def test_pages_stay_closed_to_other_sites(client: Client, town: object) -> None:
    for address in ("/", "/zoek/suggesties?vraag=v"):
        assert "Access-Control-Allow-Origin" not in client.get(address, headers={"Origin": OURS}).headers
