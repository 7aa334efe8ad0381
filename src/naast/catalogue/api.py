"""The face of the catalogue. Whatever takes a `local` reads packages from disk and needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from naast.catalogue.actions import drop_text, publish, publish_all, put_text_back, put_text_live, write_text
from naast.catalogue.packages.amounts import day, money, period
from naast.catalogue.packages.comparing import new_sentences, word_by_word
from naast.catalogue.packages.drafting import draft_je
from naast.catalogue.packages.examples import run_examples
from naast.catalogue.packages.je import je_of
from naast.catalogue.packages.judging import judge, official_names, remarks_on_shelf
from naast.catalogue.packages.loading import Ground, Shelf, declared_sections, ground_of, load
from naast.catalogue.packages.schemas import SERVICE
from naast.catalogue.packages.services import service_from
from naast.catalogue.packages.shapes import whole_schema
from naast.catalogue.ports import local_shelves, package_on, packages_on, parameters, shelf, shelf_of
from naast.catalogue.queries import (
    current_version,
    current_versions,
    language,
    locale_of,
    page_of,
    plan_of,
    questions_by_demand,
    questions_in_own_words,
    resident_questions,
    service_of,
    services_of,
    text,
    version_of,
    why_paused,
)
from naast.catalogue.queries.wording import (
    draft_at,
    preview_of,
    read_as,
    remarks_on,
    texts_of,
    wording,
    wordings_of,
    wrong_with,
)
from naast.catalogue.types import Package, PackageVersion, Parameter, RuleResult, said
from naast.kernel import algorithms

__all__ = [
    "Shelf",
    "current",
    "current_versions",
    "day",
    "draft_at",
    "draft_je",
    "drop_text",
    "evaluate",
    "ground_of",
    "in_language",
    "je_of",
    "judge",
    "language",
    "local_shelves",
    "locale_of",
    "money",
    "new_sentences",
    "official_names",
    "package",
    "package_schema",
    "packages",
    "page_of",
    "parameter",
    "period",
    "plan_of",
    "preview_of",
    "publish",
    "publish_all",
    "put_text_back",
    "put_text_live",
    "questions_by_demand",
    "questions_in_own_words",
    "read_as",
    "remarks_on",
    "remarks_on_shelf",
    "resident_questions",
    "run_examples",
    "service_from",
    "service_of",
    "services",
    "shelf",
    "shelf_at",
    "shelf_of",
    "text",
    "texts_of",
    "version",
    "why_paused",
    "word_by_word",
    "wording",
    "wordings_of",
    "write_text",
    "wrong_with",
]

current = current_version
services = services_of
version = version_of


def shelf_at(folder: Path) -> Shelf:
    """Packages that stand elsewhere, such as those of another municipality. Their parameters are ours where they bring none."""
    return Shelf(home=folder, local_home=folder, fallback=shelf().home)


def in_language(words: Mapping[str, str]) -> str:
    """The text in the language and tone of this moment."""
    return said(words, language())


def package(slug: str, *, local: str = "", of: Shelf | None = None, on: Ground | None = None) -> Package:
    """A package from disk, checked: ours as read once by this process, that `of` a shelf anew. Raises PackageError."""
    return load(of, slug, on=on) if of else package_on(shelf(local), slug)


def packages(*, local: str = "") -> tuple[Package, ...]:
    """All packages on disk, by slug. Raises PackageError."""
    return packages_on(shelf(local))


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
