"""How fast the finder is: over 500 services, on one core. A process of its own; writes sentences for RESULTS.md as JSON."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from naast.catalogue import api as catalogue
from naast.finding.learning.questions import read_questions
from naast.finding.matching.answering import Finder
from naast.finding.matching.documents import Document, document_of
from naast.finding.matching.index import Index
from naast.finding.matching.learned import learned
from naast.finding.matching.suggesting import Suggester

SERVICES, SUGGESTED_FOR = 500, 5.0  # services; seconds of typing
QUESTIONS = Path("questions")


def lines() -> list[str]:
    """One thread does all the work."""
    packages = catalogue.packages()
    services = [catalogue.service_from(one.sections) for one in packages]
    documents = [document_of(one.sections, one.texts) for one in packages]
    while len(documents) < SERVICES:  # the same texts under other names: as many to compare with, as near to each other
        number = len(documents)
        documents.append(replace(documents[number % len(packages)], slug=f"copy-{number:03}"))
        services.append(replace(services[number % len(packages)], slug=f"copy-{number:03}"))
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder)
        first = _made_apart(documents[: len(packages)], kept)
        _made_apart(documents, kept)
        before, start = _memory(), time.perf_counter()
        index = Index(documents, kept)
        built = time.perf_counter() - start
        finder = Finder(services, (), index, learned())
        texts = [one.text for one in read_questions(QUESTIONS)][::4]
        finder.ask(texts[0])
        took = [_seconds(lambda text=text: finder.ask(text)) * 1000 for text in texts]
        memory = _memory() - before
    cuts = statistics.quantiles(took, n=100)
    suggester = Suggester(finder.typed_names("nl"))
    return [
        f"finder, {len(documents)} services, one core: {cuts[49]:.1f} ms a question at p50, {cuts[94]:.1f} at p95, n={len(took)}",
        f"finder: index made in {built:.1f} s; of {len(packages)} packages in {first:.1f} s the first time",
        f"finder: {memory} MB more memory; {_typed_a_minute(suggester, texts):,} typed prefixes a minute",
    ]


def _typed_a_minute(suggester: Suggester, texts: list[str]) -> int:
    prefixes = [text[:end] for text in texts for end in range(2, min(len(text), 25))]
    done, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < SUGGESTED_FOR:
        suggester.suggestions(prefixes[done % len(prefixes)])
        done += 1
    return int(done / passed * 60)


def _made_apart(documents: list[Document], kept: Path) -> float:
    """Seconds that an index takes, in a process of its own: this one makes as many as a server does, one."""
    with ProcessPoolExecutor(1, get_context("fork")) as apart:
        return apart.submit(_made, documents, kept).result()


def _made(documents: list[Document], kept: Path) -> float:
    return _seconds(lambda: Index(documents, kept))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _memory() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def main() -> None:
    json.dump(lines(), sys.stdout, ensure_ascii=False)
