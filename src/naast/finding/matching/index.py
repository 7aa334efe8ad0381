"""Which services fit a question: everyday words, stems, phrases, compounds and typos. The same question, the same answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from naast.finding.matching.words import Word, telling_words

STRONG, NAME, ASKED, WEAK, AGAINST = 3.0, 2.5, 3.0, 1.0, -3.0
ENOUGH = 2.0  # from here on a service is an answer
PERHAPS = 0.9  # from here on it is worth asking about
TYPO, PART = 0.8, 0.7  # how sure a misspelt word, or a part of a compound, is
LEAST_TYPO, LEAST_PART = 5, 6  # letters; shorter words look too much alike
NEAR = 5  # words between the first and the last of a phrase


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that belong together, in any order."""

    slug: str
    words: tuple[frozenset[str], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Fit:
    slug: str
    weight: float
    because: tuple[str, ...]

    @property
    def score(self) -> float:
        """Between 0 and 1; half at ENOUGH."""
        return round(self.weight / (self.weight + ENOUGH), 4)


@dataclass
class Index:
    """All words of all services."""

    singles: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))  # stem -> slug -> weight
    phrases: list[Phrase] = field(default_factory=list)
    asks: list[Phrase] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    spelled: dict[str, frozenset[str]] = field(default_factory=dict)  # a word as written -> its stems

    def fits(self, question: str) -> tuple[Fit, ...]:
        """Services with a positive weight, best first; equal ones by name."""
        asked = tuple((word, tuple(self._known(word))) for word in telling_words(question))
        weights: dict[str, float] = defaultdict(float)
        because: dict[str, dict[str, float]] = defaultdict(dict)
        for slug, word, weight in (*self._by_word(asked), *self._by_phrase(asked)):
            weights[slug] += weight
            because[slug][word] = max(weight, because[slug].get(word, 0))
        for slug, weight in self._by_example(asked).items():
            weights[slug] += weight
        found = [Fit(slug, weight, _words(because[slug])) for slug, weight in weights.items() if weight > 0]
        return tuple(sorted(found, key=lambda one: (-one.weight, one.slug)))

    def _known(self, word: Word) -> Iterator[tuple[str, float]]:
        """The stems of ours that this word may be, with how sure that is."""
        exact = [stem for stem in sorted(word.stems) if stem in self.stems]
        if exact:
            yield from ((stem, 1.0) for stem in exact)
            return
        for spelled, sure in (*self._typo(word), *self._part(word)):
            yield from ((stem, sure) for stem in sorted(self.spelled[spelled]))

    def _typo(self, word: Word) -> Iterator[tuple[str, float]]:
        if len(word.plain) >= LEAST_TYPO:
            close = process.extractOne(
                word.plain,
                self.spelled.keys(),
                scorer=DamerauLevenshtein.normalized_similarity,
                score_cutoff=0.8,
            )
            if close and len(close[0]) >= LEAST_TYPO:
                yield close[0], TYPO

    def _part(self, word: Word) -> Iterator[tuple[str, float]]:
        if len(word.plain) < LEAST_PART:
            return
        for spelled in self.spelled:
            short, long = sorted((spelled, word.plain), key=len)
            if len(short) >= LEAST_PART and short != long and (long.startswith(short) or long.endswith(short)):
                yield spelled, PART

    def _by_word(self, asked: Asked) -> Iterator[tuple[str, str, float]]:
        """Each word counts once for a service, however often it is typed."""
        for word, known in asked:
            best: dict[str, float] = {}
            for stem, sure in known:
                for slug, weight in self.singles.get(stem, {}).items():
                    best[slug] = max(weight * sure, best.get(slug, weight * sure), key=abs)
            yield from ((slug, word.typed.lower(), weight) for slug, weight in best.items())

    def _by_phrase(self, asked: Asked) -> Iterator[tuple[str, str, float]]:
        for phrase in self.phrases:
            places = [
                [index for index, (_, known) in enumerate(asked) if stems & _stems(known)] for stems in phrase.words
            ]
            if all(places):
                first, last = min(one[0] for one in places), max(one[0] for one in places)
                if last - first < NEAR:
                    yield (
                        phrase.slug,
                        " ".join(word.typed.lower() for word, _ in asked[first : last + 1]),
                        phrase.weight,
                    )

    def _by_example(self, asked: Asked) -> dict[str, float]:
        """The likeness to the nearest example question of each service; one word in common is no likeness."""
        best: dict[str, float] = {}
        typed = [_stems(known) | word.stems for word, known in asked]
        for example in self.asks:
            shared = sum(any(stems & one for one in typed) for stems in example.words)
            if shared >= 2:
                likeness = shared / max(len(example.words), len(typed))
                best[example.slug] = max(best.get(example.slug, 0), round(ASKED * likeness, 6))
        return best


Asked = tuple[tuple[Word, tuple[tuple[str, float], ...]], ...]


def _stems(known: Iterable[tuple[str, float]]) -> frozenset[str]:
    return frozenset(stem for stem, _ in known)


def _words(because: Mapping[str, float]) -> tuple[str, ...]:
    """The words that weighed most, at most three, each once."""
    ranked = sorted((weight, word) for word, weight in because.items() if weight > 0)
    chosen: list[str] = []
    for _, word in reversed(ranked):
        if not any(word in other.split() or other in word.split() for other in chosen):
            chosen.append(word)
    return tuple(chosen[:3])


def index_of(services: Iterable[tuple[str, Mapping[str, Any]]]) -> Index:
    """An index of (slug, sections of its package)."""
    index = Index()
    for slug, sections in sorted(services, key=lambda one: one[0]):
        _add_service(index, slug, sections)
    return index


def _add_service(index: Index, slug: str, sections: Mapping[str, Any]) -> None:
    words = sections.get("words", {})
    service = sections["service"]
    for title in service["title"].values():
        _add(index, slug, title, NAME, whole=False)
    for upl in service["upl"]:
        _add(index, slug, upl["name"], NAME, whole=True)
    for kind, weight in (("strong", STRONG), ("weak", WEAK), ("against", AGAINST)):
        for of_language in words.get(kind, {}).values():
            for text in of_language:
                _add(index, slug, text, weight, whole=True)
    for of_language in words.get("asks", {}).values():
        for text in of_language:
            stems = tuple(word.stems for word in telling_words(text))
            index.asks.append(Phrase(slug, stems, ASKED))


def _add(index: Index, slug: str, text: str, weight: float, *, whole: bool) -> None:
    """One word counts by itself. More words count together when they are one name, else each for a part."""
    words = telling_words(text)
    for word in words:
        index.spelled[word.plain] = word.stems
        index.stems |= word.stems
    if len(words) > 1 and whole:
        index.phrases.append(Phrase(slug, tuple(word.stems for word in words), weight))
        return
    for word in words:
        for stem in word.stems:
            held = index.singles[stem].get(slug, 0.0)
            index.singles[stem][slug] = max(weight / len(words), held) if weight > 0 else weight
