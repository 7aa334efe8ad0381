"""Addresses, numbers and dates in a text, by their shape. What stands there is replaced by the name of what it was."""

from __future__ import annotations

import re

HIDDEN = "[…]"  # a word that we do not know, or that may be a name
_BETWEEN = r"[\s.\-/()]{0,3}"
_DIGITS = rf"\d(?:{_BETWEEN}\d)+"
_STREET = (
    "straat|str|laan|weg|plein|kade|gracht|singel|dijk|pad|paadje|hof|hofje|steeg|dreef|baan|park|plantsoen|markt|wal|dam|ring"
    "|haven|brink|horst|veld|velden|akker|akkers|burg|kamp|oord|erf|veste|wijk|brug|sluis|polder|berg|heuvel|bos|hoek|kwartier"
)
_HOUSE = r"\d+(?:\s?-?\s?[a-z]\b)?(?:\s?-\s?\d+)?"
_MONTH = (
    r"jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|jun[ie]?|jul[iy]?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|january|february|march|may|june|july|august|october"
)
_DAY, _IN_YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_UNIT = (
    r"jaar|jaren|jarige?|maand|maanden|week|weken|dag|dagen|uur|uren|minuten|keer|kind|kinderen|personen|mensen|procent"
    r"|km|meter|kilo|liter|years?|months?|weeks?|days?|hours?|children|kids"
)
# In this order: the first that fits says what it was.
_MARKS = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        (r"\S+\s?(?:@|\(at\)|\bapenstaartje\b)\s?\S+", "[e-mail]"),
        (r"\b(?:https?://|www\.)\S+", "[website]"),
        (r"\b[a-z]{2}\s?\d{2}[\s.-]?(?:[a-z]{4}|\d{4})(?:[\s.-]?\d){7,24}\b", "[rekening]"),
        (rf"\b[\w'’-]+(?:{_STREET})\s*,?\s*(?:(?:nr|nummer|no)\b\.?\s*)?{_HOUSE}", "[adres]"),
        (rf"\b(?:{_STREET})\s+(?:(?:nr|nummer|no)\b\.?\s*)?(?!\d+\s?(?:{_UNIT})\b){_HOUSE}", "[adres]"),
        (rf"\b[1-9]\d{{3}}\s?[a-z]{{2}}\b(?:\s*,?\s*{_HOUSE})?(?!\w)", "[adres]"),
        (rf"(?<![\d.-]){_DAY}\s?[-/.]\s?{_IN_YEAR}\s?[-/.]\s?(?:\d{{4}}|\d{{2}})(?![-/.]?\d)", "[datum]"),
        (rf"(?<![\d.-])(?:19|20)\d\d\s?[-/.]\s?{_IN_YEAR}\s?[-/.]\s?{_DAY}(?![-/.]?\d)", "[datum]"),
        (rf"\b\d{{1,2}}(?:e|ste|de|st|nd|rd|th)?[\s-](?:{_MONTH})\b(?:[\s-]'?\d{{2,4}})?", "[datum]"),
        (rf"\b(?:{_MONTH})\s\d{{4}}\b", "[datum]"),
        (r"\b[a-z]{1,5}-\d{3}[\d-]*\b", "[nummer]"),
        (r"\b(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9]{1,3}-[a-z0-9]{2,3}-[a-z0-9]{1,2}\b", "[kenteken]"),
        (
            r"\b(?:[a-z]{2}\d{2}[a-z]{2}|[a-z]{1,2}\d{3}[a-z]{1,2}|\d{1,2}[a-z]{2,3}\d{1,2}|[a-z]{2,4}\d{2})\b",
            "[kenteken]",
        ),
        (rf"(?<!\w)\+\s?{_DIGITS}|(?<![\w\d])\(?0{_BETWEEN}[1-9](?:{_BETWEEN}\d){{8}}(?!\d)", "[telefoon]"),
        (rf"(?<!\d)\d(?:{_BETWEEN}\d){{7,8}}(?!{_BETWEEN}\d)", "[bsn]"),
        (r"(?:€|eur|euro)\s?\d[\d.,]*(?:-|\b)|\b\d[\d.,]*\s?(?:€|eur|euro|euros)\b", "[bedrag]"),
    )
)
_LEFT = re.compile(
    rf"(?P<kept>(?<![\w\d])\d{{1,3}}(?=[\s-]?(?:{_UNIT})\b))|[\w-]*\d[\w-]*(?:{_BETWEEN}[\w-]*\d[\w-]*)*", re.IGNORECASE
)
MARKS = frozenset(mark for _, mark in _MARKS) | {"[nummer]", HIDDEN}
MARK = re.compile("|".join(map(re.escape, sorted(MARKS))))


def marked(text: str) -> str:
    """The text with what has such a shape named. Of numbers only short ones with a unit stay: 3 weken, 2 kinderen."""
    for pattern, mark in _MARKS:
        text = pattern.sub(f" {mark} ", text)
    return _LEFT.sub(lambda found: found["kept"] or " [nummer] ", text)
