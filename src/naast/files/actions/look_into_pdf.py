"""A program: counts the pages of a PDF and looks for what is more than paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from naast.files.actions.confined import Found, main

# Names in a PDF (ISO 32000-2) of what runs a program, sends data, opens another file or carries one along.
ACTIVE = frozenset(
    [
        "/JavaScript",
        "/JS",
        "/Launch",
        "/EmbeddedFile",
        "/EmbeddedFiles",
        "/RichMedia",
        "/XFA",
        "/SubmitForm",
        "/ImportData",
    ]
)
END, BLANK = b"%%EOF", b"\0\t\n\f\r "


def examine(content: bytes, most_pages: int) -> tuple[Found, bytes]:
    return _judge(content, most_pages), b""


def _judge(content: bytes, most_pages: int) -> Found:
    if not content.rstrip(BLANK).endswith(END):  # something else was put behind it
        return {"problem": "broken"}
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        return {"problem": "locked"}
    pages = len(reader.pages)
    if pages > most_pages:
        return {"problem": "pages", "pages": pages}
    if not pages:
        return {"problem": "broken"}
    return {"problem": "active"} if ACTIVE.intersection(_words_in(reader)) else {"pages": pages}


def _words_in(reader: PdfReader) -> Iterator[str]:
    """Every key and name in every object, also in objects that no page uses."""
    numbers = {number for table in reader.xref.values() for number in table} | set(reader.xref_objStm)
    todo: list[Any] = [reader.trailer, *(reader.get_object(number) for number in sorted(numbers) if number)]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            yield from (str(key) for key in one)
            todo.extend(dict.values(one))
        elif isinstance(one, list):
            todo.extend(one)
        elif isinstance(one, str):
            yield one


if __name__ == "__main__":
    main(examine)
