"""The rules of a package, as a walk runs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from naast.catalogue import api as catalogue
from naast.catalogue.types import MissingFacts, Package, PackageVersion, RuleResult
from naast.journeys.flow.walking import Rule


def rule_of(
    package: Package | PackageVersion, on: date, *, language: str = "nl", organisation: UUID | None = None
) -> Rule:
    """Runs a rule on what is known. None while something it needs is not: nothing is computed from defaults."""

    def run(name: str, facts: Mapping[str, Any]) -> RuleResult | None:
        try:
            return catalogue.evaluate(package, name, facts, on=on, locale=language, organisation=organisation)
        except MissingFacts:
            return None

    return run
