"""Whether a package says all that a resident and the finder need, and whether a shelf answers each of the thirteen questions."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from naast.catalogue.packages.loading import Ground, Reading
from naast.catalogue.packages.surroundings import QUESTIONS as NEEDS
from naast.catalogue.packages.surroundings import Surroundings
from naast.catalogue.types import Package, Problem, Remark

ASKS, STRONG, FACTS = 14, 3, 3
QUESTIONS = range(1, 14)
HEADINGS = ("about", "need")
_MISSING = {
    "steps": "Write at least two steps, each with key, who, label and detail.",
    "words": f"Write the words people use: 'strong' (at least {STRONG}) and 'asks' (at least {ASKS}).",
}


def remarks_on_coverage(reading: Reading, ground: Ground, official: Mapping[str, str]) -> Iterator[Remark]:
    """`official` is the list of official names with their URI; where it is empty names are not compared."""
    for file in ("steps", "words"):
        if not reading.has(file):
            yield Remark(Problem(f"{reading.name}/{file}.yaml", 1, "The file is missing.", _MISSING[file]))
    told = reading.texts["nl"].data if "nl" in reading.texts else {}
    if not reading.has("texts/nl") and not all(key in told for key in HEADINGS):
        instead = "Write '## about' and '## need' in texts/nl.md."
        yield Remark(Problem(f"{reading.name}/texts/nl.md", 1, "A text is missing.", instead))
    yield from _words(reading)
    if "service" in reading.sections:
        yield from _facts(reading)
        yield from _owner(reading, ground)
        if official:
            yield from _names(reading, official)


def _owner(reading: Reading, ground: Ground) -> Iterator[Remark]:
    service, known = reading.sections["service"], ground.around.owners
    owner = service.data["owner"]
    if known and owner not in known:
        yield Remark(service.problem(("owner",), f"'{owner}' keeps no pages.", f"Write one of: {', '.join(known)}."))


def _words(reading: Reading) -> Iterator[Remark]:
    words = reading.sections.get("words")
    if words is None:
        return
    for part, least in (("asks", ASKS), ("strong", STRONG)):
        given = words.data[part]["nl"]
        if len({one.lower() for one in given}) < least:
            what = f"{part}/nl: {len(given)} different ones."
            yield Remark(words.problem((part, "nl"), what, f"Give at least {least}, as people say it."))


def _facts(reading: Reading) -> Iterator[Remark]:
    service = reading.sections["service"]
    facts: list[dict[str, Any]] = service.data["facts"]
    if not any(one["kind"] == "fee" for one in facts):
        yield Remark(
            service.problem(("facts",), "Nothing says what it costs.", "Add a fact of kind fee, also when it is free.")
        )
    if len(facts) < FACTS:
        yield Remark(
            service.problem(
                ("facts",), f"{len(facts)} facts.", "Say also who it is for, what one needs, or how long it takes."
            ),
            is_advice=True,
        )


def _names(reading: Reading, official: Mapping[str, str]) -> Iterator[Remark]:
    service = reading.sections["service"]
    for index, one in enumerate(service.data["upl"]):
        uri = official.get(one["name"])
        if uri is None:
            yield Remark(
                service.problem(
                    ("upl", index), f"'{one['name']}' is not in the UPL.", "Copy the name exactly, or take it out."
                )
            )
        elif uri != one["uri"]:
            yield Remark(service.problem(("upl", index, "uri"), f"'{one['uri']}' is not its URI.", f"Write {uri}."))


def remarks_on_shelf(packages: Collection[Package], name: str, around: Surroundings) -> Iterator[Remark]:
    """What no package alone can be blamed for: a question without an answer, a package without a need."""
    first = {one.slug: one.sections["service"]["resident_questions"][0] for one in packages}
    also = {number for one in packages for number in one.sections["service"]["resident_questions"]}
    for number in QUESTIONS:
        if number not in also:
            yield Remark(Problem(name, 1, f"Question {number} has no service.", "Write a package for it."))
    yield from _needs(first, f"{name}/{NEEDS}", around)


def _needs(first: Mapping[str, int], file: str, around: Surroundings) -> Iterator[Remark]:
    """A slug may wait for its package, so a package that is not there yet is advice."""
    placed = [
        (number, slug) for number, one in around.questions.items() for need in one.needs for slug in need.services
    ]
    for slug, number in first.items():
        if (times := placed.count((number, slug))) != 1:
            what = f"{slug} stands in {times} needs of question {number}."
            yield Remark(Problem(file, 1, what, "Put it in one need of that question."))
    for number, slug in placed:
        if first.get(slug, number) != number:
            what = f"{slug} stands at question {number}, its first is {first[slug]}."
            yield Remark(Problem(file, 1, what, "Take it out here."))
    if waiting := sorted({slug for _, slug in placed} - set(first)):
        yield Remark(Problem(file, 1, f"No package yet: {', '.join(waiting)}.", "Write it."), is_advice=True)
    for number, one in around.questions.items():
        if around.owners and one.owner not in around.owners:
            yield Remark(Problem(file, 1, f"'{one.owner}' of question {number} keeps no pages.", "Take a team."))


def official_names(specifications: Path) -> dict[str, str]:
    """Names of the Uniforme Productnamenlijst with their URI; empty where the list is not at hand."""
    path = specifications / "upl" / "UPL-actueel.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["UniformeProductnaam"]: row["URI"] for row in csv.DictReader(lines)}
