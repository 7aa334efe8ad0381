"""What we taught the model with `naast finding teach`: its last layers, and where each service and each kind of question lies.

The file holds weights, no texts. Matrices are whole numbers of 8 bits with a scale per output.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int8]  # ONE for 1
ONE = 127  # what stands for 1 in a number of 8 bits
FILE = Path(__file__).parents[1] / "data" / "taught.npz"


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences that were taught (sentences × directions), seen from the middle of all in fewer directions. `axes`: width ×
    directions. `asks`: by slug, what is asked of each service; what tells of distress there, is in `distress` too.
    """

    axes: Numbers
    distress: Whole
    others: Whole
    asks: Mapping[str, Whole]


NONE = Examples(np.zeros((384, 0), np.float32), *(np.zeros((0, 0), np.int8),) * 2, {})


@dataclass(frozen=True, slots=True)
class Taught:
    """`layers`: weights by name, matrices as outputs × inputs. `services`: a row of length one by slug, a question is as near
    as `warmth` times their product. `kinds`: a row for each kind, and in the last column what it starts from. `middle`: the mean
    of all sentences that were taught.
    """

    layers: Mapping[str, Numbers]
    services: Mapping[str, Numbers]
    warmth: float
    kinds: Mapping[str, Numbers]
    middle: Numbers
    examples: Examples = NONE
    edition: str = ""  # what was made with another one is not used with this one


class _Layers(Mapping[str, Numbers]):
    """Read when asked for: only who makes the graph needs them, and they are large."""

    def __init__(self, file: Path) -> None:
        self._file = file
        with np.load(file, allow_pickle=False) as held:
            self._names = {
                name.removesuffix("/whole"): name for name in held if name.startswith("l") and "/scale" not in name
            }

    def __getitem__(self, name: str) -> Numbers:
        held_as = self._names[name]
        with np.load(self._file, allow_pickle=False) as held:
            values: Numbers = held[held_as].astype(np.float32)
            return values * held[f"{name}/scale"][:, None] if held_as.endswith("/whole") else values

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@lru_cache(maxsize=2)
def taught(file: Path = FILE) -> Taught:
    edition = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
    with np.load(file, allow_pickle=False) as held:
        return Taught(
            _Layers(file),
            _by_name(held, "services"),
            float(held["warmth"]),
            _by_name(held, "kinds"),
            held["middle"],
            Examples(
                held["examples/axes"].astype(np.float32),
                held["examples/distress"],
                held["examples/others"],
                dict(zip(held["asks/names"].tolist(), _parts(held["asks/rows"], held["asks/counts"]), strict=True)),
            ),
            edition,
        )


def blended(before: Taught, now: Taught) -> Taught:
    """Halfway between two that were taught from one start: on what neither saw better than each of them (model soups,
    Wortsman et al. 2022). With the services of `now`, without examples.
    """
    rows = _between(before.services, now.services)
    return Taught(
        _between(before.layers, now.layers),
        dict(zip(rows, of_length_one(np.array(list(rows.values()))), strict=True)),
        (now.warmth + before.warmth) / 2,
        _between(before.kinds, now.kinds),
        np.asarray((before.middle + now.middle) / 2, np.float32),
    )


def _between(before: Mapping[str, Numbers], now: Mapping[str, Numbers]) -> dict[str, Numbers]:
    return {name: np.asarray((row + before.get(name, row)) / 2, np.float32) for name, row in now.items()}


def keep(found: Taught, file: Path = FILE) -> None:
    held: dict[str, Any] = {"warmth": np.array(found.warmth, np.float32), "middle": found.middle}
    for name, values in found.layers.items():
        if values.ndim == 1:
            held[name] = values.astype(np.float16)
        else:
            scale = np.abs(values).max(axis=1) / ONE
            held[f"{name}/whole"] = np.rint(values / scale[:, None]).astype(np.int8)
            held[f"{name}/scale"] = scale.astype(np.float32)
    for what, rows in (("services", found.services), ("kinds", found.kinds)):
        held[f"{what}/names"] = np.array(list(rows))
        held[f"{what}/rows"] = np.array(list(rows.values())).astype(np.float16)
    held["examples/axes"] = found.examples.axes.astype(np.float16)
    held["examples/distress"] = found.examples.distress
    held["examples/others"] = found.examples.others
    held["asks/names"] = np.array(list(found.examples.asks))
    held["asks/counts"] = np.array([len(one) for one in found.examples.asks.values()])
    held["asks/rows"] = np.concatenate(list(found.examples.asks.values()))
    np.savez_compressed(file, **held)


def seen(rows: Numbers, middle: Numbers, axes: Numbers) -> Numbers:
    """From the middle, in the directions of the axes, of length one."""
    return of_length_one((rows - middle) @ axes)


def whole(shares: Numbers) -> Whole:
    return np.rint(shares * ONE).astype(np.int8)


def _parts(rows: Whole, counts: npt.NDArray[Any]) -> list[Whole]:
    return np.split(rows, np.cumsum(counts)[:-1])


def of_length_one(rows: npt.NDArray[Any]) -> Numbers:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6), np.float32)


def _by_name(held: Mapping[str, npt.NDArray[Any]], what: str) -> dict[str, Numbers]:
    return dict(zip(held[f"{what}/names"].tolist(), held[f"{what}/rows"].astype(np.float32), strict=True))
