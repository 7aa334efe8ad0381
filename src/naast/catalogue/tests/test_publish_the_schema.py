"""The published schema is the one that the loader uses."""

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from naast.catalogue import api

PUBLISHED = Path(__file__).parents[4] / "docs" / "package.schema.json"


def test_the_published_schema_is_up_to_date() -> None:
    assert json.loads(PUBLISHED.read_text()) == api.package_schema(), "run `naast services schema --write`"


def test_the_schema_is_a_schema_and_our_packages_fit_it() -> None:
    Draft202012Validator.check_schema(api.package_schema())
    for package in api.packages():
        Draft202012Validator(api.package_schema()).validate(dict(package.sections))
