"""`docs/trust.md` and the repository say the same: each threat has its row, each row its tests and the faults that these find."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "trust.md").read_text()
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\(\.\./([^)#]+)\)")
FAULT = re.compile(r"`([a-z0-9-]+)`")
PLANTED = {
    one["patch"].removesuffix(".patch"): {test.split("::")[0] for test in one["tests"]}
    for one in yaml.load((ROOT / "tests" / "faults" / "index.yaml").read_text(), yaml.CSafeLoader)
}
ROWS = {int(number): (control, tests, faults) for number, _, control, tests, faults in ROW.findall(PAGE)}


def test_every_threat_has_a_row() -> None:
    assert list(ROWS) == list(range(1, 33))


def test_every_link_leads_to_a_file() -> None:
    assert [link for link in LINK.findall(PAGE) if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("number", ROWS)
def test_a_row_names_its_tests_and_faults_that_these_find(number: int) -> None:
    control, tests, faults = ROWS[number]
    named, planted = set(LINK.findall(tests)), FAULT.findall(faults)
    if "**No surface yet**" not in control and "**Open**" not in control:
        assert named
        assert planted
    for fault in planted:
        assert PLANTED[fault] & named, f"{fault} is found by {sorted(PLANTED[fault])}, which the row does not name"
