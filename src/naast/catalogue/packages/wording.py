"""The texts of a package that an organisation may say in its own words, and a package with such words laid over it.

Only what people read as a sentence: no facts, amounts, rules, answers or terms.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from naast.catalogue.packages.loading import content_hash
from naast.catalogue.packages.texts import placeholders
from naast.catalogue.types import Package, PackageVersion, Place, Words

_SERVICE = ("title", "lead", "start")
_ON_PAGE = ("about", "need")  # the other texts stand where a journey ends
_ENDINGS = "journey/endings/"
_STEP = ("label", "detail")
_QUESTION = ("label", "hint", "why")
Parts = Mapping[str, Any]


def places_of(package: Package | PackageVersion) -> tuple[Place, ...]:
    """In the order in which a resident meets them: the page of the service, the steps, the journey."""
    in_sections = [Place(key, found) for key, parent, name in _places(package.sections) if (found := parent.get(name))]
    in_files = {one: Place(f"texts/{one}", _under(package.texts, one)) for one in package.texts.get("nl", {})}
    on_page = [in_files.pop(one) for one in _ON_PAGE if one in in_files]
    endings = package.sections.get("journey", {}).get("endings", {})
    ours = len(_SERVICE)
    found = [*in_sections[:ours], *on_page]
    for place in in_sections[ours:]:
        found.append(place)
        text = endings.get(place.key.split("/")[2], {}).get("text") if place.key.startswith(_ENDINGS) else None
        found += [in_files.pop(text)] if text in in_files else []
    return (*found, *in_files.values())


def words_at(package: Package | PackageVersion, place: str) -> Words | None:
    return next((one.words for one in places_of(package) if one.key == place), None)


def with_words(package: Package, own: Mapping[str, Words]) -> Package:
    """The package with these words over it where they fit, tone by tone as `local/` does; its hash tells them too."""
    fitting = {one.key: own[one.key] for one in places_of(package) if one.key in own and fits(one.words, own[one.key])}
    if not fitting:
        return package
    sections = deepcopy(dict(package.sections))
    for key, parent, name in _places(sections):
        if key in fitting:
            parent[name] = {**parent[name], **fitting[key]}
    texts = {tone: dict(keys) for tone, keys in package.texts.items()}
    for key, words in fitting.items():
        for tone in words if key.startswith("texts/") else ():
            texts.setdefault(tone, {})[key.removeprefix("texts/")] = words[tone]
    return replace(package, sections=sections, texts=texts, hash=content_hash(sections, texts, package.local))


def fits(base: Words, own: Words) -> bool:
    """Whether the own words name the same amounts and values, in every tone."""
    return all(placeholders(said) == placeholders(base.get(tone) or base["nl"]) for tone, said in own.items())


def digest(*words: Words | None) -> str:
    """Which words these are, for whoever gives back what they saw."""
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _under(texts: Mapping[str, Words], heading: str) -> Words:
    return {tone: keys[heading] for tone, keys in texts.items() if heading in keys}


def _places(sections: Parts) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The key of each text in the sections, what it stands in, and under which name."""
    yield from ((f"service/{name}", sections["service"], name) for name in _SERVICE)
    for step in sections.get("steps", ()):
        yield from ((f"steps/{step['key']}/{name}", step, name) for name in _STEP if name in step)
    journey = sections.get("journey", {})
    for key in _on_the_way(journey) if journey else ():
        if one := journey["questions"].get(key):
            yield from ((f"journey/questions/{key}/{name}", one, name) for name in _QUESTION if name in one)
        else:
            yield f"{_ENDINGS}{key}/title", journey["endings"][key], "title"


def _on_the_way(journey: Parts) -> list[str]:
    """Questions and endings as one may come to them; PostgreSQL keeps the keys of a package in an order of its own."""
    found, questions, endings = [journey["start"]], journey["questions"], journey["endings"]
    for key in found:  # grows while it is walked
        routes = questions[key]["next"] if key in questions else [endings[key].get("onward", {})]
        found += dict.fromkeys(one["to"] for one in routes if one.get("to") and one["to"] not in found)
    return found
