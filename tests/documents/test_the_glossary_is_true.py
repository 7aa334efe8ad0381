"""`docs/glossary.md` and the docstrings of our classes say the same: each Dutch standard term once, beside one class."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "naast"
SAID = re.compile(r"Dutch: ([^,;.()]+)")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+?) \| `([\w.]+)` \|", re.MULTILINE)


def in_the_code() -> list[tuple[str, str, str]]:
    """(class, Dutch term, module) of every class whose docstring names one."""
    return sorted(
        (node.name, term.group(1).strip(), ".".join(file.relative_to(SOURCE).with_suffix("").parts))
        for file in SOURCE.rglob("*.py")
        if "tests" not in file.parts
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.ClassDef) and (term := SAID.search(ast.get_docstring(node) or ""))
    )


def in_the_glossary() -> list[tuple[str, str, str]]:
    return sorted(ROW.findall((ROOT / "docs" / "glossary.md").read_text()))


def test_the_glossary_has_the_terms_of_the_code_and_no_others():
    assert in_the_glossary() == in_the_code()


def test_a_term_stands_beside_one_class_only():
    repeated = [term for term, times in Counter(term for _, term, _ in in_the_code()).items() if times > 1]
    assert repeated == []


@pytest.mark.parametrize("capability", ["cases", "dossier", "files", "journeys", "messages", "parties", "work"])
def test_what_residents_meet_has_its_dutch_term(capability):
    assert any(module == f"{capability}.models" for _, _, module in in_the_code())
