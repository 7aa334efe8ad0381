"""The sentence model, ready to use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO

import numpy as np
import onnxruntime

from naast.finding.matching.keeping import write_whole
from naast.finding.matching.meaning.packed import Numbers, Packed, packed
from naast.finding.matching.meaning.taught import Taught, of_length_one
from naast.finding.matching.meaning.tokens import Tokens

GRAPH = "e5-small-5-{}.onnx"  # another number when the graph changes
AT_ONCE = 32  # texts of one length


class Model:
    """`folder`: where the graph is kept between runs; made there in some seconds when it is not."""

    def __init__(self, folder: Path, taught: Taught) -> None:
        self._packed, self._taught = packed(), taught
        self._tokens = Tokens(self._packed)
        self._session = session_of(folder / GRAPH.format(taught.edition), self._write)

    def vectors(self, texts: Sequence[str]) -> Numbers:
        """One row of length one for each text."""
        pieces = [self._tokens.of(text) for text in texts]
        by_length: dict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(pieces):
            by_length[len(one)].append(number)
        found = np.empty((len(texts), self._packed.width), np.float32)
        for numbers in by_length.values():
            for start in range(0, len(numbers), AT_ONCE):
                part = numbers[start : start + AT_ONCE]
                found[part] = self._encoded([pieces[number] for number in part])
        return of_length_one(found)

    def _encoded(self, pieces: list[list[int]]) -> Numbers:
        rows = np.stack([embedded(self._packed, one) for one in pieces])
        (out,) = self._session.run(["out"], {"rows": rows})
        return np.asarray(out.mean(axis=1), np.float32)

    def _write(self, out: IO[bytes]) -> None:
        from naast.finding.matching.meaning.graph import write_encoder  # noqa: PLC0415  # needs onnx, which is large

        write_encoder(self._packed, self._taught, out)


def session_of(file: Path, write: Callable[[IO[bytes]], None]) -> onnxruntime.InferenceSession:
    """A graph on one core, written to this file when it is not there."""
    if not file.exists():
        write_whole(file, write)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # gives memory back
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def embedded(packed: Packed, pieces: list[int]) -> Numbers:
    """What goes into the first layer: pieces × width."""
    width = packed.width
    place = packed.numbers("emb.pos").reshape(-1, width)[: len(pieces)]
    rows = packed.rows("emb.word", pieces, width) + place + packed.numbers("emb.type")[:width]
    rows -= rows.mean(axis=1, keepdims=True)
    rows /= np.sqrt((rows * rows).mean(axis=1, keepdims=True) + packed.small)
    return np.asarray(rows * packed.numbers("emb.ln.w") + packed.numbers("emb.ln.b"), np.float32)
