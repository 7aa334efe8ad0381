"""What `docs/start-here.md` names is where it says: a guide that leads astray is worse than none."""

import ast
import re
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parents[2] / "docs" / "start-here.md"
NAMED = re.compile(r"\[`([^`]+)` in `([^`]+)`\]\(([^)]+)\)")


def mentions() -> list[tuple[str, str, str]]:
    return NAMED.findall(DOCUMENT.read_text())


def names_in(file: Path) -> set[str]:
    """What a module defines at its top level."""
    found: set[str] = set()
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


def test_it_leads_through_the_whole_way():
    files = {Path(link).stem for _, _, link in mentions()}
    assert {
        "urls",
        "guards",
        "staff",
        "forms",
        "ask",
        "access",
        "models",
        "lines",
        "sending",
        "events",
        "live",
        "resident",
    } <= files


@pytest.mark.parametrize(("name", "said", "link"), mentions())
def test_every_name_is_in_the_file_that_it_links_to(name, said, link):
    file = (DOCUMENT.parent / link).resolve()
    assert file == DOCUMENT.parents[1] / "src" / "naast" / said
    if file.suffix == ".py":
        assert name in names_in(file)
    else:
        assert name in file.read_text()
