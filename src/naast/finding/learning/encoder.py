"""The sentence model once more, in a form that can be taught: the same sums as the graph that answers, and their slopes (JAX)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from naast.finding.matching.meaning.packed import Numbers, Packed

Layer = dict[str, jax.Array]  # weights by name: "q.w" is outputs × inputs
Rows = list[Numbers]  # per text its pieces × width
LENGTHS = (8, 12, 16, 20, 24, 32, 40, 64, 96, 160)  # texts are filled up to one of these: few forms to compile
AT_ONCE = 64
MATRICES, NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")


def layers_of(packed: Packed, first: int, last: int) -> list[Layer]:
    return [_layer_of(packed, f"l{number}") for number in range(first, last)]


def after(layers: Sequence[Layer], packed: Packed, rows: Rows) -> Rows:
    """What comes out of these layers, per text."""
    found: Rows = [np.empty(0, np.float32)] * len(rows)
    for numbers, filled, mask in filled_up(rows):
        out = np.asarray(_through(layers, packed.heads, packed.small, filled, mask))
        for place, number in enumerate(numbers):
            found[number] = out[place, : len(rows[number])].astype(np.float16)
    return found


def vectors_after(layers: Sequence[Layer], packed: Packed, rows: Rows) -> Numbers:
    """One row of length one for each text."""
    found = np.empty((len(rows), packed.width), np.float32)
    for numbers, filled, mask in filled_up(rows):
        out = _through(layers, packed.heads, packed.small, filled, mask)
        found[numbers] = np.asarray(middle(out, mask))[: len(numbers)]
    return found


def filled_up(rows: Rows, size: int = AT_ONCE) -> Iterator[tuple[list[int], Numbers, Numbers]]:
    """Texts of about one length together: their numbers, texts × pieces × width, and where there is a piece."""
    by_length: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(rows):
        by_length[length_for(len(one))].append(number)
    for length, numbers in sorted(by_length.items()):
        for start in range(0, len(numbers), size):
            part = numbers[start : start + size]
            yield part, *filled(rows, part, length, size)


def filled(rows: Rows, numbers: Sequence[int], length: int, size: int) -> tuple[Numbers, Numbers]:
    whole = np.zeros((size, length, rows[0].shape[1]), np.float32)
    mask = np.zeros((size, length), np.float32)
    for place, number in enumerate(numbers):
        whole[place, : len(rows[number])] = rows[number]
        mask[place, : len(rows[number])] = 1
    mask[len(numbers) :] = 1
    return whole, mask


def length_for(pieces: int) -> int:
    return next(length for length in LENGTHS if pieces <= length)


def middle(rows: jax.Array, mask: Numbers | jax.Array) -> jax.Array:
    """The mean of the pieces of each text, of length one."""
    found = (rows * mask[:, :, None]).sum(1)
    return jnp.asarray(found / jnp.linalg.norm(found, axis=1, keepdims=True))


def through_layer(
    layer: Layer, heads: int, small: float, rows: jax.Array, mask: jax.Array, dropped: jax.Array | None = None
) -> jax.Array:
    """`dropped`: a key for what is left out by chance while learning."""
    one, other = (None, None) if dropped is None else jax.random.split(dropped)
    seen = _attention(layer, heads, rows, mask)
    rows = _settled(layer, "aln", rows + _some(_linear(layer, "ao", seen), one), small)
    inner = jax.nn.gelu(_linear(layer, "fi", rows), approximate=False)
    return _settled(layer, "oln", rows + _some(_linear(layer, "fo", inner), other), small)


@partial(jax.jit, static_argnums=(1, 2))
def _through(layers: Sequence[Layer], heads: int, small: float, rows: jax.Array, mask: jax.Array) -> jax.Array:
    for layer in layers:
        rows = through_layer(layer, heads, small, rows, mask)
    return rows


def _layer_of(packed: Packed, name: str) -> Layer:
    layer: Layer = {}
    for part in MATRICES:
        inputs = packed.inner if part == "fo" else packed.width
        layer[f"{part}.w"] = jnp.asarray(packed.matrix(f"{name}.{part}.w", inputs))
        layer[f"{part}.b"] = jnp.asarray(packed.numbers(f"{name}.{part}.b"))
    for part in NORMS:
        layer[f"{part}.w"] = jnp.asarray(packed.numbers(f"{name}.{part}.w"))
        layer[f"{part}.b"] = jnp.asarray(packed.numbers(f"{name}.{part}.b"))
    return layer


def _attention(layer: Layer, heads: int, rows: jax.Array, mask: jax.Array) -> jax.Array:
    texts, pieces, width = rows.shape
    asked, offered, given = (
        _linear(layer, part, rows).reshape(texts, pieces, heads, width // heads).transpose(0, 2, 1, 3) for part in "qkv"
    )
    like = asked @ offered.transpose(0, 1, 3, 2) * (width // heads) ** -0.5
    seen = jax.nn.softmax(like + (1 - mask)[:, None, None, :] * -1e9, -1) @ given
    return seen.transpose(0, 2, 1, 3).reshape(texts, pieces, width)


def _linear(layer: Layer, part: str, rows: jax.Array) -> jax.Array:
    return rows @ layer[f"{part}.w"].T + layer[f"{part}.b"]


def _settled(layer: Layer, part: str, rows: jax.Array, small: float) -> jax.Array:
    apart = rows - rows.mean(-1, keepdims=True)
    spread = jnp.sqrt((apart * apart).mean(-1, keepdims=True) + small)
    return apart / spread * layer[f"{part}.w"] + layer[f"{part}.b"]


def _some(rows: jax.Array, key: jax.Array | None, left_out: float = 0.1) -> jax.Array:
    if key is None:
        return rows
    return jnp.where(jax.random.bernoulli(key, 1 - left_out, rows.shape), rows / (1 - left_out), 0.0)
