"""Recognises a citizen service number (BSN) of the test range in a text, in every form in which a number travels."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from stdnum.nl import bsn

NUMBERS = tuple(str(one) for one in range(999_990_000, 1_000_000_000) if bsn.is_valid(str(one)))  # nobody has these
# Whatever holds one of them holds one of these, so that nearly every text needs one look only.
BEGINNING = re.compile(r"99999|999[.\- ]99|9999[.\- ]9|OTk5|(?:%39){3}|393939")
STARTS = ("99999", "999.9", "999-9", "999 9", "9999.", "9999-", "9999 ", "OTk5", "%39", "393939")
BEFORE, BEHIND = 3, 27  # so many letters around a beginning hold the whole of any form


def _base64(number: str) -> set[str]:
    """At each of the three places where a number can begin in base64, without the letters that its neighbours change."""
    out = set()
    for before in range(3):
        text = base64.b64encode(b"\0" * before + number.encode()).decode()
        out.add(text[-(-before * 8 // 6) : (before * 8 + len(number) * 8) // 6])
    return out


FORMS: dict[str, Callable[[str], set[str]]] = {
    "plain": lambda number: {number},
    "dotted": lambda number: {
        mark.join(parts)
        for mark in ".- "
        for parts in ((number[:3], number[3:6], number[6:]), (number[:4], number[4:6], number[6:]))
    },
    "base64": _base64,
    "percent": lambda number: {"".join(f"%{ord(digit):02x}" for digit in number)},
    "hexadecimal": lambda number: {number.encode().hex()},
}
LOOKS = {look: form for form, looks in FORMS.items() for number in NUMBERS for look in looks(number)}


def forms_in(text: str) -> set[str]:
    """The form of each number that stands in this text; nothing when none does."""
    if not any(
        one in text for one in STARTS
    ):  # many times faster than the pattern, and nearly always all there is to do
        return set()
    near = {text[max(0, one.start() - BEFORE) : one.start() + BEHIND] for one in BEGINNING.finditer(text)}
    return {form for part in near for look, form in LOOKS.items() if look in part}
