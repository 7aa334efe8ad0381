"""How much each feature counts for a service, and each sign for a kind: two logits, fitted to questions with known answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]
STEPS, RATE, CALM = 400, 0.05, 1e-3  # of Adam; CALM is how much large weights cost
EVEN = 0.3  # 0: each question counts the same; 1: each kind does
OTHER = 0.5  # an answer that is also right counts half of the best one


@dataclass(frozen=True, slots=True)
class Case:
    """The features of one question (services × features), and the rows that are right, the best first."""

    features: Numbers
    right: tuple[int, ...]


def fit(cases: Sequence[Case]) -> Numbers:
    """Weights by feature, none below zero: what resembles a service more never speaks less for it.

    The same cases give the same weights: full batches, no chance.
    """
    features = np.stack([case.features for case in cases])
    target = np.zeros(features.shape[:2], np.float32)
    for row, case in enumerate(cases):
        target[row, list(case.right)] = OTHER
        target[row, case.right[0]] = 1
    target /= target.sum(axis=1, keepdims=True)
    scale = features.std(axis=(0, 1)) + 1e-6
    scaled = features / scale

    def slope(held: Numbers) -> Numbers:
        off = (_likely(scaled @ held) - target) / len(cases)
        return np.asarray(np.tensordot(off, scaled, axes=((0, 1), (0, 1))), np.float32)

    found = _adam(slope, np.full(features.shape[2], 0.5, np.float32), least=0.0)
    return np.asarray(found / scale, np.float32)


def fit_kinds(signs: Numbers, kinds: Sequence[int], size: int) -> Numbers:
    """Weights by kind and sign, from rows of signs and the right kind of each. Rare kinds count for more than their number."""
    right = np.eye(size, dtype=np.float32)[list(kinds)]
    often = right.sum(axis=0)
    importance = (np.maximum(often, 1) ** -EVEN)[list(kinds)]
    importance /= importance.sum()
    scale = signs.std(axis=0) + (signs.std(axis=0) == 0)

    def slope(held: Numbers) -> Numbers:
        off = (_likely((signs / scale) @ held.T) - right) * importance[:, None]
        return np.asarray(off.T @ (signs / scale), np.float32)

    return np.asarray(_adam(slope, np.zeros((size, signs.shape[1]), np.float32)) / scale, np.float32)


def _adam(slope: Callable[[Numbers], Numbers], start: Numbers, least: float = -np.inf) -> Numbers:
    held, first, second = start, np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        now = slope(held) + CALM * held
        first += 0.1 * (now - first)
        second += 0.01 * (now * now - second)
        held = held - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        held = np.maximum(held, least)
    return held


def _likely(scores: Numbers) -> Numbers:
    likely = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(likely / likely.sum(axis=-1, keepdims=True), np.float32)
