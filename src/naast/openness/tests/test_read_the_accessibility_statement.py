"""Everybody reads what was measured, what went wrong, what nobody tried, and where to go when something does not work."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from naast.kernel.actor import SYSTEM
from naast.openness import evidence
from naast.openness.evidence import Evidence, Measure
from naast.openness.views.accessibility import MEASURES, STORIES
from naast.organisations.api import change_organisation
from naast.organisations.tests.towns import make_town

PAGE = "/toegankelijkheid/"
FOUND = Evidence(
    on=date(2026, 11, 20),
    tools={"axe-core": "4.14.0", "Chromium": "150.0"},
    screens={"portal/home.html": ("as it opens", "names while typing"), "cases/mine.html": ("closed",)},
    measures={name: Measure(3) for name in MEASURES} | {"targets": Measure(3, ("cases/mine.html:closed",))},
    stories={name: Measure(2) for name in STORIES},
    to_judge=("portal/home.html:as it opens",),
)


@pytest.fixture
def town(db: None, clock: object) -> UUID:
    return make_town()


def page() -> str:
    response = Client().get(PAGE)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def numbers(html: str, name: object) -> list[str]:
    """What stands behind this measure in the table."""
    row = html.partition(str(name))[2].partition("</tr>")[0]
    return [part.rpartition(">")[2] for part in row.split("</td>")[:-1]]


def test_the_page_says_what_the_file_says(town: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "FILE", tmp_path / "accessibility.json")
    assert "Dat hebben we nog niet gemeten" in page()
    evidence.keep(FOUND)
    assert evidence.kept() == FOUND
    html = page()
    assert "vrijdag 20 november 2026 naar 2 pagina’s in 3 situaties" in html
    assert "Van die situaties kon de computer er 1 niet helemaal beoordelen" in html
    assert numbers(html, MEASURES["axe"]) == ["3", "0"]
    assert numbers(html, MEASURES["targets"]) == ["3", "1"]
    assert numbers(html, STORIES["keyboard"]) == ["2", "0"]


def test_what_was_kept_last_is_shown(town: UUID) -> None:
    data = json.loads(evidence.FILE.read_text("utf-8"))
    html = page()
    for names, kind in ((MEASURES, "measures"), (STORIES, "stories")):
        for name, one in data[kind].items():
            assert numbers(html, names[name]) == [str(one["tried"]), str(len(one["wrong"]))]


def test_it_claims_no_more_than_is_known_and_leads_to_a_human(town: UUID) -> None:
    html = page()
    assert "status is D: voldoet niet" in html
    assert "Mensen met een beperking hebben de site nog niet getest" in html
    assert 'href="/contact/"' in html
    assert 'href="tel:140399"' in html
    assert "Nationale ombudsman" in html


def test_the_contrast_is_that_of_the_colours_of_this_organisation(town: UUID) -> None:
    before = page()
    change_organisation(SYSTEM, organisation=town, colours="own-2b6cb0")  # 4.54 on the tint of it that lies under links
    assert "contrast van minstens 4,5" in page()
    assert "contrast van minstens 4,5" not in before
