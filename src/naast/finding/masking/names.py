"""Which words may stand in a question that is kept: words of the services, and of the dictionary when they are no names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import simplemma

from naast.finding.matching.documents import Document
from naast.finding.matching.words import cleaned, plain, small_words, stands_in

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Words that are common as names too (surnames from the lists of the Meertens Institute, and given names): they stay where
# nothing around them says that they are one.
_ALSO_NAMES = frozenset((Path(__file__).parent / "data" / "names_that_are_words.nl.txt").read_text("utf-8").split())


WIDELY = 3  # packages: what so many say is no person


@dataclass(frozen=True, slots=True)
class Words:
    """`said`: what the packages say and what is no name. `called`: what may have a capital, such as DigiD or Duitsland."""

    said: frozenset[str]
    called: frozenset[str]

    def known(self, word: str, language: str) -> bool:
        """Whether this word, in its plain form, may be kept. A word with a hyphen is known when each part is."""
        return self._known(word, language) or (
            "-" in word and all(self._known(one, language) for one in word.split("-"))
        )

    def may_have_capital(self, word: str) -> bool:
        return word in self.called and word not in _ALSO_NAMES

    def of_services(self, word: str) -> bool:
        return word in self.said or word in self.called

    def is_also_name(self, word: str) -> bool:
        """Whether it is as likely a name as a word."""
        return word in _ALSO_NAMES or (not self.of_services(word) and _is_name(word, "nl"))

    def may_be_name(self, word: str) -> bool:
        """Whether it can be a name at all."""
        return word in _ALSO_NAMES or (word not in small_words("nl") and _is_name(word, "nl"))

    def _known(self, word: str, language: str) -> bool:
        if self.of_services(word) or word in small_words("nl") or word in small_words("en"):
            return True
        return _is_common(word, "nl") or (language == "en" and _is_common(word, "en"))


def words_of(documents: Iterable[Document]) -> Words:
    """Of example questions only words of the dictionary that several packages hear: a writer may have put a name in one."""
    called: set[str] = set()
    said: set[str] = set()
    widely: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in documents:
        called.update(_plain_words((*one.names, *one.strong)))
        rest = (*one.weak, one.lead, one.prose)
        said.update(_in_lower_case(rest))
        asked.update(set(_in_lower_case(one.asks)))
        widely.update(set(_plain_words(rest)))
    said.update(word for word, packages in asked.items() if packages >= WIDELY and stands_in(word, "nl"))
    called.update(word for word, packages in widely.items() if packages >= WIDELY)
    return Words(frozenset(word for word in said if not _is_only_name(word)), frozenset(called))


@lru_cache(maxsize=50_000)
def _is_common(word: str, language: str) -> bool:
    return stands_in(word, language) and not _is_name(word, language)


@lru_cache(maxsize=50_000)
def _is_name(word: str, language: str) -> bool:
    """Whether the dictionary writes it with a capital: Jan; or also does so: Mark, which is a word as well."""
    return stands_in(word, language) and any(_has_capital(one, language) for one in (word, word.capitalize()))


def _is_only_name(word: str) -> bool:
    return stands_in(word, "nl") and _has_capital(word, "nl")


def _has_capital(word: str, language: str) -> bool:
    return str(simplemma.lemmatize(word, lang=language))[:1].isupper()


def _plain_words(texts: Iterable[str]) -> Iterable[str]:
    return (plain(word) for text in texts for word in WORD.findall(cleaned(text)))


def _in_lower_case(texts: Iterable[str]) -> Iterable[str]:
    """What stands in capitals in a sentence may be a name there too."""
    return (plain(word) for text in texts for word in WORD.findall(text) if word.islower())
