"""What somebody would take instead: PostgreSQL's own search, plain BM25, the titles compared letter by letter."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from django.db import connections
from rapidfuzz import fuzz, process

from naast.finding.matching.documents import Document

_WORD = re.compile(r"\w+")


class Baseline(Protocol):
    name: str

    def __init__(self, documents: Sequence[Document]) -> None: ...

    def ranked(self, question: str) -> list[str]:
        """Slugs, best first."""


class PlainBm25:
    """BM25 (k1 1.2, b 0.75) over all texts of a package as one bag of lower-case words, asks included."""

    name = "plain BM25"

    def __init__(self, documents: Sequence[Document]) -> None:
        self._slugs = [one.slug for one in documents]
        self._bags = [Counter(_WORD.findall(_whole(one).lower())) for one in documents]
        self._usual = sum(bag.total() for bag in self._bags) / len(self._bags)
        self._seen = Counter(word for bag in self._bags for word in bag)

    def ranked(self, question: str) -> list[str]:
        words = _WORD.findall(question.lower())
        scores = [self._score(words, bag) for bag in self._bags]
        return [self._slugs[row] for row in sorted(range(len(scores)), key=lambda row: -scores[row]) if scores[row] > 0]

    def _score(self, words: Iterable[str], bag: Counter[str]) -> float:
        damp = 1.2 * (0.25 + 0.75 * bag.total() / self._usual)
        return sum(self._rare(word) * bag[word] * 2.2 / (bag[word] + damp) for word in words if word in bag)

    def _rare(self, word: str) -> float:
        seen = self._seen[word]
        return math.log(1 + (len(self._bags) - seen + 0.5) / (seen + 0.5))


class FuzzyTitles:
    """The names that look most like the question, by rapidfuzz (WRatio)."""

    name = "fuzzy titles"

    def __init__(self, documents: Sequence[Document]) -> None:
        self._names = [(name.lower(), one.slug) for one in documents for name in one.names]

    def ranked(self, question: str) -> list[str]:
        names = [name for name, _ in self._names]
        found = process.extract(question.lower(), names, scorer=fuzz.WRatio, limit=30)
        return list(dict.fromkeys(self._names[place][1] for _, _, place in found))


class PostgresSearch:
    """Full text with the configuration `dutch` (names before words before prose), and trigrams on the names where pg_trgm is.

    As the role that owns the database: who serves may make no table.
    """

    name = "PostgreSQL dutch"

    def __init__(self, documents: Sequence[Document]) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")
            self._trigrams = bool(cursor.fetchone()[0])
            cursor.execute("CREATE TEMPORARY TABLE finding_baseline (slug text, names text, found tsvector)")
            cursor.executemany(
                "INSERT INTO finding_baseline VALUES (%s, %s, setweight(to_tsvector('dutch', %s), 'A')"
                " || setweight(to_tsvector('dutch', %s), 'B') || setweight(to_tsvector('dutch', %s), 'D'))",
                [(one.slug, " ".join(one.names), *_levels(one)) for one in documents],
            )

    def ranked(self, question: str) -> list[str]:
        like = " + similarity(names, %(text)s)" if self._trigrams else ""
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "WITH asked AS (SELECT replace(plainto_tsquery('dutch', %(text)s)::text, '&', '|')::tsquery AS query)"  # noqa: S608
                f" SELECT slug FROM finding_baseline, asked ORDER BY ts_rank_cd(found, query){like} DESC, slug LIMIT 10",
                {"text": question},
            )
            return [row[0] for row in cursor.fetchall()]


@contextmanager
def postgres_search(documents: Sequence[Document]) -> Iterator[PostgresSearch]:
    """For as long as the connection is one and the same."""
    try:
        yield PostgresSearch(documents)
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS finding_baseline")


def _levels(document: Document) -> tuple[str, str, str]:
    words = " ".join((*document.strong, *document.weak, *document.asks))
    return " ".join(document.names), words, f"{document.lead} {document.prose}"


def _whole(document: Document) -> str:
    return " ".join(_levels(document))
