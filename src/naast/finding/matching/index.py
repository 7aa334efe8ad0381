"""All texts of all services, made ready to be compared with a question. Each feature is one way to look."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from naast.finding.matching import lexical
from naast.finding.matching.documents import Document
from naast.finding.matching.keeping import kept_or_made
from naast.finding.matching.lexical import Phrase, Phrases
from naast.finding.matching.meaning import likely_services, places, vectors
from naast.finding.matching.meaning.nearby import Nearby
from naast.finding.matching.neighbours import neighbours
from naast.finding.matching.reading import Reader, Reading, Term
from naast.finding.matching.stems import Numbers, Stems, pack, sign_of
from naast.finding.matching.words import all_words, cleaned, is_telling

FIELDS = ("names", "words", "asks", "prose")
MEANING = ("meaning", "meaning_asks")
FEATURES = (*FIELDS, "phrases", "against", "nearest_ask", *MEANING)
_BY_MEANING = [FEATURES.index(one) for one in MEANING]
STEMS = "stems-3"  # another number when texts are read in another way
WEAK = 0.5  # how much a weak word counts beside a strong one
LONGEST_PHRASE = 5  # stems
ENOUGH = 20  # examples that show where a new service lies
FEW = 2  # telling words
LONG, MOST_ASKED = 40, 3  # words of a message, and questions in it
_SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where a text lies, and how near to each sentence that we know."""

    vector: Numbers
    cosines: Numbers


@dataclass(frozen=True, slots=True)
class Evidence:
    """All features of one question (services × FEATURES), and what the whole of it means, where that was looked at.

    `written`: the row of the service for which an editor wrote this very question.
    """

    reading: Reading
    features: Numbers
    whole: Meaning | None
    written: int | None


class Index:
    def __init__(self, documents: Iterable[Document], kept: Path) -> None:
        """`kept`: folder for what was made before."""
        self._kept = kept
        self.documents = tuple(sorted(documents, key=lambda one: one.slug))
        self.slugs = tuple(one.slug for one in self.documents)
        self._reader = Reader(text for one in self.documents for text in _texts(one))
        stems = self._stems()
        self._index_words(stems)
        examples = {one.slug: [one.names[0], *one.asks[:ENOUGH]] for one in self.documents}
        self._places, self.nearby = places(examples, kept), Nearby(examples, kept)
        self._written = self._written_once(stems)
        self._none = np.zeros(len(self.slugs), np.float32)

    def evidence(self, question: str) -> Evidence:
        reading, *asked = (self._reader.read(text) for text in (question, *_asked_in(question)))
        whole, gist, *others = self._meanings([cleaned(question), *(_gist(one) for one in (reading, *asked))])
        found = replace(self._evidence(question, reading, gist), whole=whole)
        return replace(found, features=self._sharper(found.features, asked, others)) if asked else found

    def _meanings(self, texts: Sequence[str]) -> list[Meaning]:
        """One for each text; the same text is looked at once."""
        once = list(dict.fromkeys(texts))
        found = (Meaning(one, self.nearby.cosines(one)) for one in vectors(once, self._kept))
        known = dict(zip(once, found, strict=True))
        return [known[one] for one in texts]

    def _sharper(self, told: Numbers, asked: Sequence[Reading], others: Sequence[Meaning]) -> Numbers:
        """What a long message asks in so many words counts beside all that it tells."""
        best = np.maximum.reduce([self._features(one.terms, gist) for one, gist in zip(asked, others, strict=True)])
        found = np.maximum(told, best)
        found[:, _BY_MEANING] = (told[:, _BY_MEANING] + best[:, _BY_MEANING]) / 2
        return found

    def evidence_of_words(self, question: str) -> Evidence:
        """The same without its meaning, which takes most of the time."""
        return self._evidence(question, self._reader.read(question), None)

    def _evidence(self, question: str, reading: Reading, gist: Meaning | None) -> Evidence:
        written = self._written.get(sign_of(question))
        return Evidence(reading, self._features(reading.terms, gist), None, written)

    def worth_of_words(self, reading: Reading, weights: Numbers) -> Numbers:
        """What each typed word adds to the score of each service, through the fields where it stands (words × services)."""
        worth = np.zeros((len(reading.words), len(self.slugs)), np.float32)
        for term in reading.terms:
            worth[term.word] += self._in_fields([term]) @ weights[: len(FIELDS)]
        return worth

    def _in_fields(self, terms: Sequence[Term]) -> Numbers:
        """Services × FIELDS."""
        return self._fields.scores((term.stem, term.sure) for term in terms).reshape(-1, len(FIELDS))

    def _features(self, terms: Sequence[Term], gist: Meaning | None) -> Numbers:
        weighted = {stem: self._rare.get(stem, self._rarest) * sure for stem, sure in _best(terms).items()}
        whole = sum(weighted.values()) or 1.0
        columns = [
            *(self._in_fields(terms) / np.float32(np.sqrt(whole))).T,
            self._phrases.scores(terms),
            -self._against.scores(terms),
            self._asks.nearest(weighted),
            *self._by_meaning(gist),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _by_meaning(self, gist: Meaning | None) -> tuple[Numbers, Numbers]:
        if gist is None:
            return self._none, self._none
        return likely_services(self._places, gist.vector), self.nearby.services(gist.cosines)

    def _stems(self) -> Stems:
        """Those of all texts, which takes most of the time that an index takes."""
        texts = list(dict.fromkeys(text for one in self.documents for text in (*_texts(one), *one.asks)))
        read = kept_or_made(self._kept, STEMS, _digest(self.documents), lambda: pack(texts, self._reader))
        return Stems(texts, read)

    def _index_words(self, stems: Stems) -> None:
        texts = [_fields(one) for one in self.documents]
        rare = lexical.rarity(stems.counts([list(chain(*one)) for one in texts]), len(stems.numbers))
        self._rare = dict(zip(stems.numbers, rare.tolist(), strict=True))
        self._rarest = max(self._rare.values(), default=1.0)
        fields = [lexical.bm25(stems.counts([one[place] for one in texts]), rare) for place in range(len(FIELDS))]
        self._fields = lexical.postings(lexical.side_by_side(fields), stems.numbers)
        self._phrases = Phrases(self._phrases_in("strong", "names"), self._rare, len(self.documents))
        self._against = Phrases(self._phrases_in("against"), self._rare, len(self.documents))
        self._asks = neighbours([one.asks for one in self.documents], stems, rare)

    def _written_once(self, stems: Stems) -> dict[int, int]:
        """The rows of questions that editors wrote, by the sign of their words, each for one service only."""
        rows: dict[int, set[int]] = defaultdict(set)
        for row, one in enumerate(self.documents):
            for text in one.asks:
                rows[stems.sign(text)].add(row)
        return {sign: found.pop() for sign, found in rows.items() if len(found) == 1}

    def _phrases_in(self, *parts: str) -> Iterator[Phrase]:
        """Each counts as much as its stems are rare, together never more than two rare ones."""
        for row, one in enumerate(self.documents):
            for text in dict.fromkeys(text for part in parts for text in getattr(one, part)):
                stems = tuple(dict.fromkeys(word.stem for word in all_words(text) if is_telling(word.plain)))
                if 0 < len(stems) <= LONGEST_PHRASE:
                    worth = sum(self._rare.get(stem, 0.0) for stem in stems) / (2 * self._rarest)
                    yield Phrase(row, stems, min(worth, 1.0))


def _fields(document: Document) -> tuple[list[tuple[str, float]], ...]:
    """The texts in each of the FIELDS, and how much each counts."""
    return (
        [(text, 1.0) for text in document.names],
        [*((text, 1.0) for text in document.strong), *((text, WEAK) for text in document.weak)],
        [(text, 1.0) for text in document.asks],
        [(document.lead, 2.0), (document.prose, 1.0)],
    )


def _texts(document: Document) -> Sequence[str]:
    """What editors wrote with care. Asks are spelt as people spell."""
    return (*document.names, *document.strong, *document.weak, document.lead, document.prose)


def _digest(documents: Sequence[Document]) -> str:
    return hashlib.sha256(repr(documents).encode()).hexdigest()


def _gist(reading: Reading) -> str:
    """What is looked for by meaning: around one or two telling words, the others would say more than those."""
    telling = [word for word in reading.text.split() if is_telling(word)]
    return " ".join(telling) if 0 < len(telling) <= FEW else reading.meant


def _asked_in(message: str) -> list[str]:
    """The questions in a long message; none in a short one, which asks with all that it says."""
    if len(message.split()) < LONG:
        return []
    return [one for one in _SENTENCE_ENDS.split(cleaned(message)) if one.endswith("?")][:MOST_ASKED]


def _best(terms: Iterable[Term]) -> dict[str, float]:
    """Each stem once, as sure as it is anywhere."""
    best: dict[str, float] = {}
    for term in terms:
        best[term.stem] = max(term.sure, best.get(term.stem, 0.0))
    return best
