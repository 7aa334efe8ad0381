"""Writing the je-form beside the u-form in the files of a package. What stands there already is kept, and so is the layout."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from naast.catalogue.packages.je import Doubt, je_of
from naast.catalogue.packages.reading import located, read_text
from naast.catalogue.packages.texts import read_texts

_WIDTH = 120
_NOT_OURS = ("words.yaml", "examples.yaml")  # what people type, not what we say
Placed = tuple[str, int, Doubt]  # file, line, what to look at


@dataclass(frozen=True, slots=True)
class Drafted:
    """The files that were written, and what a writer has to look at in them."""

    written: tuple[Path, ...]
    doubts: tuple[Placed, ...]


def draft_je(folder: Path) -> Drafted:
    """Writes every missing je-form of the package in this folder. Raises PackageError."""
    written: list[Path] = []
    doubts: list[Placed] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name not in _NOT_OURS:
            doubts += _draft_yaml(path, written)
    if (folder / "texts" / "nl.md").is_file():
        doubts += _draft_texts(folder / "texts", written)
    return Drafted(tuple(written), tuple(doubts))


def _draft_yaml(path: Path, written: list[Path]) -> Iterator[Placed]:
    text = read_text(path, str(path))
    located(text, str(path))  # refuses what is no package, such as a file so deep that composing it would overflow
    added: dict[int, str] = {}  # by place: an alias leads to the same one again
    for mapping, key, value in _without_je(yaml.compose(text, Loader=yaml.CSafeLoader)):
        said, doubts = je_of(value.value)
        if said != value.value:
            at, words = _written(text, mapping, key, value, said)
            added[at] = words
        yield from ((str(path), key.start_mark.line + 1, doubt) for doubt in doubts)
    for at, words in sorted(added.items(), reverse=True):
        text = text[:at] + words + text[at:]
    if added:
        path.write_text(text, "utf-8")
        written.append(path)


def _without_je(node: yaml.Node | None) -> Iterator[tuple[yaml.MappingNode, yaml.ScalarNode, yaml.ScalarNode]]:
    """Mappings that have a text under `nl` and none under `nl_JE`, with that key and its text."""
    if isinstance(node, yaml.MappingNode):
        names = {key.value for key, _ in node.value}
        for key, value in node.value:
            if key.value == "nl" and "nl_JE" not in names and isinstance(value, yaml.ScalarNode):
                yield node, key, value
            yield from _without_je(value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _without_je(one)


def _written(
    text: str, mapping: yaml.MappingNode, key: yaml.ScalarNode, value: yaml.ScalarNode, said: str
) -> tuple[int, str]:
    """Where the je-form goes, and how it is written: in the manner of the u-form."""
    if mapping.flow_style:
        return value.end_mark.index, f", nl_JE: {_scalar(value, said)}"
    margin = " " * key.start_mark.column
    if value.style in (">", "|"):
        end = len(text[: value.end_mark.index].rstrip())
        header = text[value.start_mark.index :].splitlines()[0].strip()
        return end, f"\n{margin}nl_JE: {header}\n{_block(value, said, margin + '  ')}"
    end = text.find("\n", value.end_mark.index)
    return (len(text) if end < 0 else end), f"\n{margin}nl_JE: {_scalar(value, said)}"


def _scalar(value: yaml.ScalarNode, said: str) -> str:
    if value.style == '"':
        return json.dumps(said, ensure_ascii=False)
    return "'" + said.replace("'", "''") + "'" if value.style == "'" else said


def _block(value: yaml.ScalarNode, said: str, margin: str) -> str:
    lines = said.strip("\n").split("\n")
    if value.style == "|":
        return "\n".join(margin + line if line else "" for line in lines)
    return "\n\n".join(
        textwrap.fill(
            line,
            _WIDTH,
            initial_indent=margin,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )


def _draft_texts(folder: Path, written: list[Path]) -> Iterator[Placed]:
    """`nl_JE.md` with the headings of `nl.md`, in their order."""
    source, target = folder / "nl.md", folder / "nl_JE.md"
    texts, lines = read_texts(read_text(source, str(source)), str(source))
    there = read_texts(read_text(target, str(target)), str(target))[0] if target.is_file() else {}
    said = {}
    for key, words in texts.items():
        if key in there:
            said[key] = there[key]
            continue
        said[key], doubts = je_of(words)
        yield from ((str(source), _line_of(source, lines[key,], doubt), doubt) for doubt in doubts)
    whole = "\n\n".join(f"## {key}\n\n{words}" for key, words in (said | there).items())
    if said.keys() - there.keys() or not target.is_file():
        target.write_text(whole + "\n", "utf-8")
        written.append(target)


def _line_of(path: Path, after: int, doubt: Doubt) -> int:
    """The line on which the doubtful sentence begins."""
    opening = doubt.u.splitlines()[0]
    lines = path.read_text("utf-8").splitlines()
    return next((number for number in range(after, len(lines) + 1) if opening in lines[number - 1]), after)
