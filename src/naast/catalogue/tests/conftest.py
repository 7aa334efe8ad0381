"""A small sound package that a test can spoil, and a town that publishes."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest

from naast.catalogue.packages.loading import Shelf, load
from naast.catalogue.types import Package, PackageError
from naast.organisations.tests.towns import make_town

SERVICE = """\
format: 1
slug: lampion
version: "1"
title: { nl: Een lampion lenen }
lead: { nl: U leent een lampion. }
start: { nl: Leen een lampion }
upl: []
owner: Team Licht
resident_questions: [10]
level: none
promise: { usual: 2 working days, example: true }
retention: { keep: een jaar, example: true }
facts:
  - key: cost
    kind: fee
    text: { nl: "Het kost {{parameter:lampion_borg}}." }
    example: true
newer_than_upl: true
"""
PARAMETERS = """\
- name: lampion_borg
  title: Borg voor een lampion
  unit: euro
  keeper: Team Licht
  values:
    - { from: 2026-01-01, value: 7.5, example: true }
    - { from: 2027-01-01, value: 8, example: true }
"""
RULES = """\
borrow:
  title: { nl: Mag het? }
  purpose: Zegt of er een lampion is.
  data: [aantal]
  legal_ground: { law: Lampionnenbesluit, article: 1 }
  human_role: De lampionist beslist.
  inputs:
    wanted: { type: number }
  outcomes:
    - { when: wanted > 12, outcome: too_many, because: { nl: "U vroeg er {{value:wanted}}." } }
    - { outcome: granted, because: { nl: Dat kan. } }
"""
TEXTS = "## about\n\nEen lampion geeft licht. De borg is {{parameter:lampion_borg}}.\n"


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def words_in(page: str) -> str:
    """What one reads of it, without markup."""
    return re.sub(r"<[^>]+>", "", page)


def links_in(page: str, section: str) -> list[str]:
    """The services to which the section with this heading leads, in order."""
    inside = page[page.index(f'aria-labelledby="{section}"') :].split("</section>", maxsplit=1)[0]
    return re.findall(r'href="/diensten/([^/"]+)/"', inside)


class Workshop:
    """The files of one package, and what the loader says of them."""

    def __init__(self, folder: Path) -> None:
        self.shelf = Shelf(home=folder / "services", local_home=folder / "local", local="lommerwaard")
        self.write("services/lampion/service.yaml", SERVICE)
        self.write("services/lampion/rules.yaml", RULES)
        self.write("services/lampion/texts/nl.md", TEXTS)
        self.write("services/parameters/licht.yaml", PARAMETERS)

    def write(self, name: str, content: str | bytes) -> None:
        path = self.shelf.home.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def change(self, name: str, old: str, new: str) -> None:
        path = self.shelf.home.parent / name
        text = path.read_text()
        assert old in text, f"{old} does not stand in {name}"
        path.write_text(text.replace(old, new, 1))

    def for_nothing(self) -> None:
        """The lampion without the parameter, which the shelf of a real town does not have."""
        self.change("services/lampion/service.yaml", "{{parameter:lampion_borg}}", "niets")
        (self.shelf.home / "lampion" / "texts" / "nl.md").unlink()

    def package(self) -> Package:
        return load(self.shelf, "lampion")

    def problems(self) -> list[str]:
        """What the loader refuses, one line each."""
        with pytest.raises(PackageError) as refused:
            self.package()
        return [str(problem) for problem in refused.value.problems]


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture
def town(db: None) -> UUID:
    return make_town()
