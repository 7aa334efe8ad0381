"""The lint over our own CSS finds each kind of raw value, and nothing in what is there."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
_spec = importlib.util.spec_from_file_location("check_tokens", ROOT / "scripts" / "check_tokens.py")
check_tokens = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(check_tokens)


@pytest.mark.parametrize(
    "rule",
    [
        "color: #135c4a;",
        "color: green;",
        "background: rgb(1 2 3);",
        "border: var(--basis-border-width-sm) solid white;",
        "box-shadow: 0 1px 3px var(--naast-line);",
        "font-family: Arial, sans-serif;",
        "font: 1rem/1.5 system-ui;",
        "font-size: 18px;",
        "font-weight: 700;",
        "margin-block: 12px;",
        "padding: calc(var(--basis-space-block-md) + 3px);",
        "gap: 1rem;",
        "border-radius: 0.5em;",
        "border-width: 2px;",
        "outline: 3px solid currentColor;",
        "--own: #ffffff;",
    ],
)
def test_a_planted_raw_value_is_found(rule, tmp_path):
    (tmp_path / "page.css").write_text(f".ok {{ inline-size: 4rem; }}\n.planted {{\n  {rule}\n}}\n")
    faults = list(check_tokens.faults_in_css(tmp_path / "page.css"))
    assert [line for _, line, _ in faults] == [3]


@pytest.mark.parametrize(
    "rule",
    [
        "color: var(--naast-we);",
        "color: inherit;",
        "border: var(--basis-border-width-sm) solid CanvasText;",
        "max-inline-size: 42rem;",
        "margin-block-start: 0.15em;",
        "margin: calc(-1 * var(--basis-space-inline-md));",
        "font: inherit;",
        "/* color: #fff; */ display: grid;",
    ],
)
def test_what_goes_through_a_token_is_left_alone(rule, tmp_path):
    (tmp_path / "page.css").write_text(f".fine {{\n  {rule}\n}}\n")
    assert list(check_tokens.faults_in_css(tmp_path / "page.css")) == []


@pytest.mark.parametrize("line", ['<p style="color: red">', "<style>p{}</style>", '<path fill="#fff">'])
def test_a_page_with_a_style_of_its_own_is_found(line, tmp_path):
    (tmp_path / "page.html").write_text(f"<p>\n{line}\n")
    assert [number for _, number, _ in check_tokens.faults_in_template(tmp_path / "page.html")] == [2]


def test_colours_stand_in_a_face_only(tmp_path):
    (tmp_path / "tokens.css").write_text(".x {\n  --naast-we: #135c4a;\n}\n")
    assert [line for _, line, _ in check_tokens.faults_in_css(tmp_path / "tokens.css")] == [2]


def test_our_own_files_are_clean(capsys):
    assert check_tokens.main([]) == 0, capsys.readouterr().out
    assert len(check_tokens.own_files()) > 40
