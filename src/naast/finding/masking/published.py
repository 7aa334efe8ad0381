"""Whether a sentence that everybody will read could tell of somebody: as in a question, but a rare word may stay."""

from __future__ import annotations

import textwrap
from dataclasses import replace

from naast.finding.masking.marks import MARK, MARKS
from naast.finding.masking.names import WORD, Words
from naast.finding.masking.question import LONGEST, masked
from naast.finding.matching.words import plain

_TELLS_NOTHING = {"[datum]", "[website]", "[nummer]", "[bedrag]"}  # a law has a year and an article
_SHORT = 5  # letters of a name in capitals, such as LBIO


def telling(sentence: str, words: Words, *, beside: str) -> str:
    """What we would keep of a sentence in which somebody can be known; empty where nobody can. What stands `beside` it may."""
    there = frozenset(map(plain, WORD.findall(beside)))
    words = Words(words.said | there, words.called | there)
    return next((kept for part in textwrap.wrap(sentence, LONGEST // 2) if (kept := _telling(part, words))), "")


def _telling(sentence: str, words: Words) -> str:
    typed = WORD.findall(sentence)
    usual = [
        one for place, one in enumerate(typed) if place == 0 or one.islower() or (one.isupper() and len(one) <= _SHORT)
    ]
    usual_words = frozenset(word for one in usual if not words.may_be_name(word := plain(one)))
    kept = masked(sentence, replace(words, said=words.said | usual_words))
    return kept if {*MARK.findall(kept)} & (MARKS - _TELLS_NOTHING) else ""
