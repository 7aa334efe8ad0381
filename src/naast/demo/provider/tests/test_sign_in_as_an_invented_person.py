"""The demo's provider and Naast, each behind its own door: real requests between them, from chooser to page and out again."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx
import pytest
from django.test import Client
from pytest_django import Settings
from stdnum.nl import bsn as bsn_number

from naast.demo.people import residents, staff
from naast.demo.provider.server import Server
from naast.identity.api import assign, create_staff
from naast.kernel.actor import SYSTEM
from naast.organisations.api import create_organisation
from naast.organisations.types import Phone
from naast.parties.api import register_person

KEY = "demo"


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    made = Server(0, settings.NAAST.base_url, secret=KEY)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    address = f"http://localhost:{made.server_port}"
    settings.NAAST = replace(
        settings.NAAST,
        resident_issuer=f"{address}/bewoners",
        resident_secret=KEY,
        staff_issuer=f"{address}/medewerkers",
        staff_secret=KEY,
    )
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def town(db: None, settings: Settings, tmp_path: object) -> object:
    settings.NAAST_ANCHORS = tmp_path
    phone = Phone(number="140399", display="14 0399")
    town = create_organisation(
        SYSTEM,
        slug="lommerwaard",
        name="Gemeente Lommerwaard",
        kind="municipality",
        theme="lommerwaard",
        tone="je",
        phone=phone,
    )
    for one in residents().values():
        register_person(
            SYSTEM,
            bsn=one.bsn,
            given_names=one.given_names,
            family_name=one.family_name,
            prefix=one.prefix,
            birth_date=one.birth_date,
        )
    for worker in staff().values():
        user = create_staff(SYSTEM, email=worker.email, full_name=worker.full_name)
        for role in worker.roles:
            assign(SYSTEM, user=user, organisation=town, role=role)
    return town


def choose(location: str, person: str, level: str = "") -> httpx.Response:
    """A browser opens the chooser, picks somebody, and is sent back."""
    with httpx.Client(trust_env=False) as browser:
        page = browser.get(location)
        assert page.status_code == 200, page.text
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        address = re.search(r'action="([^"]+)"', page.text)
        assert address
        return browser.post(address[1], data={**hidden, "person": person, "level": level})


def answer_of(response: httpx.Response) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(response.headers["Location"]).query))


def acr(level: str) -> str:
    return f"http://eidas.europa.eu/LoA/{level}"


def test_a_resident_chooses_who_they_are_and_is_signed_in(client: Client, server: Server) -> None:
    location = client.get("/inloggen/?level=20&next=/mijn/")["Location"]
    back = choose(location, "mirthe", acr("substantial"))
    assert client.get("/inloggen/terug/", answer_of(back))["Location"] == "/mijn/"
    assert client.get("/inloggen/?level=20&next=/contact/")["Location"] == "/contact/"  # sure enough already
    assert client.get("/inloggen/?level=30")["Location"].startswith(server.providers["bewoners"].issuer)


def test_a_person_never_gets_surer_than_their_own_digid(client: Client, server: Server) -> None:
    location = client.get("/inloggen/?level=20")["Location"]
    back = choose(location, "chantal", acr("high"))
    assert client.get("/inloggen/terug/", answer_of(back)).status_code == 403


def test_who_has_no_digid_is_not_on_the_list(client: Client, server: Server) -> None:
    page = httpx.get(client.get("/inloggen/")["Location"], trust_env=False).text
    assert "Mirthe Zandstra" in page
    assert "Elzinga" not in page
    assert not [one.bsn for one in residents().values() if one.bsn in page]


def test_the_page_says_that_it_is_invented_and_marks_the_level_that_is_asked(client: Client, server: Server) -> None:
    page = httpx.get(client.get("/inloggen/?level=20")["Location"], trust_env=False).text
    assert "Dit is niet het echte DigiD. Iedereen hier is verzonnen." in page
    assert f'value="{acr("substantial")}" checked' in page


def test_a_worker_chooses_who_they_are_and_is_signed_in(client: Client, server: Server) -> None:
    location = client.get("/werk/inloggen/start/?next=/werk/passkeys/")["Location"]
    back = choose(location, "karim")
    assert client.get("/werk/inloggen/terug/", answer_of(back))["Location"] == "/werk/passkeys/"
    assert "Karim Haddouti" in client.get("/werk/passkeys/").content.decode()


def test_who_turns_back_is_not_signed_in(client: Client, server: Server) -> None:
    asked = dict(parse_qsl(urlsplit(client.get("/inloggen/")["Location"]).query))
    back = httpx.post(f"{server.providers['bewoners'].issuer}/kies", data={**asked, "cancel": "1"}, trust_env=False)
    page = client.get("/inloggen/terug/", answer_of(back))
    assert page.status_code == 403
    assert "bent niet ingelogd" in page.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"code_challenge_method": "plain"},
        {"code_challenge": ""},
        {"client_id": "een-ander"},
        {"redirect_uri": "https://kwaad.example/"},
        {"response_type": "token"},
        {"scope": "email"},
        {"state": ""},
        {"nonce": ""},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_request_that_is_not_safe_is_refused_without_a_redirect(
    client: Client, server: Server, change: dict[str, str]
) -> None:
    asked = dict(parse_qsl(urlsplit(client.get("/inloggen/")["Location"]).query)) | change
    for answer in (
        httpx.get(f"{server.providers['bewoners'].issuer}/authorize", params=asked, trust_env=False),
        httpx.post(f"{server.providers['bewoners'].issuer}/kies", data={**asked, "person": "mirthe"}, trust_env=False),
    ):
        assert (answer.status_code, "Location" in answer.headers) == (400, False)


def test_a_code_works_once_for_the_right_client_with_the_right_verifier(client: Client, server: Server) -> None:
    issuer = server.providers["bewoners"].issuer
    location = client.get("/inloggen/")["Location"]
    back = parse_qs(urlsplit(location).query)["redirect_uri"][0]

    def exchange(code: str, *, secret: str = KEY, verifier: str = "x" * 43) -> int:
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        return httpx.post(f"{issuer}/token", data=form, auth=("naast-residents", secret), trust_env=False).status_code

    answer = answer_of(choose(location, "mirthe"))
    assert exchange(answer["code"], secret="anders") == 401
    assert exchange(answer["code"]) == 400  # the verifier does not fit, and now the code is spent
    assert client.get("/inloggen/terug/", answer).status_code == 403


def test_a_person_who_left_at_the_provider_has_left_naast(client: Client, server: Server, live_server: object) -> None:
    """The provider calls Naast over HTTP; here at the address of the test's own server."""
    provider = server.providers["bewoners"]
    back = choose(client.get("/inloggen/")["Location"], "mirthe")
    client.get("/inloggen/terug/", answer_of(back))
    token = provider.end(next(iter(provider.sessions)))
    address = f"{live_server.url}/inloggen/afgemeld/"  # type: ignore[attr-defined]
    assert httpx.post(address, data={"logout_token": token}, trust_env=False).status_code == 200
    assert client.post("/sessie/verlengen/", headers={"Accept": "application/json"}).status_code == 401


def test_who_leaves_at_the_provider_reads_so_and_is_asked_again_who_they_are(client: Client, server: Server) -> None:
    provider = server.providers["bewoners"]
    back = choose(client.get("/inloggen/")["Location"], "mirthe")
    provider.client = replace(provider.client, signed_out=None)  # Naast has no address of its own here
    kept = re.match("[^;]+", back.headers["Set-Cookie"])
    assert kept
    left = httpx.get(f"{provider.issuer}/uitloggen", headers={"Cookie": kept[0]}, trust_env=False)
    assert "Nu bent u ook hier uitgelogd" in left.text
    assert not provider.sessions


@pytest.mark.parametrize("mode", ["production", "development", ""])
def test_it_does_not_run_outside_the_demo(mode: str) -> None:
    environment = {**os.environ, "NAAST_MODE": mode, "PORT": "0"}
    ended = subprocess.run(
        [sys.executable, "-m", "naast.demo.provider"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 1
    assert "NAAST_MODE is not demo" in ended.stderr


def test_the_invented_people_fit_together() -> None:
    town = residents()
    assert len(town) == 40
    assert len(staff()) == 8
    assert len({one.organisation for one in staff().values()}) == 2
    assert len({one.bsn for one in town.values()}) == len(town)
    for one in town.values():
        assert one.bsn.startswith("9999")
        assert bsn_number.is_valid(one.bsn)
        assert not one.partner or town[one.partner].partner == one.key
        assert all(one.key in town[child].parents for child in one.children)
        assert all(one.key in town[parent].children for parent in one.parents)
