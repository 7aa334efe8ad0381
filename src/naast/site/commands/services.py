"""`naast services check|list|je|schema|publish`: service packages, read from disk."""

import argparse
import json
import os
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
        "path", nargs="?", type=Path, help="a package by its name or folder, or a folder of packages; else all"
    )
    check.add_argument(
        "--all", action="store_true", help="also names what could be better in all packages; of PATH it always does"
    )
    listing = what.add_parser("list", help="what there is")
    listing.add_argument("--json", action="store_true")
    schema = what.add_parser("schema", help="the JSON Schema of a package")
    schema.add_argument("--write", action="store_true", help=f"renews {SCHEMA}")
    je = what.add_parser("je", help="writes the je-form of each text that lacks it, and shows what to look at")
    je.add_argument("path", type=Path, help="a package, or a folder of packages")
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


def _check(path: Path | None, *, with_advice: bool) -> int:
    """What could be better, then the faults, each with file, line and what to write; how many of each stands last."""
    slugs, shelf = _chosen(path)
    official = api.official_names(Path(os.environ.get("NAAST_SPECS", "../shared/specs")))
    try:
        ground = api.ground_of(shelf)
    except PackageError as error:
        print(error)
        return 1
    faults: list[str] = []
    advice: list[str] = []
    packages: list[Package] = []
    for slug in slugs:
        try:
            packages.append(api.package(slug, of=shelf, on=ground))
            remarks = [*api.judge(shelf, slug, ground, official)]
        except PackageError as error:
            faults += [str(one) for one in error.problems]
            continue
        faults += [str(one.problem) for one in remarks if not one.is_advice] + _examples(packages[-1])
        advice += [str(one.problem) for one in remarks if one.is_advice]
    if path is None:
        remarks = [*api.remarks_on_shelf(packages, shelf.home.name, ground.around)]
        faults += [str(one.problem) for one in remarks if not one.is_advice]
        advice += [str(one.problem) for one in remarks if one.is_advice]
    _say(faults, advice if with_advice else [], compared=bool(official))
    more = "" if with_advice or not advice else " See those with --all."
    print(f"{len(slugs)} packages: {len(faults)} to mend, {len(advice)} could be better.{more}")
    return 1 if faults else 0


def _say(faults: list[str], advice: list[str], *, compared: bool) -> None:
    for title, lines in (("Could be better", advice), ("To mend", faults)):
        if lines:
            print(f"{title}:", *lines, sep="\n  ")
    if not compared:
        print("Official names are not compared: set NAAST_SPECS to the folder of the specifications.")


def _chosen(path: Path | None) -> tuple[tuple[str, ...], Shelf]:
    """Which packages, and on which shelf they stand."""
    if path is None:
        return api.shelf().slugs(), api.shelf()
    if not path.exists() and str(path) in api.shelf().slugs():
        return (str(path),), api.shelf()
    here = path.resolve()
    if (here / "service.yaml").exists() or not here.is_dir():
        return (here.name,), api.shelf_at(here.parent)
    return api.shelf_at(here).slugs(), api.shelf_at(here)


def _examples(package: Package) -> list[str]:
    with algorithms.rehearsal():
        return [f"{package.slug}/examples.yaml: {problem}" for problem in api.run_examples(package)]


def _je(path: Path) -> int:
    folders = [path] if (path / "service.yaml").exists() else sorted(one.parent for one in path.glob("*/service.yaml"))
    for folder in folders:
        try:
            for file, line, doubt in api.draft_je(folder):
                print(f"{file}:{line}: look at this one\n  u:  {doubt.u}\n  je: {doubt.je}")
        except PackageError as error:
            print(error)
            return 1
    return 0 if folders else 1


def _list(*, as_json: bool) -> int:
    try:
        packages = api.packages()
    except PackageError as error:
        print(error)
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
            print(f"There is no organisation '{slug}'.")
            return 1
        except PackageError as error:
            print(error)
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
