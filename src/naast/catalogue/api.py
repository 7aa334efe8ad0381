"""The face of the catalogue. Whatever takes a `local` reads packages from disk and needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, to_locale

from naast.catalogue.actions import publish
from naast.catalogue.amounts import day, money, period, shown
from naast.catalogue.examples import run_examples
from naast.catalogue.packages.loading import Shelf, declared_sections, load
from naast.catalogue.packages.rules import kinds_of, parameter_shown
from naast.catalogue.packages.schemas import SERVICE
from naast.catalogue.packages.services import service_from
from naast.catalogue.packages.shapes import whole_schema
from naast.catalogue.packages.texts import filled, rendered
from naast.catalogue.ports import parameters, shelf
from naast.catalogue.queries import current_version, current_versions, service_of, services_of, version_of
from naast.catalogue.types import Fact, Package, PackageVersion, Parameter, RuleResult, said
from naast.kernel import algorithms
from naast.kernel.clock import today

__all__ = [
    "current",
    "current_versions",
    "day",
    "evaluate",
    "fact_text",
    "in_language",
    "money",
    "package",
    "package_schema",
    "packages",
    "parameter",
    "period",
    "publish",
    "run_examples",
    "service_from",
    "service_of",
    "services",
    "shelf",
    "shelf_at",
    "text",
    "version",
]

current = current_version
services = services_of
version = version_of


def shelf_at(folder: Path) -> Shelf:
    """Packages that stand elsewhere, such as those of another municipality. Their parameters are ours where they bring none."""
    return Shelf(home=folder, local_home=folder, fallback=shelf().home)


def in_language(words: Mapping[str, str]) -> str:
    """The text in the language and tone of this moment."""
    return said(words, to_locale(get_language() or "nl"))


def package(slug: str, *, local: str = "", of: Shelf | None = None) -> Package:
    """A package from disk, checked. Raises PackageError."""
    return load(of or shelf(local), slug)


def packages(*, local: str = "") -> tuple[Package, ...]:
    """All packages on disk, by slug. Raises PackageError."""
    here = shelf(local)
    return tuple(load(here, slug) for slug in here.slugs())


def package_schema() -> dict[str, Any]:
    """The JSON Schema of a whole package with every section that this installation understands."""
    return whole_schema(SERVICE, tuple(declared_sections().values()))


def parameter(name: str, on: date, *, local: str = "") -> Parameter:
    """The amount or term on a day. Raises UnknownParameter."""
    return parameters(local).on(name, on)


def evaluate(
    of: Package | PackageVersion,
    rule: str,
    facts: Mapping[str, Any],
    *,
    on: date,
    organisation: UUID | None = None,
    locale: str = "nl",
) -> RuleResult:
    """Run a rule through the algorithm register. Money in whole cents. Raises MissingFacts, UnknownParameter, KeyError."""
    result: RuleResult = algorithms.run(
        "catalogue.package_rule",
        organisation=organisation,
        name=rule,
        rule=of.sections["rules"][rule],
        facts=facts,
        on=on,
        local=of.local,
        locale=locale,
    )
    return result


def text(
    of: Package | PackageVersion,
    key: str,
    locale: str,
    *,
    result: RuleResult | None = None,
    on: date | None = None,
) -> str:
    """Safe HTML of a text in this language, else the Dutch u-form; "" when there is none. `result` fills in {{value:…}}."""
    markdown = of.texts.get(locale, {}).get(key) or of.texts.get("nl", {}).get(key, "")
    kinds = kinds_of(of.sections["rules"][result.rule]) if result else {}

    def fill(kind: str, name: str) -> str:
        if kind == "parameter":
            return parameter_shown(parameter(name, on or today(), local=of.local), locale)
        return shown(result.values[name], kinds[name], locale) if result else ""

    return rendered(markdown, fill)


def fact_text(of: Package | PackageVersion, fact: Fact, locale: str, *, on: date | None = None) -> str:
    """The words of a fact with the amounts that hold on this day."""
    return filled(
        said(fact.text, locale),
        lambda _kind, name: parameter_shown(parameter(name, on or today(), local=of.local), locale),
    )
