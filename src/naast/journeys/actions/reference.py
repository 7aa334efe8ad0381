"""References that people read out: LW-7K4M-26-X. Random, so they tell nothing and open nothing; the last letter finds a slip.

Letters that look or sound like another are left out (I, L, O, U and 0), which leaves 31: a prime. Each place has a weight of
its own below 31, so one wrong letter, or two neighbours of one group swapped, always gives another last letter.
"""

from __future__ import annotations

import re
import secrets
from uuid import UUID

from naast.journeys.models import Draft, HelpRequest
from naast.kernel.clock import today
from naast.organisations import api as organisations

TRIES = 6
LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
_FORM = re.compile(rf"([A-Z]{{2}})-([{LETTERS}]{{4,6}})-([0-9]{{2}})-([{LETTERS}])")


def free_reference(organisation: UUID) -> str:
    """A reference of this year that nothing has yet. One letter longer after two that were taken, so that a large city does
    not run out."""
    prefix = prefix_of(organisations.organisation(organisation).slug)
    for attempt in range(TRIES):
        reference = new_reference(prefix, today().year, length=4 + attempt // 2)
        if not any(kind.objects.filter(reference=reference).exists() for kind in (Draft, HelpRequest)):
            return reference
    raise RuntimeError("six references in a row were taken")


def new_reference(prefix: str, year: int, *, length: int = 4) -> str:
    """A reference of an organisation (two letters) in a year. Whoever stores it makes sure it is free."""
    random = "".join(secrets.choice(LETTERS) for _ in range(length))
    short = f"{year % 100:02}"
    return f"{prefix}-{random}-{short}-{check_letter(prefix, random, short)}"


def prefix_of(slug: str) -> str:
    """Two letters for an organisation: the first letters of its first two words, or of its first and last syllable.

    `lommerwaard` gives LW, `den-haag` gives DH. Two organisations may share them; the whole reference is unique all the same.
    """
    words = [word for word in re.split(r"[^a-z]+", slug.lower()) if word]
    if len(words) > 1:
        return f"{words[0][0]}{words[1][0]}".upper()
    word = words[0] if words else "naast"
    starts = re.findall(r"[^aeiouy](?=[aeiouy])", word[1:])
    return f"{word[0]}{starts[-1] if starts else word[-1]}".upper()


def is_right(reference: str) -> bool:
    """Whether the last letter fits the rest."""
    match = _FORM.fullmatch(reference)
    return match is not None and check_letter(match[1], match[2], match[3]) == match[4]


def as_written(text: str) -> str:
    """What somebody typed or read out, as we write it: capitals, no spaces, I and L as 1."""
    bare = re.sub(r"[^A-Z0-9]", "", text.upper())
    prefix, rest = bare[:2], bare[2:].replace("I", "1").replace("L", "1")
    return f"{prefix}-{rest[:-3]}-{rest[-3:-1]}-{rest[-1:]}"


def check_letter(prefix: str, random: str, year: str) -> str:
    values = [ord(letter) - ord("A") for letter in prefix]
    values += [LETTERS.index(letter) for letter in random]
    values += [int(digit) for digit in year]
    return LETTERS[sum(weight * value for weight, value in enumerate(values, start=1)) % len(LETTERS)]
