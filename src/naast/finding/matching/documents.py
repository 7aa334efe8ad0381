"""What the finder knows of a service: the texts of its package, by how much they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_MARKUP = re.compile(r"\{\{.*?\}\}|\]\(.*?\)|[#*_`\[\]]")


@dataclass(frozen=True, slots=True)
class Document:
    """Texts of one service in all languages. `asks` are whole sentences; `strong`, `weak` and `against` words or short names."""

    slug: str
    names: tuple[str, ...]
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    against: tuple[str, ...]
    asks: tuple[str, ...]
    lead: str
    prose: str


def document_of(sections: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]]) -> Document:
    service, words = sections["service"], sections.get("words", {})
    return Document(
        slug=service["slug"],
        names=(*_in_languages(service["title"]), *(one["name"] for one in service["upl"])),
        strong=_listed(words, "strong"),
        weak=_listed(words, "weak"),
        against=_listed(words, "against"),
        asks=_listed(words, "asks"),
        lead=" ".join(_in_languages(service["lead"])),
        prose=" ".join(_prose(sections, texts)),
    )


def _listed(words: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for of_language in words.get(key, {}).values() for text in of_language))


def _in_languages(words: Mapping[str, str]) -> tuple[str, ...]:
    """Dutch and English; the other tone of Dutch has the same words."""
    return tuple(dict.fromkeys(words[one] for one in ("nl", "en") if one in words))


def _prose(sections: Mapping[str, Any], texts: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    service = sections["service"]
    yield from service.get("life_events", ())
    for key in ("about", "need"):
        if text := texts.get("nl", {}).get(key):
            yield _MARKUP.sub(" ", text)
    for part in (*service["facts"], *sections.get("steps", ())):
        yield from _said(part.get("text"), part.get("label"), part.get("detail"))


def _said(*words: Mapping[str, str] | None) -> Iterable[str]:
    return (_MARKUP.sub(" ", one["nl"]) for one in words if one and "nl" in one)
