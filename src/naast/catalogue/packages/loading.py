"""From the files of a package to a whole package, or to all that is wrong with it; never to half of one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from naast.catalogue.packages import schemas
from naast.catalogue.packages.parameters import FOLDER as PARAMETERS
from naast.catalogue.packages.parameters import Parameters, read_parameters
from naast.catalogue.packages.reading import Located, laid_over, read_text, read_yaml
from naast.catalogue.packages.shapes import problems_of_shape
from naast.catalogue.packages.surroundings import PROVIDERS, Surroundings, read_surroundings
from naast.catalogue.packages.texts import all_words, problems_in, read_texts
from naast.catalogue.types import LOCALES, Package, PackageError, Problem
from naast.kernel.clock import today
from naast.kernel.registry import PackageSection, registry

Sections = Mapping[str, PackageSection]


@dataclass(frozen=True)
class Shelf:
    """Where packages stand: `services/<slug>/`, and the changes of an organisation in `local/<organisation>/<slug>/`."""

    home: Path
    local_home: Path
    local: str = ""
    fallback: Path | None = None  # whose parameters and providers hold when this shelf brings none

    def slugs(self) -> tuple[str, ...]:
        return _folders_in(self.home)

    def own_slugs(self) -> tuple[str, ...]:
        """Packages of which the organisation changes something."""
        return _folders_in(self.local_home / self.local) if self.local else ()

    def parameters(self) -> Parameters:
        home = self.home if (self.home / PARAMETERS).is_dir() else self.fallback or self.home
        return read_parameters(home, self.local, self.local_home)

    def surroundings(self) -> Surroundings:
        home = self.home if (self.home / PROVIDERS).is_file() else self.fallback or self.home
        return read_surroundings(home)

    def folders(self, slug: str) -> tuple[Path, ...]:
        """The folder of the package, then that of the local changes when there is one."""
        local = self.local_home / self.local / slug
        return (self.home / slug, local) if self.local and local.is_dir() else (self.home / slug,)


def _folders_in(home: Path) -> tuple[str, ...]:
    folders = (one.name for one in home.iterdir() if one.is_dir() and one.name != PARAMETERS) if home.is_dir() else ()
    return tuple(sorted(one for one in folders if not one.startswith(".")))


@dataclass(frozen=True)
class Ground:
    """What all packages of a shelf stand on, read once: the sections there are, the parameters, and what packages refer to."""

    sections: Sections
    parameters: Parameters
    around: Surroundings


@dataclass
class Reading:
    """What was found so far of one package, `name` on its shelf. `broken` are parts that are there and cannot be used."""

    slug: str
    name: str
    sections: dict[str, Located] = field(default_factory=dict)
    texts: dict[str, Located] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def has(self, part: str) -> bool:
        return part in self.sections or part in self.broken


def declared_sections() -> Sections:
    return {one.key: one for one in registry.declared(PackageSection)}


def ground_of(shelf: Shelf) -> Ground:
    """Raises PackageError."""
    return Ground(declared_sections(), shelf.parameters(), shelf.surroundings())


def load_all(shelf: Shelf) -> Iterator[Package]:
    """All packages of a shelf, by slug. Raises PackageError at the first that cannot be used."""
    ground = ground_of(shelf)
    for slug in shelf.slugs():
        yield load(shelf, slug, on=ground)


def load(shelf: Shelf, slug: str, *, on: Ground | None = None) -> Package:
    """The package, checked as a whole. Raises PackageError with everything that is wrong."""
    return _package(checked(shelf, slug, on or ground_of(shelf)), shelf)


def checked(shelf: Shelf, slug: str, ground: Ground) -> Reading:
    """The parts of the package with their lines, after all checks. Raises PackageError with everything that is wrong."""
    reading = read(shelf, slug, ground)
    if reading.problems:
        raise PackageError(reading.problems)
    return reading


def read(shelf: Shelf, slug: str, ground: Ground) -> Reading:
    """The parts that have their shape, and in `problems` everything that is wrong, as far as it can be seen at once."""
    reading = Reading(slug, f"{shelf.home.name}/{slug}")
    if not re.match(schemas.SLUG, slug) or not (shelf.home / slug).is_dir():
        what, instead = "There is no such package.", "Make the folder, with a service.yaml."
        reading.problems.append(Problem(reading.name, 1, what, instead))
        return reading
    for folder in shelf.folders(slug):
        _read_folder(folder, f"{folder.parent.name}/{slug}", reading, ground.sections)
    return _examined(reading, ground)


def problems_of(package: Package, ground: Ground) -> list[Problem]:
    """What is wrong with a package that does not come from files as it is, such as one with own texts over it."""
    sections = {key: Located(data, f"{key}.yaml") for key, data in package.sections.items()}
    texts = {tone: Located(data, f"texts/{tone}.md") for tone, data in package.texts.items()}
    return _examined(Reading(package.slug, package.slug, sections, texts), ground).problems


def _examined(reading: Reading, ground: Ground) -> Reading:
    reading.problems += _about_texts(reading, ground.parameters)
    reading.problems += _shapes(reading, ground.sections)
    reading.sections = {key: one for key, one in reading.sections.items() if key not in reading.broken}
    reading.problems += _meaning(reading, ground)
    return reading


def _read_folder(folder: Path, name: str, reading: Reading, known: Sections) -> None:
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        part = path.relative_to(folder).as_posix()
        try:
            _read_file(path, part, f"{name}/{part}", reading, known)
        except PackageError as error:
            reading.problems += error.problems
            reading.broken.add(part.rpartition(".")[0])


def _read_file(path: Path, part: str, name: str, reading: Reading, known: Sections) -> None:
    stem, _, ending = part.rpartition(".")
    if ending == "yaml" and (stem == "service" or stem in known):
        _lay(reading.sections, stem, read_yaml(path, name))
    elif ending == "md" and stem.startswith("texts/") and stem[6:] in LOCALES:
        texts, lines = read_texts(read_text(path, name), name)
        _lay(reading.texts, stem[6:], Located(texts, name, {where: (name, line) for where, line in lines.items()}))
    else:
        readable = ", ".join(f"{one}.yaml" for one in ("service", *known))
        raise PackageError(
            [
                Problem(
                    name, 1, "Nobody reads this file.", f"Name it one of {readable}, or texts/nl.md, nl_JE.md, en.md."
                )
            ]
        )


def _lay(files: dict[str, Located], key: str, located: Located) -> None:
    files[key] = laid_over(files[key], located) if key in files else located


def _shapes(reading: Reading, known: Sections) -> Iterator[Problem]:
    if not reading.has("service"):
        what, instead = "The file is missing.", "Write it; docs/packages.md has a whole example."
        yield Problem(f"{reading.name}/service.yaml", 1, what, instead)
    for key, located in reading.sections.items():
        for problem in problems_of_shape(located, schemas.SERVICE if key == "service" else known[key].schema):
            reading.broken.add(key)
            yield problem


def _meaning(reading: Reading, ground: Ground) -> Iterator[Problem]:
    """What is wrong although each file has the right shape; what sections say of each other where all of them have."""
    if "service" in reading.sections:
        yield from _about_service(reading, ground.around)
    if reading.broken or "service" not in reading.sections:
        return
    whole = _plain(reading) | {"parameters": ground.parameters.names}
    for key, located in reading.sections.items():
        check = ground.sections[key].check if key in ground.sections else None
        for where, sentence in check(located.data, whole) if check else ():
            what, _, instead = sentence.partition(". ")
            yield located.problem(where, f"{'/'.join(map(str, where))}: {what.rstrip('.')}.", instead)


def _about_service(reading: Reading, around: Surroundings) -> Iterator[Problem]:
    service = reading.sections["service"]
    if service.data["slug"] != reading.slug:
        yield service.problem(("slug",), f"The folder is called {reading.slug}.", f"Write 'slug: {reading.slug}'.")
    keys = [fact["key"] for fact in service.data["facts"]]
    for index, key in enumerate(keys):
        if key in keys[:index]:
            yield service.problem(("facts", index, "key"), f"A fact '{key}' is already there.", "Take another key.")
    yield from _about_journey(reading, service)
    yield from _about_surroundings(reading, service, around)


def _about_journey(reading: Reading, service: Located) -> Iterator[Problem]:
    """What a service needs that starts here, and what one needs that starts elsewhere."""
    if reading.has("journey"):
        for part in ("promise", "retention"):
            if part not in service.data:
                yield service.problem((), f"{part} missing: this service has a journey.", f"Add '{part}'.")
        for part in ("usual", "best"):
            if part not in service.data.get("promise", {part: ""}):
                yield service.problem(
                    ("promise",), f"{part} missing: a case counts with it.", f"Add '{part}: 3 weeks'."
                )
        if "door" in service.data:
            yield service.problem(("door",), "This service has a journey, so it starts here.", "Leave out 'door'.")


def _about_surroundings(reading: Reading, service: Located, around: Surroundings) -> Iterator[Problem]:
    """Whether what it refers to exists."""
    provider = service.data.get("provider")
    known = around.providers.get(provider)
    if provider and known is None:
        yield service.problem(("provider",), f"'{provider}' is not known.", "Add it to services/providers.yaml.")
    elif known and known.url and "door" not in service.data and not reading.has("journey"):
        yield service.problem(("provider",), "Nothing says where to start.", f"Add 'door', such as {known.url}.")
    for index, name in enumerate(service.data.get("life_events", ())):
        if name not in around.life_events:
            yield service.problem(
                ("life_events", index), f"'{name}' is not known.", "Write a Dutch name of services/life_events.yaml."
            )
    if bool(service.data["upl"]) == ("newer_than_upl" in service.data):
        yield service.problem(
            ("upl",),
            "A service has names of the UPL, or is newer than that list.",
            "Add its name and URI, or write 'upl: []' with 'newer_than_upl: true'.",
        )


def _about_texts(reading: Reading, parameters: Parameters) -> Iterator[Problem]:
    source, wrong_with = reading.texts.get("nl"), partial(parameters.problem_with, day=today())
    for locale, located in reading.texts.items():
        for key, words in located.data.items():
            for what, instead in problems_in(locale, words, wrong_with):
                yield located.problem((key,), f"## {key}: {what}", instead)
        if any(part.startswith("texts/") for part in reading.broken):
            continue  # who knows what stands in those
        for key in (source.data.keys() if source else set()) ^ located.data.keys():
            yield located.problem(
                (key,),
                f"The text '{key}' does not stand in all languages.",
                "Write '## " + key + "' in each of texts/*.md.",
            )
    for key, located in reading.sections.items():
        if key in ("words", "examples"):
            continue  # what people type, not what we say
        for where, locale, words in all_words(located.data):
            for what, instead in problems_in(locale, words, wrong_with):
                yield located.problem(where, f"{'/'.join(map(str, where))}: {what}", instead)


def _plain(reading: Reading) -> dict[str, Any]:
    sections = {key: located.data for key, located in reading.sections.items()}
    return sections | {"texts": {locale: located.data for locale, located in reading.texts.items()}}


def _package(reading: Reading, shelf: Shelf) -> Package:
    sections = {key: located.data for key, located in sorted(reading.sections.items())}
    texts = {locale: located.data for locale, located in sorted(reading.texts.items())}
    return Package(reading.slug, sections, texts, shelf.local, content_hash(sections, texts, shelf.local))


def content_hash(sections: Mapping[str, Any], texts: Mapping[str, Any], local: str) -> str:
    """SHA-256 over the content as canonical JSON; the order of keys does not matter, that of lists does."""
    content = json.dumps([sections, texts, local], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()
