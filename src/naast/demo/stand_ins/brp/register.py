"""Who is in the register: the invented residents of the demo, and the official test persons where their file is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

from naast.demo import people
from naast.demo.people import InventedResident
from naast.demo.stand_ins.brp.residents import House, Register, Resident

LOMMERWAARD = ("9990", "Lommerwaard")  # in no list of municipalities: table 33 has no such code or name

_NAME = re.compile(r"[a-zA-Z0-9À-ž .\-']{1,200}")
_POSTCODE = re.compile(r"[1-9][0-9]{3} ?[A-Z]{2}")


def register_of(residents: Iterable[Resident]) -> Register:
    """The residents by BSN."""
    return {one.bsn: one for one in residents}


def demo_residents() -> Iterator[Resident]:
    """The invented residents of the demo."""
    everybody = people.residents()
    for one in everybody.values():
        yield _invented(one, {key: other.bsn for key, other in everybody.items()})


def _invented(one: InventedResident, bsns: Mapping[str, str]) -> Resident:
    return Resident(
        bsn=one.bsn,
        given_names=one.given_names,
        prefix=one.prefix,
        family_name=one.family_name,
        gender=one.gender,
        birth_date=one.birth_date,
        municipality=LOMMERWAARD,
        house=House(**asdict(one.address)) if one.address else None,
        partners=(bsns[one.partner],) if one.partner else (),
        children=tuple(bsns[key] for key in one.children),
        parents=tuple(bsns[key] for key in one.parents),
    )


def official_residents(file: Path) -> Iterator[Resident]:
    """The fictitious persons of the RvIG test set (GBA-V, one row per occurrence; a person starts at a row with a BSN).

    Left out are names with letters that the published answer of the API cannot carry.
    """
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for rows in _people(csv.DictReader(lines, delimiter=";")):
            if resident := _official(rows):
                yield resident


def _people(rows: Iterable[Mapping[str, str]]) -> Iterator[list[Mapping[str, str]]]:
    person: list[Mapping[str, str]] = []
    for row in rows:
        if row["01.01.20"] and person:
            yield person
            person = []
        person.append(row)
    if person:
        yield person


def _official(rows: list[Mapping[str, str]]) -> Resident | None:
    now = rows[0]
    if not re.fullmatch(r"[0-9]{9}", now["01.01.20"]) or not _NAME.fullmatch(now["01.02.40"]):
        return None
    if now["01.02.10"] and not _NAME.fullmatch(now["01.02.10"]):
        return None
    return Resident(
        bsn=now["01.01.20"],
        given_names=now["01.02.10"],
        prefix=now["01.02.30"],
        family_name=now["01.02.40"],
        gender=now["01.04.10"] if now["01.04.10"] in ("M", "V") else "O",
        birth_date=_day(now["01.03.10"]),
        died_on=_day(now["06.08.10"]),
        municipality=(now["08.09.10"], "") if re.fullmatch(r"[0-9]{4}", now["08.09.10"]) else ("", ""),
        house=_official_house(now),
        partners=_all(rows, "05.01.20")[:1] if now["05.06.10"] and not now["05.07.10"] else (),
        children=_all(rows, "09.01.20"),
        parents=tuple(filter(None, (now["02.01.20"], now["03.01.20"]))),
        secret=now["07.70.10"] not in ("", "0"),
    )


def _all(rows: list[Mapping[str, str]], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row[column] for row in rows if row[column]))


def _day(digits: str) -> date | None:
    """A whole date; one of which the month or day is unknown has zeros there and is left out."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _official_house(row: Mapping[str, str]) -> House | None:
    number, postcode = row["08.11.20"], row["08.11.60"]
    if not number.isdecimal() or not 1 <= int(number) <= 99999 or not _POSTCODE.fullmatch(postcode):
        return None
    return House(
        street=(row["08.11.15"] or row["08.11.10"])[:80],
        number=int(number),
        letter=row["08.11.30"],
        addition=row["08.11.40"],
        postcode=postcode,
        city=row["08.11.70"],
        since=_day(row["08.10.30"]),
    )
