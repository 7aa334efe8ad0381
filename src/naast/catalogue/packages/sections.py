"""The sections of a package that the catalogue itself declares and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from naast.catalogue.packages import schemas
from naast.catalogue.packages.rules import Found, problems_in_rules
from naast.kernel.registry import PackageSection


def _check_rules(section: Mapping[str, Any], package: Mapping[str, Any]) -> Iterator[Found]:
    yield from problems_in_rules(section, package["parameters"])


SECTIONS = (
    PackageSection(key="rules", schema=schemas.RULES, check=_check_rules),
    PackageSection(key="skills", schema=schemas.SKILLS),
    PackageSection(key="messages", schema=schemas.MESSAGES),
    PackageSection(key="examples", schema=schemas.EXAMPLES),
)
