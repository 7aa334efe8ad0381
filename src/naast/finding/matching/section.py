"""The words that people use for a service: a section of its package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from naast.kernel.registry import PackageSection


def _lists(longest: int) -> dict[str, Any]:
    texts = {"type": "array", "items": {"type": "string", "minLength": 2, "maxLength": longest}, "maxItems": 300}
    return {
        "type": "object",
        "properties": {"nl": texts, "en": texts},
        "required": ["nl"],
        "additionalProperties": False,
    }


_WORDS, _SENTENCES = _lists(120), _lists(400)
_SCHEMA = {
    "type": "object",
    "properties": {"strong": _WORDS, "weak": _WORDS, "asks": _SENTENCES, "against": _WORDS},
    "required": ["strong", "asks"],
    "additionalProperties": False,
}


def _check(section: Mapping[str, Any], package: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for language, strong in section["strong"].items():
        against = {word.lower() for word in section.get("against", {}).get(language, [])}
        for index, word in enumerate(strong):
            if word.lower() in against:
                yield ("strong", language, index), f"'{word}' speaks for and against. Take it out of one of the lists."


WORDS_SECTION = PackageSection(key="words", schema=_SCHEMA, check=_check)
