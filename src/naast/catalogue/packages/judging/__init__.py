"""Judging a package: can it be used, does it say enough, and plainly? Faults make the check red; advice does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from naast.catalogue.packages.judging.coverage import official_names, remarks_on_coverage, remarks_on_shelf
from naast.catalogue.packages.judging.readability import Finding, findings_in
from naast.catalogue.packages.loading import Ground, Reading, Shelf, read
from naast.catalogue.packages.reading import Located, Where
from naast.catalogue.packages.texts import all_words
from naast.catalogue.types import LOCALES, Problem, Remark

__all__ = ["findings_in", "judge", "known_words", "official_names", "remarks_on_shelf"]

_NOT_OURS = ("words", "examples", "skills")  # what people type, and what only workers read
_SAYS_U = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
_READERS = {
    "nl": "residents whom you address with u",
    "nl_JE": "residents whom you address with je",
    "en": "residents who read English",
}
_TITLES = frozenset({"title", "subject"})


def judge(shelf: Shelf, slug: str, ground: Ground, official: Mapping[str, str]) -> Iterator[Remark]:
    """Everything that is to be said of it, as far as its parts can be used."""
    reading = read(shelf, slug, ground)
    yield from map(Remark, reading.problems)
    if not (reading.sections or reading.texts or reading.broken):
        return
    yield from remarks_on_coverage(reading, ground, official)
    yield from _tones(reading)
    if shelf.local:
        yield from _old_texts(reading, shelf)
    known = known_words({key: one.data for key, one in reading.sections.items()})
    for located, where, tones in _texts(reading):
        seen: set[str] = set()
        for tone in ("nl", "nl_JE"):
            remarks = findings_in(tones.get(tone, ""), known=known, is_title=where[0] in _TITLES)
            found = [one for one in remarks if one.rule not in seen]
            seen |= {one.rule for one in found}
            yield from (_remark(located[tone], (*where, *_under(located[tone], tone)), one) for one in found)


def known_words(sections: Mapping[str, Any]) -> frozenset[str]:
    """Words of the title, and those that people use for the service: there may be no shorter one."""
    strong = sections["words"]["strong"]["nl"] if "words" in sections else []
    title = sections["service"]["title"]["nl"] if "service" in sections else ""
    return frozenset(word.strip("()?,.").lower() for text in (title, *strong) for word in text.split())


def _texts(reading: Reading) -> Iterator[tuple[Mapping[str, Located], Where, Mapping[str, str]]]:
    """Each text that a resident reads: the files of its tones, where it stands, and the tones."""
    for key, located in reading.sections.items():
        tones: dict[Where, dict[str, str]] = {}
        for where, tone, words in all_words(located.data) if key not in _NOT_OURS else ():
            tones.setdefault(where[:-1], {})[tone] = words
        yield from ((dict.fromkeys(LOCALES, located), where, said) for where, said in tones.items())
    files = reading.texts
    for heading in files["nl"].data if "nl" in files else ():
        yield files, (heading,), {tone: one.data.get(heading, "") for tone, one in files.items()}


def _under(located: Located, tone: str) -> Where:
    return () if located.file.endswith(".md") else (tone,)


def _remark(located: Located, where: Where, found: Finding) -> Remark:
    named = "/".join(map(str, where))
    place = located.place((*where, found.line)) if located.file.endswith(".md") else located.place(where)
    return Remark(Problem(*place, f"{named}: {found.what}", found.write_instead), found.is_advice)


def _tones(reading: Reading) -> Iterator[Remark]:
    """Who is called je must not meet a u."""
    instead = "Run 'naast services je' on the package, and reread what it wrote."
    if "nl" in reading.texts and "nl_JE" not in reading.texts and not reading.has("texts/nl_JE"):
        yield Remark(Problem(reading.texts["nl"].file, 1, "There is no texts/nl_JE.md.", instead))
    for located, where, tones in _texts(reading):
        if _SAYS_U.search(tones.get("nl", "")) and not tones.get("nl_JE") and "nl_JE" in located:
            yield Remark(located["nl"].problem(where, f"{'/'.join(map(str, where))}: no je-form.", instead))


def _old_texts(reading: Reading, shelf: Shelf) -> Iterator[Remark]:
    """What the organisation wrote anew in one tone only: who reads the other still reads the text of the base."""
    base = f"{shelf.home.name}/"
    for located, where, tones in _texts(reading):
        places = {one: located[one].place((*where, *_under(located[one], one))) for one, said in tones.items() if said}
        old = [one for one, (file, _) in places.items() if file.startswith(base)]
        new = [place for one, place in places.items() if one not in old]
        for tone in old if new else ():
            what = f"{'/'.join(map(str, where))}: {_READERS[tone]} read the old text."
            instead = f"Write it in {tone} too"
            if tone == "nl_JE":
                instead += f", or run 'naast services je local/{shelf.local}/{reading.slug}'"
            yield Remark(Problem(*new[0], what, f"{instead}."), is_advice=tone == "en")
