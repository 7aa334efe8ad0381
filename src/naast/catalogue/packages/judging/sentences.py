"""Sentences of a text as a person reads them: without Markdown, with the line on which each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naast.catalogue.packages.texts import PLACEHOLDER

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"^\s*(?:[-*+]|\d+\.|#+)\s+|[*_`]{1,2}")
_ENDS = re.compile(r"(?<=[.?!:;])[\s”\"'’)]+(?=[^\W\d_]|[“‘\"'({\d])")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+\.)\s")
_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`line` counts from the first line of the text, which is 0."""

    text: str
    line: int

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)


def sentences_of(markdown: str) -> Iterator[Sentence]:
    for line, block in _blocks(markdown):
        read = 0
        for text in _ENDS.split(plain(block)):
            place = block.find(text.split(" ", 1)[0], read)
            read = max(read, place)
            yield Sentence(text.strip(), line + block.count("\n", 0, read))


def plain(markdown: str) -> str:
    """The words of one paragraph or item on one line; what a placeholder fills in is one word."""
    lines = (_MARKS.sub("", line) for line in markdown.splitlines())
    return PLACEHOLDER.sub("waarde", _LINK.sub(r"\1", " ".join(lines))).strip()


def _blocks(markdown: str) -> Iterator[tuple[int, str]]:
    """Paragraphs and list items, each with its first line."""
    first = 0
    block: list[str] = []
    for number, line in enumerate([*markdown.splitlines(), ""]):
        if block and (not line.strip() or _ITEM.match(line)):
            yield first, "\n".join(block)
            block = []
        if line.strip():
            first = first if block else number
            block.append(line)
