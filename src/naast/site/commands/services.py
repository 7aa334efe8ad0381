"""`naast services check|list|je|schema|publish`: service packages, read from disk."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from naast.catalogue import api
from naast.catalogue.api import Shelf
from naast.catalogue.types import Package, PackageError, Service
from naast.kernel import algorithms
from naast.kernel.actor import SYSTEM
from naast.kernel.errors import NotFound
from naast.organisations import api as organisations
from naast.site.options import Options
from naast.site.postgres.running import database

SCHEMA = Path("docs/package.schema.json")


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast services", description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    check = what.add_parser("check", help="validates packages and runs their examples")
    check.add_argument(
        "path",
        nargs="?",
        type=Path,
        help="a package by its name or folder (local/ too), or a folder of packages; else all",
    )
    check.add_argument(
        "--all", action="store_true", help="also names what could be better in all packages; of PATH it always does"
    )
    listing = what.add_parser("list", help="what there is")
    listing.add_argument("--json", action="store_true")
    schema = what.add_parser("schema", help="the JSON Schema of a package")
    schema.add_argument("--write", action="store_true", help=f"renews {SCHEMA}")
    je = what.add_parser("je", help="writes the je-form of each text that lacks it, and shows what to look at")
    je.add_argument("path", type=Path, help="a package by its name or folder (local/ too), or a folder of packages")
    publish = what.add_parser("publish", help="offers packages as they now are on disk; cases keep their version")
    publish.add_argument("organisation", help="its short name")
    publish.add_argument("slug", nargs="*", help="of the packages; else all")
    given = parser.parse_args(arguments)
    match given.what:
        case "publish":
            return _publish(given.organisation, given.slug)
        case "check":
            return _check(given.path, with_advice=given.all or given.path is not None)
        case "list":
            return _list(as_json=given.json)
        case "je":
            return _je(given.path)
    return _schema(write=given.write)


Chosen = tuple[tuple[Shelf, tuple[str, ...]], ...]  # packages, by the shelf on which they stand


def _check(path: Path | None, *, with_advice: bool) -> int:
    """What could be better, then the faults, each with file, line and what to write; how many of each stands last."""
    official = api.official_names(Path(os.environ.get("NAAST_SPECS", "../shared/specs")))
    chosen = _chosen(path)
    try:
        remarks = [one for shelf, slugs in chosen for one in _remarks(shelf, slugs, official, whole=path is None)]
    except PackageError as error:
        print(error)
        return 1
    faults = [*dict.fromkeys(said for said, is_advice in remarks if not is_advice)]
    advice = [*dict.fromkeys(said for said, is_advice in remarks if is_advice)]
    _say(faults, advice if with_advice else [], compared=bool(official))
    more = "" if with_advice or not advice else " See those with --all."
    count = sum(len(slugs) for _, slugs in chosen)
    packages = "1 package" if count == 1 else f"{count} packages"
    print(f"{packages}: {len(faults)} to mend, {len(advice)} could be better.{more}")
    return 1 if faults else 0


def _remarks(
    shelf: Shelf, slugs: tuple[str, ...], official: Mapping[str, str], *, whole: bool
) -> Iterator[tuple[str, bool]]:
    """What there is to say of these packages, and whether it is advice; of the `whole` shelf too. Raises PackageError."""
    ground = api.ground_of(shelf)
    packages: list[Package] = []
    for slug in slugs:
        remarks = sorted(api.judge(shelf, slug, ground, official), key=lambda one: (one.problem.file, one.problem.line))
        yield from ((str(one.problem), one.is_advice) for one in remarks)
        try:
            packages.append(api.package(slug, of=shelf, on=ground))
        except PackageError:
            continue  # what is wrong with it was said
        yield from ((one, False) for one in _examples(packages[-1]))
    if whole and not shelf.local:
        around = api.remarks_on_shelf(packages, shelf.home.name, ground.around)
        yield from ((str(one.problem), one.is_advice) for one in around)


def _say(faults: list[str], advice: list[str], *, compared: bool) -> None:
    for title, lines in (("Could be better", advice), ("To mend", faults)):
        if lines:
            print(f"{title}:", *lines, sep="\n  ")
    if not compared:
        print("Official names are not compared: set NAAST_SPECS to the folder of the specifications.")


def _chosen(path: Path | None) -> Chosen:
    """Which packages, and on which shelf: with a name or without a path also what organisations change in them."""
    ours, own = api.shelf(), [(one, one.own_slugs()) for one in api.local_shelves()]
    if path is None:
        return ((ours, ours.slugs()), *own)
    here, name = path.resolve(), str(path)
    if not path.exists() and name in ours.slugs():
        return ((ours, (name,)), *((one, (name,)) for one, slugs in own if name in slugs))
    local = ours.local_home.resolve()
    if local in (here, *here.parents):
        return tuple((one, tuple(_within(here, local / one.local, slugs))) for one, slugs in own)
    if (here / "service.yaml").exists() or not here.is_dir():
        return ((api.shelf_at(here.parent), (here.name,)),)
    return ((api.shelf_at(here), api.shelf_at(here).slugs()),)


def _within(here: Path, home: Path, slugs: tuple[str, ...]) -> Iterator[str]:
    """Those whose folder stands in this one, or is it."""
    return (slug for slug in slugs if here in (home / slug, *(home / slug).parents))


def _examples(package: Package) -> list[str]:
    with algorithms.rehearsal():
        return [f"{package.slug}/examples.yaml: {problem}" for problem in api.run_examples(package)]


def _je(path: Path) -> int:
    """The je-form in each chosen folder: what was written, and which sentences to look at."""
    folders = [
        folder for shelf, slugs in _chosen(path) for slug in slugs if (folder := shelf.folders(slug)[-1]).is_dir()
    ]
    if not folders:
        print(f"There is no package '{path}'. Give its name, or its folder.", file=sys.stderr)
        return 1
    for folder in folders:
        try:
            drafted = api.draft_je(folder)
        except PackageError as error:
            print(error, file=sys.stderr)
            return 1
        for file, line, doubt in drafted.doubts:
            print(f"{file}:{line}: look at this one\n  u:  {doubt.u}\n  je: {doubt.je}")
        names = ", ".join(str(one.relative_to(folder)) for one in drafted.written)
        print(f"{folder}: wrote {names}." if names else f"{folder}: nothing to write.")
    return 0


def _list(*, as_json: bool) -> int:
    try:
        packages = api.packages()
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps([_line(one) for one in packages], ensure_ascii=False, indent=2))
    else:
        print("\n".join(f"{one.slug:45} {api.service_from(one.sections).title['nl']}" for one in packages))
    return 0


def _publish(slug: str, wanted: list[str]) -> int:
    """All of them or none: those on the shelf with the organisation's own changes over them."""
    with database(Options.read(os.environ)):
        try:
            organisation = organisations.by_slug(slug)
            shelf = api.shelf_of(slug)
            ground = api.ground_of(shelf)
            packages = [api.package(one, of=shelf, on=ground) for one in wanted or shelf.slugs()]
            before = {one.id for one in api.current_versions(organisation.id)}
            versions = api.publish_all(SYSTEM, organisation=organisation.id, packages=packages)
        except NotFound:
            there = ", ".join(one.slug for one in organisations.organisations())
            known = f" There is: {there}." if there else ""
            make = "`naast organisation new` makes one."
            print(f"There is no organisation '{slug}'.{known} {make}", file=sys.stderr)
            return 1
        except PackageError as error:
            print(error, file=sys.stderr)
            return 1
    fresh = [one for one, version in versions.items() if version not in before]
    print(f"{organisation.name} offers {len(fresh)} new or newer services.", *sorted(fresh), sep="\n  ")
    return 0


def _line(package: Package) -> dict[str, Any]:
    service: Service = api.service_from(package.sections)
    first, *others = service.resident_questions
    return {
        "slug": service.slug,
        "title": service.title["nl"],
        "upl": [{"name": one.name, "uri": one.uri} for one in service.upl],
        "resident_question": first,
        "also_under": others,
        "life_events": list(service.life_events),
        "has_journey": service.has_journey,
    }


def _schema(*, write: bool) -> int:
    schema = json.dumps(api.package_schema(), ensure_ascii=False, indent=2) + "\n"
    if write:
        SCHEMA.write_text(schema)
    else:
        print(schema, end="")
    return 0
