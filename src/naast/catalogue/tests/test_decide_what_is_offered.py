"""The functional administrator sees what is offered, switches it off for a while, and puts a newer version from disk in use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as installed
from django.test import Client
from time_machine import Traveller

from naast.catalogue import api, ports
from naast.catalogue.actions import pause, publish_seen, resume
from naast.catalogue.models import Pause
from naast.catalogue.packages.comparing import differences
from naast.catalogue.queries import on_shelf
from naast.catalogue.types import Difference
from naast.dossier.models import AuditLine
from naast.identity import api as identity
from naast.identity.tests.hiring import at_work, hire
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.errors import Forbidden, Refused, Stale
from naast.organisations.tests.towns import make_town as make_place

SERVICE = "kinderbijslag"
SENTENCE = "Vanaf maandag 7 december kan dit weer."


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A folder of packages that a test may change: one service, and what it stands on."""
    source, home = Path(installed.NAAST_SERVICES), tmp_path / "services"
    home.mkdir()
    for one in (*source.glob("*.yaml"), source / "parameters", source / SERVICE):
        (shutil.copytree if one.is_dir() else shutil.copy)(one, home / one.name)
    settings.NAAST_SERVICES = home
    ports.surroundings.cache_clear()
    yield home
    ports.surroundings.cache_clear()


@pytest.fixture
def town(db: None, clock: object, disk: Path) -> UUID:
    town = make_place("lommerwaard")
    api.publish(SYSTEM, organisation=town, package=api.package(SERVICE))
    return town


@pytest.fixture
def ans(town: UUID) -> Actor:
    return hire(town, "ans", Role.FUNCTIONAL_ADMINISTRATOR)


@pytest.fixture
def page(ans: Actor, client: Client) -> Client:
    return at_work(ans, client)


def title_on_disk(disk: Path, title: str) -> None:
    """Another Dutch title, as an editor would write it."""
    file = disk / SERVICE / "service.yaml"
    old = api.service_from(api.package(SERVICE, of=api.shelf()).sections).title["nl"]
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, title, 1))


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def resident_sees() -> str:
    return body(Client(), f"/diensten/{SERVICE}/")


def test_the_list_says_what_is_offered_since_when(page: Client, town: UUID) -> None:
    title = api.services(town)[0].title["nl"]
    shown = body(page, "/beheer/diensten/")
    assert title in shown
    assert ">aan</td>" in shown
    assert "26-11-2026" in shown
    assert "Geen dienst gevonden" in body(page, "/beheer/diensten/?woorden=zeppelin")


def test_a_service_is_off_for_a_while_and_residents_read_why(page: Client, town: UUID) -> None:
    page.post(f"/beheer/diensten/{SERVICE}/uit/", {"zin": SENTENCE})
    assert SENTENCE in resident_sees()
    assert "Hier kunt u nu even niet mee beginnen" in resident_sees()
    assert "even uit" in body(page, "/beheer/diensten/")
    line = AuditLine.objects.get(what="catalogue.pause")
    assert (line.before, line.after) == ("aan", f"uit: {SENTENCE}")

    page.post(f"/beheer/diensten/{SERVICE}/aan/")
    assert SENTENCE not in resident_sees()
    line = AuditLine.objects.get(what="catalogue.resume")
    assert (line.before, line.after) == (f"uit: {SENTENCE}", "aan")


@pytest.mark.parametrize(
    ("sentence", "said"), [("", "Schrijf wat inwoners zolang kunnen doen"), ("x" * 201, "te lang")]
)
def test_without_a_sentence_that_can_be_read_it_stays_on(page: Client, town: UUID, sentence: str, said: str) -> None:
    response = page.post(f"/beheer/diensten/{SERVICE}/uit/", {"zin": sentence}, follow=True)
    assert [status for _to, status in response.redirect_chain] == [302]  # Back and reload send nothing again
    told = response.content.decode()
    assert (said in told, sentence in told) == (True, True)
    assert not Pause.objects.exists()


def test_off_twice_or_on_twice_is_said(ans: Actor, town: UUID) -> None:
    pause(ans, organisation=town, slug=SERVICE, sentence=SENTENCE)
    with pytest.raises(Refused, match="staat al uit"):
        pause(ans, organisation=town, slug=SERVICE, sentence="Anders.")
    resume(ans, organisation=town, slug=SERVICE)
    with pytest.raises(Refused, match="staat al aan"):
        resume(ans, organisation=town, slug=SERVICE)
    pause(ans, organisation=town, slug=SERVICE, sentence="Weer even niet.")
    assert api.why_paused(town, SERVICE) == "Weer even niet."


def test_off_at_one_organisation_is_on_at_another(ans: Actor, town: UUID) -> None:
    pause(ans, organisation=town, slug=SERVICE, sentence=SENTENCE)
    assert api.why_paused(make_place("polderdam", host="polderdam.example"), SERVICE) == ""


def test_the_difference_is_seen_before_a_newer_version_is_live(
    page: Client, ans: Actor, town: UUID, disk: Path, clock: Traveller
) -> None:
    old = api.current(town, SERVICE)
    assert "Op schijf staat dezelfde versie" in body(page, f"/beheer/diensten/{SERVICE}/")
    title_on_disk(disk, "Geld voor kinderen")

    shown = body(page, f"/beheer/diensten/{SERVICE}/")
    assert "service/title/nl" in shown
    assert "Geld voor kinderen" in shown
    assert "Geld voor kinderen" not in resident_sees()

    seen = on_shelf(ans, town, SERVICE, local="lommerwaard").hash
    clock.shift(1)
    page.post(f"/beheer/diensten/{SERVICE}/live/", {"inhoud": seen})
    assert "Geld voor kinderen" in resident_sees()
    assert api.version(old.id).sections == old.sections  # whoever began with it goes on with it
    line = AuditLine.objects.get(what="catalogue.publish", actor=ans.id)
    assert (line.before, line.after) == (f"versie {old.hash[:8]}", f"versie {seen[:8]}")


@pytest.mark.parametrize("seen", ["", "0" * 64])
def test_what_changed_since_it_was_seen_does_not_go_live(ans: Actor, town: UUID, disk: Path, seen: str) -> None:
    title_on_disk(disk, "Geld voor kinderen")
    with pytest.raises(Stale):
        publish_seen(ans, organisation=town, slug=SERVICE, local="lommerwaard", seen=seen)
    assert "Geld voor kinderen" not in resident_sees()


def test_a_package_with_a_fault_cannot_go_live_and_the_page_says_which(page: Client, town: UUID, disk: Path) -> None:
    before = api.current(town, SERVICE).hash
    (disk / SERVICE / "steps.yaml").write_text("- dit is geen stap\n")
    shown = body(page, f"/beheer/diensten/{SERVICE}/")
    assert "Dit pakket kan zo niet live" in shown
    assert f"{SERVICE}/steps.yaml" in shown
    page.post(f"/beheer/diensten/{SERVICE}/live/", {"inhoud": ""})
    assert api.current(town, SERVICE).hash == before


def test_the_own_sentences_of_the_organisation_are_shown_and_go_along(
    page: Client, ans: Actor, town: UUID, disk: Path, clock: Traveller
) -> None:
    own = disk.parent / "local" / "lommerwaard" / SERVICE / "service.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("title: { nl: Geld voor kinderen in Lommerwaard }\n")
    shown = body(page, f"/beheer/diensten/{SERVICE}/")
    assert "Eigen zinnen en regels" in shown
    assert "Geld voor kinderen in Lommerwaard" in shown

    clock.shift(1)
    seen = on_shelf(ans, town, SERVICE, local="lommerwaard").hash
    page.post(f"/beheer/diensten/{SERVICE}/live/", {"inhoud": seen})
    assert "Geld voor kinderen in Lommerwaard" in resident_sees()
    assert "Straks" not in body(page, f"/beheer/diensten/{SERVICE}/")  # what is ours is live now

    (own.parent / "texts").mkdir()
    (own.parent / "texts" / "nl.md").write_text("## need\n\n- Geduld.\n")
    assert "whom you address with je read the old text" in body(page, f"/beheer/diensten/{SERVICE}/")


def test_what_is_on_disk_and_not_offered_can_be_offered(page: Client, ans: Actor, disk: Path) -> None:
    polderdam = make_place("polderdam", host="polderdam.example")
    identity.assign(SYSTEM, user=ans.id, organisation=polderdam, role=Role.FUNCTIONAL_ADMINISTRATOR)  # type: ignore[arg-type]
    shown = body(page, f"/beheer/diensten/?bij={polderdam}")
    assert "Op schijf, nog niet aangeboden" in shown
    assert "wordt nog niet aangeboden" in body(page, f"/beheer/diensten/{SERVICE}/?bij={polderdam}")
    seen = on_shelf(identity.staff_actor(ans.id), polderdam, SERVICE, local="polderdam").hash  # type: ignore[arg-type]
    page.post(f"/beheer/diensten/{SERVICE}/live/?bij={polderdam}", {"inhoud": seen})
    assert [one.slug for one in api.services(polderdam)] == [SERVICE]


def test_a_service_that_is_nowhere_is_not_found(page: Client, town: UUID) -> None:
    assert page.get("/beheer/diensten/bestaat-niet/").status_code == 404
    for verb in ("live", "aan", "uit"):
        assert page.post(f"/beheer/diensten/bestaat-niet/{verb}/", {"zin": SENTENCE}).status_code == 404


def test_another_organisations_administrator_changes_nothing_here(client: Client, town: UUID) -> None:
    bo = hire(make_place("polderdam", host="polderdam.example"), "bo", Role.FUNCTIONAL_ADMINISTRATOR)
    at_work(bo, client)
    assert client.get(f"/beheer/diensten/{SERVICE}/?bij={town}").status_code == 404
    for verb in ("live", "aan", "uit"):
        assert client.post(f"/beheer/diensten/{SERVICE}/{verb}/?bij={town}", {"zin": SENTENCE}).status_code == 404
    with pytest.raises(Forbidden):
        pause(bo, organisation=town, slug=SERVICE, sentence=SENTENCE)
    with pytest.raises(Forbidden):
        publish_seen(bo, organisation=town, slug=SERVICE, local="lommerwaard", seen="0" * 64)
    assert not Pause.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.FUNCTIONAL_ADMINISTRATOR])
def test_nobody_but_an_administrator_comes_in(client: Client, town: UUID, role: Role) -> None:
    at_work(hire(town, "bo", role), client)
    assert {client.get(f"/beheer/diensten/{path}").status_code for path in ("", f"{SERVICE}/")} == {403}
    assert {client.post(f"/beheer/diensten/{SERVICE}/{one}/").status_code for one in ("live", "aan", "uit")} == {403}
    assert not Pause.objects.exists()


def test_differences_are_told_by_place_and_by_key() -> None:
    before = {"title": {"nl": "A"}, "steps": [{"key": "one", "who": "us"}], "tags": ["x"], "gone": "weg"}
    after = {"title": {"nl": "B"}, "steps": [{"key": "one", "who": "you"}], "tags": ["x", "y"]}
    assert differences(before, after) == (
        Difference("gone", "weg", ""),
        Difference("steps/one/who", "us", "you"),
        Difference("tags", '["x"]', '["x", "y"]'),
        Difference("title/nl", "A", "B"),
    )
