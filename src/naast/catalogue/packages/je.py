"""The je-form of a text that says u, by rule. What a rule cannot be sure of is marked, so that a writer looks at it.

`uw` is `je`. Behind its verb `u` takes the -t away (`woont u`, `woon je`), unless the stem ends in one (`laat u`, `laat je`),
and unless `u` is who it happens to: behind a noun that can act the verb stays (`uw werkgever meldt u`, but `de markt meldt u`).
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

from naast.catalogue.packages.reading import read_yaml

_SENTENCE = re.compile(r"(?<=[.?!:])(\s+)")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|[^\w\s]|\d+|\s+|_")
_WORDS = {
    key: frozenset(words.split())
    for key, words in read_yaml(Path(__file__).with_name("data") / "je.yaml", "je.yaml").data.items()
}
_IRREGULAR = {"heeft": "heb", "hebt": "heb", "bent": "ben", "kunt": "kun", "wilt": "wil", "zult": "zul"}
_ONLY_OF_U = frozenset(_IRREGULAR) - {"heeft"} | _WORDS["only_you"]
_PEOPLE = tuple(_WORDS["people"])
_GOES = re.compile("aat$")  # gaat, staat, slaat
_CLAUSE = frozenset(
    {",", "die", "dat", "wie", "wat", "als", "omdat", "of", "terwijl", "want", "en", "maar", "zodat", "tot", ";", "("}
)
_JOINED = frozenset({",", "en", "of", "maar"})
_STARTS = _JOINED | {";", "(", "“", "‘", '"', "-", "*"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence that a person should read: as it was, and as the rules have it."""

    u: str
    je: str


def je_of(text: str) -> tuple[str, tuple[Doubt, ...]]:
    """The text in the je-form, and what in it is doubtful."""
    parts = _SENTENCE.split(text)
    doubts: list[Doubt] = []
    for index in range(0, len(parts), 2):
        changed = _Sentence(parts[index])
        said = changed.said()
        if changed.doubtful:
            doubts.append(Doubt(parts[index].strip(), said.strip()))
        parts[index] = said
    return "".join(parts), tuple(doubts)


def je_after(text: str, *, old: str, old_je: str) -> str:
    """The je-form of a text of which some sentences changed: the others keep the je-form that somebody gave them."""
    before, given = _SENTENCE.split(old), _SENTENCE.split(old_je)
    known = dict(zip(before, given, strict=True)) if len(before) == len(given) else {}
    return "".join(known.get(one) or je_of(one)[0] for one in _SENTENCE.split(text))


class _Sentence:
    """One sentence on its way: tokens, of which `words` are the places of what is not white space."""

    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.low = [token.lower() for token in self.tokens]
        self.words = [index for index, token in enumerate(self.tokens) if not token.isspace()]
        self.doubtful = False

    def said(self) -> str:
        if any(token in ("u", "uw", "uzelf") for token in self.low):
            out = list(self.tokens)
            for order, index in enumerate(self.words):
                if change := self._changed(order):
                    out[index] = _as_before(self.tokens[index], change)
            return "".join(out)
        return "".join(self.tokens)

    def _at(self, order: int) -> str:
        return self.low[self.words[order]] if 0 <= order < len(self.words) else ""

    def _start(self, order: int, edges: Set[str]) -> int:
        """Where the part of the sentence begins that this word stands in: behind the last of these edges."""
        return next((one for one in range(order, 0, -1) if self._at(one - 1) in edges), 0)

    def _changed(self, order: int) -> str:
        """What this word becomes, or "" when it stays."""
        word, after = self._at(order), self._at(order + 1)
        if word == "uw":
            return "je"
        if word == "uzelf":
            return "jezelf"
        if word == "u":
            return self._u(order)
        if after == "u" and self._leads(order):
            return _IRREGULAR.get(word) or _GOES.sub("a", word).removesuffix("t")
        if word == "heeft":
            return self._heeft(order)
        if word == "zich" and "u" in self.low:
            self.doubtful = True
            return "je"
        return ""

    def _u(self, order: int) -> str:
        before, after = self._at(order - 1), self._at(order + 1)
        if after in ("samen", "allebei", "beiden", "beide"):
            self.doubtful = True  # more than one: jullie
        if after == "zelf":
            self.doubtful = True
            return "jou" if before in _WORDS["prepositions"] else "je"
        if before in _WORDS["prepositions"] and (not after or after in ".,?!;:)" or after in ("en", "of")):
            return "jou"
        if after in ("en", "of") and self._at(order + 2) not in ("u", "dan"):
            self.doubtful = True
            return "jij"
        return "je"

    def _leads(self, order: int) -> bool:
        """Whether this word is the verb of which the `u` behind it is the subject, and loses its -t."""
        word, before = self._at(order), self._at(order - 1)
        if word in _ONLY_OF_U:
            return True
        if not word.endswith("t") or word in _WORDS["stem_in_t"] or word in _WORDS["no_verb"] or len(word) < 4:
            return False
        if before in _WORDS["before_a_noun"]:
            self.doubtful = self.doubtful or word in _WORDS["to_somebody"]
            return False
        if self._somebody_acts(order):
            self.doubtful = True
            return False
        if word not in _WORDS["to_somebody"] or order == 0 or before in _STARTS | _WORDS["opens"]:
            return True
        self.doubtful = True
        return self._opens_with_an_adverb(order)

    def _somebody_acts(self, verb: int) -> bool:
        """Whether a person or a body that can act stands before this verb as its subject: `uw vorige werkgever meldt u`."""
        said = [self._at(one) for one in range(self._start(verb, _STARTS), verb)]
        if len(said) == 1:
            return said[0] in _WORDS["bodies"]
        if not said or said[0] not in _WORDS["determiners"]:
            return False
        attached = (index for index, word in enumerate(said) if word in _WORDS["prepositions"])
        noun = said[: next(attached, None)]  # of `de dokter van de kliniek` only the dokter
        return any(word in _WORDS["bodies"] or word.endswith(_PEOPLE) for word in noun[-2:])

    def _opens_with_an_adverb(self, order: int) -> bool:
        return self._at(self._start(order, {",", ";"})) in _WORDS["opens"] | _WORDS["prepositions"] | {
            "in",
            "binnen",
            "na",
            "tijdens",
        }

    def _heeft(self, order: int) -> str:
        """`hebt` when its subject is u: the u of its own clause, or perhaps of the one it is joined to."""
        start = self._start(order, _CLAUSE)
        if "u" in (self._at(one) for one in range(start, order)):
            return "hebt"
        if self._at(start - 1) in _JOINED and "u" in (self._at(one) for one in range(start)):
            self.doubtful = True
            return "hebt" if start == order or self._at(start) in ("een", "geen", "nog", "ook", "al") else ""
        return ""


def _as_before(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[0].isupper() else new
