"""All texts of all services, made ready to be compared with a question. Each feature is one way to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from naast.finding.matching import lexical
from naast.finding.matching.classifying import Classifier, classifier
from naast.finding.matching.documents import Document
from naast.finding.matching.lexical import Numbers, Phrase, Phrases
from naast.finding.matching.meaning import SIZE, kept_vectors, vectors
from naast.finding.matching.neighbours import Nearness, Neighbours, neighbours
from naast.finding.matching.reading import Reader, Reading, Term
from naast.finding.matching.words import all_words, is_telling

FIELDS = ("names", "words", "asks", "prose")
FEATURES = (*FIELDS, "phrases", "against", *Nearness._fields, "meaning of the name", "likely by meaning")
WEAK = 0.5  # how much a weak word counts beside a strong one
LONGEST_PHRASE = 5  # stems
FEW = 2  # telling words


@dataclass(frozen=True, slots=True)
class Evidence:
    """All features of one question (services × FEATURES), and what is needed to compare it with other examples."""

    reading: Reading
    features: Numbers
    length: float
    vector: Numbers | None


class Index:
    def __init__(self, documents: Iterable[Document], kept: Path) -> None:
        """`kept`: folder for what was made before."""
        self._kept = kept
        self.documents = tuple(sorted(documents, key=lambda one: one.slug))
        self.slugs = tuple(one.slug for one in self.documents)
        self._reader = Reader(text for one in self.documents for text in _texts(one))
        self._read: dict[str, list[tuple[str, float]]] = {}
        self._index_words()
        self._index_meanings()
        self._read.clear()

    def evidence(self, question: str) -> Evidence:
        reading = self._reader.read(question)
        return self._evidence(reading, self._centred(vectors([_gist(reading)], self._kept))[0])

    def evidence_of_words(self, question: str) -> Evidence:
        """The same without its meaning, which takes most of the time."""
        return self._evidence(self._reader.read(question), None)

    def examples(self, groups: Sequence[Sequence[str]]) -> Neighbours:
        """Groups of example questions, to be compared with a question later."""
        texts = list(dict.fromkeys(text for group in groups for text in group))
        meanings = dict(zip(texts, self._centred(kept_vectors(texts, self._kept)), strict=True))
        bags = {text: self._bag([text]) for text in texts}
        return neighbours(groups, bags, defaultdict(lambda: self._rarest, self._rare), meanings)

    def apart(self, groups: Sequence[Sequence[str]]) -> Classifier:
        """Tells these groups of questions from each other, and from what people ask of the services (the last class)."""
        texts = [text for group in groups for text in group]
        rows = [row for row, group in enumerate(groups) for _ in group]
        asks = self._asks.vectors
        vectors_of_all = np.vstack([self._centred(kept_vectors(texts, self._kept)), asks])
        return classifier(vectors_of_all, [*rows, *[len(groups)] * len(asks)], len(groups) + 1, self._kept)

    def _evidence(self, reading: Reading, vector: Numbers | None) -> Evidence:
        length = _length(reading.terms, self._rare, self._rarest)
        return Evidence(reading, self._features(reading.terms, length, vector), length, vector)

    def worth_of_words(self, reading: Reading, row: int, weights: Numbers) -> list[tuple[str, float]]:
        """What each typed word adds to the score of one service, through the fields where it stands."""
        worth = dict.fromkeys(range(len(reading.words)), 0.0)
        for term in reading.terms:
            fields = zip(self._fields, weights, strict=False)
            worth[term.word] += term.sure * sum(
                float(weight) * one.of_row(term.stem, row) for one, weight in fields if weight > 0
            )
        return [(reading.words[place].typed, one) for place, one in worth.items()]

    def _features(self, terms: Sequence[Term], length: float, vector: Numbers | None) -> Numbers:
        whole = sum(self._rare.get(stem, self._rarest) * sure for stem, sure in _best(terms).items()) or 1.0
        columns = [
            *(one.scores(terms) / np.float32(np.sqrt(whole)) for one in self._fields),
            self._phrases.scores(terms),
            -self._against.scores(terms),
            *self._asks.near(terms, length, vector),
            *self._by_meaning(vector),
        ]
        return np.stack(columns, axis=1).astype(np.float32)

    def _by_meaning(self, vector: Numbers | None) -> tuple[Numbers, Numbers]:
        if vector is None:
            none = np.zeros(len(self.slugs), np.float32)
            return none, none
        return self._names @ vector, self._classifier.likely(vector)

    def _index_words(self) -> None:
        bags = [self._bags(one) for one in self.documents]
        self._rare = lexical.rarity([set().union(*parts) for parts in bags])
        self._rarest = max(self._rare.values(), default=1.0)
        self._fields = tuple(lexical.bm25([parts[place] for parts in bags], self._rare) for place in range(len(FIELDS)))
        self._phrases = Phrases(self._phrases_in("strong", "names"), self._rare, len(self.documents))
        self._against = Phrases(self._phrases_in("against"), self._rare, len(self.documents))

    def _index_meanings(self) -> None:
        asks = [one.asks for one in self.documents]
        about = [f"{one.names[0]}. {one.lead}" for one in self.documents]
        texts = [*(text for group in asks for text in group), *about]
        found = kept_vectors(texts, self._kept)
        self._middle = found.mean(axis=0) if len(found) else np.zeros(SIZE, np.float32)
        apart = self._centred(found)
        self._names = apart[len(texts) - len(about) :]
        self._asks = self.examples(asks)
        rows = [*(row for row, group in enumerate(asks) for _ in group), *range(len(about))]
        self._classifier = classifier(apart, rows, len(about), self._kept)

    def _centred(self, found: Numbers) -> Numbers:
        """Seen from the middle of all texts, since the model puts everything on one side."""
        apart = found - self._middle
        return np.asarray(apart / np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6), np.float32)

    def _bags(self, document: Document) -> tuple[Mapping[str, float], ...]:
        """Stems by count in each of the FIELDS."""
        words = self._bag(document.strong)
        for stem, count in self._bag(document.weak).items():
            words[stem] = words.get(stem, 0.0) + WEAK * count
        prose = [document.lead, document.lead, document.prose]
        return self._bag(document.names), words, self._bag(document.asks), self._bag(prose)

    def _bag(self, texts: Iterable[str]) -> dict[str, float]:
        bag: dict[str, float] = defaultdict(float)
        for text in texts:
            for stem, count in self._stems(text):
                bag[stem] += count
        return dict(bag)

    def _stems(self, text: str) -> list[tuple[str, float]]:
        """Texts are asked for more than once while the index is made."""
        if text not in self._read:
            self._read[text] = [(term.stem, term.sure) for term in self._reader.read(text).terms]
        return self._read[text]

    def _phrases_in(self, *parts: str) -> Iterator[Phrase]:
        """Each counts as much as its stems are rare, together never more than two rare ones."""
        for row, one in enumerate(self.documents):
            for text in dict.fromkeys(text for part in parts for text in getattr(one, part)):
                stems = tuple(dict.fromkeys(word.stem for word in all_words(text) if is_telling(word.plain)))
                if 0 < len(stems) <= LONGEST_PHRASE:
                    worth = sum(self._rare.get(stem, 0.0) for stem in stems) / (2 * self._rarest)
                    yield Phrase(row, stems, min(worth, 1.0))


def _texts(document: Document) -> Sequence[str]:
    return (*document.names, *document.strong, *document.weak, *document.asks, document.lead, document.prose)


def _gist(reading: Reading) -> str:
    """What is looked for by meaning: around one or two telling words, the others would say more than those."""
    telling = [word for word in reading.text.split() if is_telling(word)]
    return " ".join(telling) if 0 < len(telling) <= FEW else reading.text


def _best(terms: Iterable[Term]) -> dict[str, float]:
    """Each stem once, as sure as it is anywhere."""
    best: dict[str, float] = {}
    for term in terms:
        best[term.stem] = max(term.sure, best.get(term.stem, 0.0))
    return best


def _length(terms: Iterable[Term], rare: Mapping[str, float], rarest: float) -> float:
    return max(float(np.sqrt(sum((rare.get(stem, rarest) * sure) ** 2 for stem, sure in _best(terms).items()))), 1e-6)
