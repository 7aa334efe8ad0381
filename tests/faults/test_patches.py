"""The planted faults are in order: each is listed, still fits the code, and names tests that exist. `make faults` plants them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
INDEX = yaml.load((HERE / "index.yaml").read_text(), yaml.CSafeLoader)
LISTED = {one["patch"]: one["tests"] for one in INDEX}


def test_every_fault_is_listed_once_and_every_line_of_the_list_is_a_fault() -> None:
    assert [one["patch"] for one in INDEX] == list(LISTED)
    assert {file.name for file in HERE.glob("*.patch")} == set(LISTED)


def test_every_fault_fits_the_code_as_it_is() -> None:
    unfit = {}
    for patch in LISTED:
        tried = subprocess.run(
            ["git", "apply", "-C1", "--check", str(HERE / patch)], cwd=ROOT, capture_output=True, text=True, check=False
        )
        if tried.returncode:
            unfit[patch] = tried.stderr
    assert unfit == {}, "Plant these again in the code as it is now, or take them away with the control they are about."


@pytest.mark.parametrize("patch", LISTED)
def test_a_fault_names_tests_that_exist(patch: str) -> None:
    missing = [test for test in LISTED[patch] if not _exists(test)]
    assert LISTED[patch]
    assert not missing


def _exists(test: str) -> bool:
    file, *names = test.partition("[")[0].split("::")
    return "::".join(names) in names_in(ROOT / file)


@cache
def names_in(file: Path) -> frozenset[str]:
    """Names of the tests in a file, those in a class as `Class::test`."""
    if not file.exists():
        return frozenset()
    found = set()
    for node in ast.parse(file.read_text()).body:
        inner = node.body if isinstance(node, ast.ClassDef) else []
        found |= {f"{node.name}::{one.name}" for one in inner if isinstance(one, ast.FunctionDef)}
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
    return frozenset(found)
