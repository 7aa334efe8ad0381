"""What was learned from questions (`naast finding learn`): how much each way to look counts, which signs mean which kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
WEIGHTS = "learned.json"


@dataclass(frozen=True, slots=True)
class Learned:
    """`weights` by feature; `kinds` by kind, then by sign; `distress` by sign."""

    weights: Mapping[str, float]
    kinds: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    distress: Mapping[str, float] = field(default_factory=dict)


@lru_cache(maxsize=1)
def learned() -> Learned:
    """What stands in the file of this version."""
    data = json.loads((FOLDER / WEIGHTS).read_text("utf-8"))
    return Learned(data["weights"], data["kinds"], data["distress"])


def keep(found: Learned) -> None:
    """Write the file; what did not change stays on its line."""
    kinds = {kind: _rounded(row) for kind, row in found.kinds.items()}
    _write(WEIGHTS, {"weights": _rounded(found.weights), "kinds": kinds, "distress": _rounded(found.distress)})


def _rounded(row: Mapping[str, float]) -> dict[str, float]:
    return {name: round(float(one), 4) for name, one in row.items()}


def _write(name: str, data: object) -> None:
    (FOLDER / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
