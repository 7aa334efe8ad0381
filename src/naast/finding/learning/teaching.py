"""Teaching the sentence model: sentences of one service come together, those of another go apart, and each kind has its place.

From the sentences of the packages and of lessons/, never from the questions that the finder is judged by. Only the last layers
move, so that what the others know of languages stays. Some hour on two cores; the same sentences teach the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt

from naast.finding.learning import encoder
from naast.finding.matching.documents import Document
from naast.finding.matching.kinds import DISTRESS, LEARNED
from naast.finding.matching.meaning.model import Model, embedded
from naast.finding.matching.meaning.packed import Packed, packed
from naast.finding.matching.meaning.taught import Examples, Taught, of_length_one, seen, whole
from naast.finding.matching.meaning.tokens import Tokens
from naast.finding.types import Kind

FIRST = 8  # the layers from here on are taught
EPOCHS, BATCH, RATE, FASTER, CALM, SEED = 5, 48, 3e-4, 10, 0.01, 0
WARM_UP, LEAST_RATE, STEEPEST = 100, 0.03, 1.0
SMOOTH = 0.1  # how much of the answer is spread over all services
ORDINARY = 0.15  # how much a sentence of a package counts as a lesson in kinds: there are many
KINDS = 1.5  # how much the kinds count beside the services
SHARP = 10.0
DIRECTIONS = 128  # of the sentences that a question is compared with, one by one
NO_SERVICE = -1
# Which kind each file of lessons/ teaches. What only looks like a kind is an ordinary question.
LESSONS = {
    "clarify": Kind.CLARIFY,
    "distress": DISTRESS,
    "human_asked": Kind.HUMAN,
    "life_event": Kind.LIFE_EVENT,
    "out_of_scope": Kind.OUT_OF_SCOPE,
    "status": Kind.STATUS,
}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence, the row of its service (or NO_SERVICE) and of its kind, and how much it counts for the kinds."""

    text: str
    service: int
    kind: int
    worth: float


def lessons_of(documents: Sequence[Document], folder: Path) -> list[Lesson]:
    """All there is to teach, from packages in order of their names and files of one sentence a line.

    A sentence of a package that stands in a file too, is of the kind of that file.
    """
    ordinary = LEARNED.index(Kind.SERVICES)
    kinds = {
        text: LEARNED.index(LESSONS.get(file.stem, Kind.SERVICES))
        for file in sorted(folder.glob("*.txt"))
        for text in file.read_text("utf-8").splitlines()
        if text
    }
    asked = [
        (text, row)
        for row, one in enumerate(documents)
        for text in dict.fromkeys((*one.asks, *one.strong, *(f"{name}. {one.lead}" for name in one.names[:1])))
    ]
    said = {text for text, _ in asked}
    return [
        *(Lesson(text, row, kinds.get(text, ordinary), 1.0 if text in kinds else ORDINARY) for text, row in asked),
        *(Lesson(text, NO_SERVICE, kind, 1.0) for text, kind in kinds.items() if text not in said),
    ]


def teach(documents: Sequence[Document], lessons: Sequence[Lesson], epochs: int = EPOCHS) -> Taught:
    """The taught layers, with a place for each service and each kind."""
    model = packed()
    tokens = Tokens(model)
    rows = [embedded(model, tokens.of(one.text.lower())) for one in lessons]
    rows = encoder.after(encoder.layers_of(model, 0, FIRST), model, rows)
    learner = _Learner(model, rows, lessons, len(documents))
    for key, numbers, pace in _course(rows, epochs):
        learner.step(key, numbers, pace)
    return learner.taught([one.slug for one in documents])


def with_examples(found: Taught, lessons: Sequence[Lesson]) -> Taught:
    """With the sentences that a question is compared with, one by one, in the directions in which they differ most."""
    with TemporaryDirectory() as folder:
        rows = Model(Path(folder), found).vectors([one.text.lower() for one in lessons])
    axes = np.linalg.eigh(rows.T @ rows)[1][:, -DIRECTIONS:].astype(np.float32)
    held = whole(seen(rows, found.middle, axes))
    troubled = np.array([one.kind == LEARNED.index(DISTRESS) for one in lessons])
    service = np.array([one.service for one in lessons])
    asks = {slug: held[service == row] for row, slug in enumerate(found.services)}
    return replace(found, examples=Examples(axes, held[troubled], held[~troubled & (service == NO_SERVICE)], asks))


class _Learner:
    """Adam over the taught layers and the places."""

    def __init__(self, model: Packed, rows: encoder.Rows, lessons: Sequence[Lesson], services: int) -> None:
        self._model, self._rows = model, rows
        self._service = np.array([one.service for one in lessons])
        self._kind = np.array([one.kind for one in lessons])
        self._worth = np.array([one.worth for one in lessons], np.float32)
        layers = encoder.layers_of(model, FIRST, model.layers)
        self._held: Any = {
            "layers": layers,
            "services": jnp.asarray(self._first_places(layers, services)),
            "warmth": jnp.log(20.0),
            "kinds": jnp.zeros((len(LEARNED), model.width)),
            "starts": jnp.zeros(len(LEARNED)),
        }
        self._first = self._second = jax.tree.map(jnp.zeros_like, self._held)
        self._steps = 0

    def step(self, key: jax.Array, numbers: npt.NDArray[np.int64], pace: float) -> None:
        length = encoder.length_for(max(len(self._rows[number]) for number in numbers))
        texts, mask = encoder.filled(self._rows, numbers.tolist(), length, len(numbers))
        right = (self._service[numbers], self._kind[numbers], self._worth[numbers])
        self._steps += 1
        shape = (self._model.heads, self._model.small)
        moved = _moved(shape, self._held, self._first, self._second, texts, mask, right, key, pace, float(self._steps))
        self._held, self._first, self._second = moved

    def taught(self, slugs: Sequence[str]) -> Taught:
        held = jax.tree.map(np.asarray, self._held)
        layers = {
            f"l{FIRST + number}.{name}": values
            for number, layer in enumerate(held["layers"])
            for name, values in layer.items()
        }
        services = of_length_one(held["services"])
        kinds = np.hstack([held["kinds"] * SHARP, held["starts"][:, None]])
        return Taught(
            layers,
            dict(zip(slugs, services, strict=True)),
            float(np.exp(held["warmth"])),
            {str(kind): row for kind, row in zip(LEARNED, kinds, strict=True)},
            encoder.vectors_after(held["layers"], self._model, self._rows).mean(axis=0),
        )

    def _first_places(self, layers: list[encoder.Layer], services: int) -> npt.NDArray[np.float32]:
        """In the middle of what is asked of each service, seen from the middle of all."""
        vectors = encoder.vectors_after(layers, self._model, self._rows)
        places = np.stack([vectors[self._service == row].mean(axis=0) for row in range(services)])
        places -= vectors.mean(axis=0)
        return of_length_one(places)


def _course(rows: encoder.Rows, epochs: int) -> Iterator[tuple[jax.Array, npt.NDArray[np.int64], float]]:
    """All lessons in batches of about one length, in another order each time; slowly at first, ever slower at the end."""
    chance = np.random.default_rng(SEED)
    key = jax.random.PRNGKey(SEED)
    lengths = np.array([len(one) for one in rows])
    done, total = 0, epochs * (len(rows) // BATCH + 1)
    warm = min(WARM_UP, total // 5 + 1)
    for _ in range(epochs):
        for numbers in _batches(chance, lengths):
            done += 1
            key, now = jax.random.split(key)
            yield now, numbers, RATE * min(1.0, done / warm) * max(LEAST_RATE, 1 - done / total)


def _batches(chance: np.random.Generator, lengths: npt.NDArray[np.int64]) -> list[npt.NDArray[np.int64]]:
    order = chance.permutation(len(lengths))
    found: list[npt.NDArray[np.int64]] = []
    for start in range(0, len(order), BATCH * 40):
        window = order[start : start + BATCH * 40]
        window = window[np.argsort(lengths[window], kind="stable")]
        found += [window[at : at + BATCH] for at in range(0, len(window), BATCH)]
    found = [np.concatenate([one, chance.choice(len(lengths), BATCH - len(one))]) for one in found]
    return [found[number] for number in chance.permutation(len(found))]


@partial(jax.jit, static_argnums=0)
def _moved(
    shape: tuple[int, float],
    held: Any,
    first: Any,
    second: Any,
    texts: jax.Array,
    mask: jax.Array,
    right: tuple[jax.Array, jax.Array, jax.Array],
    key: jax.Array,
    pace: float,
    step: float,
) -> tuple[Any, Any, Any]:
    slope = jax.grad(_loss)(held, shape, texts, mask, right, key)
    steep = jnp.sqrt(sum((one * one).sum() for one in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda one: one * jnp.minimum(1.0, STEEPEST / steep), slope)
    first = jax.tree.map(lambda before, now: 0.9 * before + 0.1 * now, first, slope)
    second = jax.tree.map(lambda before, now: 0.999 * before + 0.001 * now * now, second, slope)

    def moved(name: str) -> Any:
        fast, calm = (1, CALM) if name == "layers" else (FASTER, 0.0)

        def one(weights: jax.Array, mean: jax.Array, square: jax.Array) -> jax.Array:
            towards = mean / (1 - 0.9**step) / (jnp.sqrt(square / (1 - 0.999**step)) + 1e-8)
            return jnp.asarray(weights - pace * fast * (towards + calm * weights))

        return jax.tree.map(one, held[name], first[name], second[name])

    return {name: moved(name) for name in held}, first, second


def _loss(
    held: Any,
    shape: tuple[int, float],
    texts: jax.Array,
    mask: jax.Array,
    right: tuple[jax.Array, jax.Array, jax.Array],
    key: jax.Array,
) -> jax.Array:
    service, kind, worth = right
    for layer, dropped in zip(held["layers"], jax.random.split(key, len(held["layers"])), strict=True):
        texts = encoder.through_layer(layer, *shape, texts, mask, dropped)
    vectors = encoder.middle(texts, mask)
    places = held["services"] / jnp.linalg.norm(held["services"], axis=1, keepdims=True)
    of_services = jax.nn.log_softmax(vectors @ places.T * jnp.exp(held["warmth"]), -1)
    of_kinds = jax.nn.log_softmax(vectors @ held["kinds"].T * SHARP + held["starts"], -1)
    of_right = jnp.take_along_axis(of_services, jnp.maximum(service, 0)[:, None], 1)[:, 0]
    missed = -((1 - SMOOTH) * of_right + SMOOTH * of_services.mean(1)) * (service != NO_SERVICE)
    mistaken = -jnp.take_along_axis(of_kinds, kind[:, None], 1)[:, 0] * worth
    return jnp.asarray(missed.mean() + KINDS * mistaken.mean())
