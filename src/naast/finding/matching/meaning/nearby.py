"""All sentences that were taught, and those of services that are new, as one table: what does a question lie nearest to?

In whole numbers of 8 bits: fifty thousand sentences take 7 MB, and a question a quarter of a millisecond.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import numpy as np

from naast.finding.matching.meaning import kept_vectors
from naast.finding.matching.meaning.model import session_of
from naast.finding.matching.meaning.taught import Numbers, seen, taught, whole

GRAPH = "nearness-1.onnx"  # another number when the graph changes
FEW = 3  # sentences whose mean says how near


class Nearby:
    """`asks`: by slug, what is asked of each service; it is read of those that were not taught."""

    def __init__(self, asks: Mapping[str, Sequence[str]], kept: Path) -> None:
        known = taught().examples
        new = {slug: whole(_seen(kept_vectors(texts, kept))) for slug, texts in asks.items() if slug not in known.asks}
        services = {**known.asks, **new}
        rows = np.concatenate([known.distress, known.others, *services.values()])
        self._session = session_of(kept / GRAPH, _write)
        self._table = np.ascontiguousarray(rows.T)
        self._distress = len(known.distress)
        troubled = {row.tobytes() for row in known.distress}
        self._calm = np.flatnonzero([row.tobytes() not in troubled for row in rows])
        sizes = [len(one) for one in services.values()]
        self._starts = len(known.distress) + len(known.others) + np.cumsum([0, *sizes[:-1]])
        place = {slug: number for number, slug in enumerate(services)}
        self._offered = np.array([place[slug] for slug in asks], np.intp)

    def cosines(self, vector: Numbers) -> Numbers:
        """With each sentence, both seen from the middle; what takes time here."""
        (found,) = self._session.run(["products"], {"row": _seen(vector[None]), "sentences": self._table})
        return np.asarray(found[0], np.float32)

    def services(self, cosines: Numbers) -> Numbers:
        """How near it lies to the sentence of each service that it is most like; in the order in which they were given."""
        return np.asarray(np.maximum.reduceat(cosines, self._starts)[self._offered], np.float32)

    def towards_distress(self, cosines: Numbers) -> float:
        """How much nearer it lies to the sentences of distress that it is most like than to the others that it is most like."""
        return _nearest(cosines[: self._distress]) - _nearest(cosines[self._calm])


def _write(out: IO[bytes]) -> None:
    from naast.finding.matching.meaning.graph import write_nearness  # noqa: PLC0415  # needs onnx, which is large

    write_nearness(out)


def _seen(rows: Numbers) -> Numbers:
    return seen(rows, taught().middle, taught().examples.axes)


def _nearest(cosines: Numbers) -> float:
    if len(cosines) < FEW:
        return 0.0
    floor = min(
        part.max() for part in np.array_split(cosines, FEW)
    )  # as near as this are FEW or more: sorting those is quick
    return float(np.sort(cosines[cosines >= floor])[-FEW:].mean())
