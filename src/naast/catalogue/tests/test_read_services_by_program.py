"""A program reads what the organisation offers at /api/services/v1/; what it gets is what stands in the packages."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.conf import settings
from django.test import Client, override_settings

from naast.catalogue import api
from naast.kernel.actor import SYSTEM
from naast.organisations.tests.towns import make_town

SLUGS = ("briefadres", "kinderbijslag", "kwijtschelding-gemeentelijke-belastingen", "verhuismelding", "zorgtoeslag")
ALL = "/api/services/v1/services"


@pytest.fixture
def offered(town: UUID, clock: object) -> UUID:
    api.publish_all(SYSTEM, organisation=town, packages=[api.package(slug) for slug in SLUGS])
    return town


def written(slug: str, name: str = "service.yaml") -> Any:
    """What stands in a file of the package."""
    return yaml.safe_load((Path(settings.NAAST_SERVICES) / slug / name).read_text(encoding="utf-8"))


def slugs(client: Client, **wishes: object) -> list[str]:
    answer = client.get(ALL, wishes)
    assert answer.status_code == 200, answer.content
    return [one["slug"] for one in answer.json()["results"]]


def test_each_service_is_listed_as_its_package_has_it(client: Client, offered: UUID) -> None:
    results = {one["slug"]: one for one in client.get(ALL).json()["results"]}

    assert sorted(results) == sorted(SLUGS)
    for slug, one in results.items():
        package = written(slug)
        assert one["title"] == package["title"]["nl"]
        assert one["lead"] == package["lead"]["nl"]
        assert one["upl"] == package["upl"]
        assert one["residentQuestions"] == package["resident_questions"]
        assert [event["name"] for event in one["lifeEvents"]] == package["life_events"]
        assert (one["provider"] or {"key": None})["key"] == package.get("provider")
        assert one["hasJourney"] == (Path(settings.NAAST_SERVICES) / slug / "journey.yaml").exists()
        assert one["url"] == f"http://testserver/diensten/{slug}/"
        assert one["_links"]["self"]["href"] == f"http://testserver{ALL}/{slug}"


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"residentQuestion": 3}, {"briefadres", "verhuismelding"}),
        ({"lifeEvent": "kind-krijgen"}, {"kinderbijslag"}),
        ({"provider": "svb"}, {"kinderbijslag"}),
        ({"provider": "self"}, {"briefadres", "kwijtschelding-gemeentelijke-belastingen", "verhuismelding"}),
        ({"hasJourney": "true"}, {"briefadres", "kwijtschelding-gemeentelijke-belastingen", "verhuismelding"}),
        ({"hasJourney": "true", "residentQuestion": 3}, {"briefadres", "verhuismelding"}),
        ({"provider": "nobody"}, set()),
    ],
)
def test_the_list_is_narrowed_down(
    client: Client, offered: UUID, wishes: dict[str, object], expected: set[str]
) -> None:
    assert set(slugs(client, **wishes)) == expected


def test_pages_lead_to_each_other_and_together_hold_all(client: Client, offered: UUID) -> None:
    found, address = [], f"{ALL}?pageSize=2&language=en"
    while address:
        page = client.get(address).json()
        found.append([one["slug"] for one in page["results"]])
        address = page["_links"].get("next", {}).get("href", "")

    assert found == [list(SLUGS[:2]), list(SLUGS[2:4]), list(SLUGS[4:])]
    assert page["_links"]["prev"]["href"] == f"http://testserver{ALL}?pageSize=2&language=en&page=2"


def test_a_service_is_told_in_full_as_its_package_has_it(client: Client, offered: UUID) -> None:
    one, package = client.get(f"{ALL}/kinderbijslag").json(), written("kinderbijslag")

    assert one["owner"] == "Team Inwonerszaken"
    assert one["provider"] == {"key": "svb", "name": "Sociale Verzekeringsbank (SVB)"}
    assert [step["who"] for step in one["steps"]] == ["resident", "other", "resident", "other"]
    assert one["steps"][0] == {
        "who": "resident", "title": "U geeft de geboorte aan.", "detail": "Dat is genoeg om te beginnen.",
    }  # fmt: skip
    told = {fact["text"]: fact for fact in one["facts"]}
    assert told.keys() == {fact["text"]["nl"] for fact in package["facts"]}
    assert told["Vraagt u het te laat? U krijgt hoogstens één jaar terug."] == {
        "kind": "term",
        "text": "Vraagt u het te laat? U krijgt hoogstens één jaar terug.",
        "source": {
            "law": "Algemene Kinderbijslagwet",
            "article": "14, derde lid",
            "url": "https://wetten.overheid.nl/jci1.3:c:BWBR0002368&artikel=14",
        },
        "checked": "2026-11-22",
        "example": False,
    }
    assert one["promise"] == {"usual": "4 weken", "best": "", "byLaw": "", "law": None, "example": True}
    assert "<li>Uw rekeningnummer.</li>" in one["need"]
    assert one["door"]["url"] == "https://www.svb.nl/nl/kinderbijslag"
    assert one["start"] is None


def test_what_begins_here_has_a_start_instead_of_a_door(client: Client, offered: UUID) -> None:
    one = client.get(f"{ALL}/verhuismelding").json()

    assert one["start"].startswith("http://testserver/regel/verhuismelding/")
    assert one["door"] is None


def test_a_fact_without_a_check_says_that_it_is_an_example(client: Client, offered: UUID) -> None:
    for slug in SLUGS:
        facts = {one["text"]: one for one in client.get(f"{ALL}/{slug}").json()["facts"]}
        for fact in written(slug)["facts"]:
            if "{{" not in fact["text"]["nl"]:
                assert facts[fact["text"]["nl"].strip()]["example"] == ("checked" not in fact), fact


@pytest.mark.parametrize(
    ("language", "title"),
    [("nl", "Verhuizing doorgeven"), ("nl-je", "Verhuizing doorgeven"), ("en", "Report a change of address")],
)
def test_the_texts_come_in_the_language_that_was_asked(
    client: Client, offered: UUID, language: str, title: str
) -> None:
    lead = written("verhuismelding")["lead"][{"nl": "nl", "nl-je": "nl_JE", "en": "en"}[language]]

    one = client.get(f"{ALL}/verhuismelding", {"language": language}).json()

    assert (one["title"], one["lead"]) == (title, lead)


def test_where_english_is_not_whole_the_inside_is_dutch_and_says_so(client: Client, offered: UUID) -> None:
    api.publish(SYSTEM, organisation=offered, package=api.package("asbest"))
    assert not any("en" in fact["text"] for fact in written("asbest")["facts"]), "choose a service without English"

    whole, part = (client.get(f"{ALL}/{slug}", {"language": "en"}) for slug in ("verhuismelding", "asbest"))

    assert (whole.json()["toldIn"], whole.headers["Content-Language"]) == ("en", "en")
    assert part.json()["toldIn"] == "nl"
    assert client.get(f"{ALL}/verhuismelding").headers["Content-Language"] == "nl"


def test_the_service_of_another_organisation_is_not_there(client: Client, offered: UUID) -> None:
    neighbour = make_town("bosrijk", host="bosrijk.localhost")
    api.publish(SYSTEM, organisation=neighbour, package=api.package("paspoort"))

    assert client.get(f"{ALL}/paspoort").status_code == 404
    with override_settings(ALLOWED_HOSTS=["bosrijk.localhost"]):
        assert client.get(f"{ALL}/paspoort", headers={"Host": "bosrijk.localhost"}).status_code == 200
    assert "paspoort" not in slugs(client, pageSize=100)


def test_the_same_answer_is_not_sent_twice(client: Client, offered: UUID) -> None:
    first = client.get(f"{ALL}/briefadres")
    again = client.get(f"{ALL}/briefadres", headers={"If-None-Match": first["ETag"]})
    other = client.get(f"{ALL}/briefadres", {"language": "en"}, headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert (again.status_code, again.content, again["API-Version"]) == (304, b"", "1.0.0")
    assert other.status_code == 200


def test_head_is_the_answer_without_its_body(client: Client, offered: UUID) -> None:
    whole, head = client.get(ALL), client.head(ALL)

    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", whole.headers["ETag"])
