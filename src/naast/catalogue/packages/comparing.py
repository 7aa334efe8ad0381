"""What differs between two packages, place by place, for somebody who decides whether the newer one goes live."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from naast.catalogue.packages.judging.sentences import sentences_of
from naast.catalogue.types import Difference

Content = Mapping[str, Any]
_WORDS = re.compile(r"\S+\s*|\s+")


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """Each place where two contents differ, by its path. A list is one place: its order has a meaning."""
    return tuple(_differences(before, after, ()))


def content_of(sections: Content, texts: Content) -> dict[str, Any]:
    """Both halves of a package, as one says where something stands: `texts/nl/about`."""
    return {**sections, "texts": texts}


def word_by_word(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Runs of words: `same`, `gone` from the first text, or `new` in the second. Lines stay as they are."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    runs: list[tuple[str, str]] = []
    for kind, left, left_end, right, right_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", "".join(old[left:left_end])))
            continue
        runs += [
            (what, "".join(words))
            for what, words in (("gone", old[left:left_end]), ("new", new[right:right_end]))
            if words
        ]
    return tuple(runs)


def new_sentences(before: str, after: str) -> tuple[str, ...]:
    """The sentences of the second text that do not stand in the first, without mark-up."""
    old = {one.text for one in sentences_of(before)}
    return tuple(one.text for one in sentences_of(after) if one.text not in old)


def _differences(before: Any, after: Any, where: tuple[str, ...]) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in sorted({*before, *after}):
            yield from _differences(before.get(key), after.get(key), (*where, str(key)))
    elif before != after:
        yield from _told(before, after, where)


def _told(before: Any, after: Any, where: tuple[str, ...]) -> Iterator[Difference]:
    """Lists of things with a key are compared thing by thing; others as a whole."""
    olds, news = _by_key(before), _by_key(after)
    if olds is not None and news is not None and [*olds] == [*news]:
        yield from _differences(olds, news, where)
    else:
        yield Difference("/".join(where), _written(before), _written(after))


def _by_key(value: Any) -> dict[str, Any] | None:
    """A list of mappings that each have a `key` or `name`, by it; None for anything else."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return None
    names = [str(one.get("key", one.get("name", ""))) for one in value]
    return dict(zip(names, value, strict=True)) if all(names) and len(set(names)) == len(names) else None


def _written(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
