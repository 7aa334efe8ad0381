"""Our own CSS sets colour, letter, space and radius only through a token. Run by `make check`; explained in docs/design.md.

Tokens stand in `css/tokens.css`, `components.css`, `density.css` and `faces/`: only there do raw values belong, and colours
only in `faces/`. Widths of columns and fields may be raw, and a nudge in `em` beside a letter.

    python scripts/check_tokens.py [FILE.css | FILE.html …]
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "naast"
TOKEN_FILES = {"tokens.css", "components.css", "density.css", "fonts.css"}
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|oklch|oklab|lab|lch)\(|"
    r"\b(?:white|black|red|green|blue|yellow|orange|purple|pink|gr[ae]y|silver|navy|teal|maroon|olive|gold|brown)\b",
    re.IGNORECASE,
)
COLOURED = re.compile(r"color$|^background|^border|^outline|^fill$|^stroke$|^box-shadow$|^text-decoration")
LENGTH = re.compile(r"(?<![\w.-])-?[0-9]*\.?[0-9]+(?:px|rem|ch|vw|vh|pt|%)")
NUDGE = re.compile(r"(?<![\w.-])-?[0-9]*\.?[0-9]+(?:em|lh)\b")
SPACED = re.compile(r"^(?:margin|padding)|gap$|^border-.*radius$|^border-radius$|^letter-spacing$|^text-indent$")
BORDERED = re.compile(r"^(?:border|outline)(?!.*(?:radius|spacing|collapse|color|style))")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?:^|[{;])\s*(--)?([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])", re.DOTALL)

Fault = tuple[Path, int, str]


def faults_in_css(path: Path) -> Iterator[Fault]:
    """Each place that sets what only a token may set, with what to write instead."""
    text = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), path.read_text())
    for found in DECLARATION.finditer(text):
        line = text.count("\n", 0, found.start(2)) + 1
        name, value = found.group(2), " ".join(found.group(3).split())
        problem = _token_problem(path, value) if found.group(1) else _rule_problem(path, name, value)
        if problem:
            yield path, line, f"{name}: {value}: {problem}"


def _token_problem(path: Path, value: str) -> str | None:
    if path.parent.name != "faces" and COLOUR.search(_bare(value)):
        return "a colour value stands in a face only; point to a --face-… token."
    if path.name not in TOKEN_FILES and path.parent.name != "faces" and "font" in value:
        return "letters are set in components.css."
    return None


def _rule_problem(path: Path, name: str, value: str) -> str | None:
    if path.name in TOKEN_FILES or path.parent.name == "faces":
        return None
    bare = _bare(value)
    if COLOURED.search(name) and COLOUR.search(bare):
        return "use a colour token, such as var(--naast-we) or var(--basis-color-…)."
    if name == "font-family" and bare.strip() not in {"", "inherit"}:
        return "use var(--basis-text-font-family-…)."
    if name == "font" and bare.strip() != "inherit":
        return "use font-size, line-height and font-weight with their tokens."
    if name == "font-weight" and re.search(r"[0-9]|bold", bare):
        return "use var(--basis-text-font-weight-…)."
    if name == "font-size" and LENGTH.search(bare):
        return "use var(--basis-text-font-size-…), or em beside a letter."
    if (SPACED.search(name) or BORDERED.search(name)) and LENGTH.search(bare):
        return "use a token of space, width or radius, such as var(--basis-space-block-md)."
    if "radius" in name and NUDGE.search(bare):
        return "use var(--basis-border-radius-…) or a leaf."
    if name == "box-shadow" and LENGTH.search(bare):
        return "there are no shadows; a ring has its width from a token."
    return None


def _bare(value: str) -> str:
    """The value without what comes from tokens, and without what only sizes the picture of a calculation."""
    without = re.sub(r"var\(--[a-z0-9-]+\)", "", value)
    return re.sub(r"\b[0-9.]+%(?=, transparent)", "", without)


def faults_in_template(path: Path) -> Iterator[Fault]:
    """A page brings no style of its own: the content policy refuses it, and no theme could change it."""
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if re.search(r"""\sstyle\s*=\s*["']|<style\b""", line):
            yield path, number, "no style in a page: add a tag or a rule with tokens to design (docs/design.md)."
        if re.search(r"\s(?:fill|stroke|color|bgcolor)=[\"']#", line):
            yield path, number, "no colour in a page: let a class of design set it."


def own_files() -> list[Path]:
    """All but what is bundled, and the demo's sign-in provider, which plays a site of somebody else."""
    css = [path for path in SOURCE.rglob("*.css") if not {"vendor", "provider"} & set(path.parts)]
    return sorted(css) + sorted(SOURCE.rglob("templates/**/*.html"))


def main(arguments: list[str]) -> int:
    files = [Path(one) for one in arguments] or own_files()
    faults = [
        fault
        for path in files
        for fault in (faults_in_css(path) if path.suffix == ".css" else faults_in_template(path))
    ]
    for path, line, problem in faults:
        print(f"{path}:{line}: {problem}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
