"""Who types the name of a service, or picks it while typing, gets that service, unless its words may be those of an alarm."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client

from naast.catalogue import api as catalogue
from naast.catalogue.types import Service
from naast.finding.matching.answering import Finder
from naast.finding.types import Kind

# Whoever types these may mean what they say.
ALARMS = {
    "Geweld thuis of zorgen over een kind (Veilig Thuis)",
    "Disaster, siren or emergency",
    "No place to sleep",
}


def titles() -> Iterator[tuple[Service, str]]:
    for package in catalogue.packages():
        service = catalogue.service_from(package.sections)
        yield from ((service, title) for title in dict.fromkeys(service.title.values()))


def test_every_title_leads_to_its_own_service(finder: Finder) -> None:
    asked = {title: (service.slug, finder.ask(title)) for service, title in titles()}

    assert {title for title, (_, found) in asked.items() if found.in_trouble} == ALARMS
    others = {title: one for title, one in asked.items() if title not in ALARMS}
    assert {title: found.leads_to for title, (slug, found) in others.items() if found.leads_to != slug} == {}
    assert {
        title for title, (_, found) in others.items() if found.helplines or found.kind is not Kind.SERVICES
    } == set()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        (" briefadres ", "briefadres"),
        ("GELUID, STANK OF LUCHT", "geluidsoverlast"),
        ("aangifte doen bij de politie", "aangifte-politie"),
        ("vreemdelingenpaspoort", "vluchtelingenpaspoort"),
    ],
)
def test_a_name_is_one_however_it_is_typed(finder: Finder, typed: str, slug: str) -> None:
    assert finder.ask(typed).leads_to == slug


def test_a_name_that_two_services_have_is_a_question(finder: Finder) -> None:
    assert not finder.sight("verhuismelding").called


def test_what_is_suggested_opens_when_it_is_picked(client: Client, town: UUID) -> None:
    for begun in ("pasp", "verh", "schul", "kwijts", "overl"):
        (picked, *_) = client.get("/zoek/suggesties", {"vraag": begun}).json()["suggestions"]
        page = " ".join(client.get("/zoek/", {"vraag": picked}).content.decode().split())

        assert f"{picked}</h1>" in page.replace(" </h1>", "</h1>"), begun
