"""A linear classifier over vectors: which service a sentence is about, learned from the editors' own example questions.

It is made anew when an example changes, in about a second, and kept in a file beside the vectors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from naast.finding.matching.keeping import write_whole

Numbers = npt.NDArray[np.float32]
EPOCHS, BATCH, RATE, CALM, SEED = 10, 256, 0.02, 3e-6, 1
SCALE = 4.0  # of the vectors, so that few steps are enough


class Classifier:
    """`held`: a weight for each column and class; the last row is what each class starts from."""

    def __init__(self, held: Numbers) -> None:
        self._held = held

    def likely(self, vector: Numbers) -> Numbers:
        """The logarithm of how likely each class is."""
        scores = SCALE * vector @ self._held[:-1] + self._held[-1]
        scores -= scores.max(initial=0.0)
        return np.asarray(scores - np.log(np.exp(scores).sum() or 1.0), np.float32)


def classifier(rows: Numbers, classes: Sequence[int], size: int, folder: Path) -> Classifier:
    """Learned from rows of length one and their classes; from the file when it learned the same before."""
    content = hashlib.sha256(rows.astype(np.float16).tobytes() + np.asarray(classes, np.int32).tobytes()).hexdigest()
    file = folder / f"classifier-{size}.npz"
    try:
        with np.load(file, allow_pickle=False) as data:
            if str(data["content"]) == content:
                return Classifier(data["held"])
    except (OSError, ValueError, KeyError):
        pass
    held = _trained(rows, classes, size)
    write_whole(file, lambda out: np.savez(out, content=np.array(content), held=held))
    return Classifier(held)


def _trained(rows: Numbers, classes: Sequence[int], size: int) -> Numbers:
    """Adam over a softmax, in an order that the seed gives: the same each time."""
    data = np.hstack([SCALE * rows, np.ones((len(rows), 1), np.float32)]).astype(np.float32)
    right = np.asarray(classes)
    held = np.zeros((data.shape[1], size), np.float32)
    first, second = np.zeros_like(held), np.zeros_like(held)
    chance = np.random.default_rng(SEED)
    step = 0
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS)
        order = chance.permutation(len(data))
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            step += 1
            slope = _slope(data[part], right[part], held) + CALM * held
            first += 0.1 * (slope - first)
            second += 0.01 * (slope * slope - second)
            held -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return held


def _slope(data: Numbers, right: npt.NDArray[np.int64], held: Numbers) -> Numbers:
    scores = data @ held
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[np.arange(len(right)), right] -= 1
    return np.asarray(data.T @ scores / len(right), np.float32)
