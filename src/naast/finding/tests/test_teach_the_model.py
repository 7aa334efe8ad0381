"""The model can be taught: what comes out while learning is what answers later, and lessons bring sentences together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jax
import numpy as np
import pytest

from naast.finding.learning import encoder, teaching
from naast.finding.learning.teaching import LESSONS, NO_SERVICE, Lesson, lessons_of, teach, with_examples
from naast.finding.matching.documents import Document
from naast.finding.matching.kinds import DISTRESS, LEARNED
from naast.finding.matching.meaning import (
    kept_vectors,
    likely_kinds,
    likely_services,
    places,
    taught,
    vectors,
)
from naast.finding.matching.meaning.model import Model, embedded
from naast.finding.matching.meaning.nearby import Nearby
from naast.finding.matching.meaning.packed import packed
from naast.finding.matching.meaning.taught import ONE, Taught, blended, keep
from naast.finding.matching.meaning.tokens import Tokens
from naast.finding.types import Kind

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module", autouse=True)
def _compiled_in_haste() -> Iterator[None]:
    """To compile a few steps well takes longer than they take."""
    jax.config.update("jax_disable_most_optimizations", True)
    yield
    jax.config.update("jax_disable_most_optimizations", False)


def document(slug: str, *asks: str) -> Document:
    return Document(slug=slug, names=(slug,), strong=(), weak=(), against=(), asks=asks, lead="", prose="")


DOCUMENTS = [
    document(
        "paspoort",
        "ik ga op reis naar de grens",
        "mijn boekje is verlopen",
        "naar Turkije in de zomer",
    ),
    document("grofvuil", "een oude bank moet weg", "wie haalt mijn kast op", "matras aan de straat zetten"),
]


def test_what_answers_is_what_was_taught(tmp_path: Path) -> None:
    texts = ["ik ben mijn rijbewijs kwijt", "hoe kom ik van mijn oude bank af"]
    model, tokens = packed(), Tokens(packed())
    rows = [embedded(model, tokens.of(text)) for text in texts]
    layers = encoder.layers_of(model, 0, model.layers)
    plain = Taught({}, {}, 1.0, {}, np.zeros(384, np.float32))
    answered = Model(tmp_path, plain).vectors(texts)

    assert (answered * encoder.vectors_after(layers, model, rows)).sum(axis=1) == pytest.approx(1, abs=0.005)


def test_lessons_bring_the_sentences_of_a_service_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teaching, "FIRST", 11)  # one layer of the four: compiling them all takes half a minute
    (tmp_path / "distress.txt").write_text("ik durf niet naar huis\n")
    (tmp_path / "not_distress.txt").write_text("mijn boom is dood\nde hond blaft\n")
    lessons = lessons_of(DOCUMENTS, tmp_path)
    found = teach(DOCUMENTS, lessons, epochs=15)
    file = tmp_path / "taught.npz"
    keep(with_examples(found, lessons), file)
    new = Model(tmp_path, taught(file)).vectors(["mijn sofa kan weg", "verlopen boekje voor de vakantie"])
    likely = [max(found.services, key=lambda slug: float(found.services[slug] @ one)) for one in new]

    assert likely == ["grofvuil", "paspoort"]
    examples = taught(file).examples
    assert (len(examples.distress), len(examples.others)) == (1, 2)
    assert {slug: len(rows) for slug, rows in examples.asks.items()} == {"paspoort": 4, "grofvuil": 4}


def test_a_lesson_says_its_kind_by_the_name_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "distress.txt").write_text("ik durf niet naar huis\n")
    (tmp_path / "not_distress.txt").write_text("mijn boom is dood\n")
    kinds = {one.text: (one.service, LEARNED[one.kind]) for one in lessons_of([], tmp_path)}

    assert kinds == {
        "ik durf niet naar huis": (NO_SERVICE, DISTRESS),
        "mijn boom is dood": (NO_SERVICE, Kind.SERVICES),
    }


def test_every_kind_has_lessons_and_every_file_is_read() -> None:
    files = {file.stem for file in (ROOT / "lessons").glob("*.txt")}

    assert LESSONS.keys() <= files
    assert {one.removesuffix("_not").removeprefix("not_") for one in files} <= {*LESSONS, "two_needs"}


def test_a_new_service_lies_where_its_sentences_are_seen_from_the_middle_of_all(tmp_path: Path) -> None:
    rows = places({"nieuw": DOCUMENTS[1].asks, "paspoort": ()}, tmp_path)
    seen = kept_vectors(DOCUMENTS[1].asks, tmp_path).mean(axis=0) - taught().middle

    assert rows[0] == pytest.approx(seen / np.linalg.norm(seen), abs=1e-3)
    assert rows[1] == pytest.approx(taught().services["paspoort"], abs=1e-6)


def test_a_new_service_takes_its_own_questions_and_leaves_others_theirs(tmp_path: Path) -> None:
    """As if nobody had taught grofvuil, among three that were taught."""
    asks = {"nieuw": DOCUMENTS[1].asks, "paspoort": (), "huurtoeslag": (), "parkeervergunning": ()}
    rows, nearby = places(asks, tmp_path), Nearby(asks, tmp_path)
    asked = (
        "mijn wasmachine is stuk, wie komt hem halen",
        "mijn paspoort ligt nog in Spanje",
        "hulp bij mijn huur van de belastingdienst",
        "waar mag de auto van mijn bezoek staan",
    )
    found = vectors(asked, tmp_path)

    assert [int(likely_services(rows, one).argmax()) for one in found] == [0, 1, 2, 3]
    assert [int(nearby.services(nearby.cosines(one)).argmax()) for one in found] == [0, 1, 2, 3]


def test_what_is_taught_lies_between_what_was_and_what_is_now() -> None:
    left, up, new = np.eye(3, dtype=np.float32)
    before = Taught({"l8.q.b": left}, {"a": left, "gone": up}, 20.0, {"distress": left}, left)
    found = blended(before, Taught({"l8.q.b": up}, {"a": up, "new": new}, 30.0, {"distress": up}, up))

    assert found.layers["l8.q.b"].tolist() == [0.5, 0.5, 0.0]
    assert found.middle.tolist() == [0.5, 0.5, 0.0]
    assert found.services["a"] == pytest.approx([0.5**0.5, 0.5**0.5, 0.0])
    assert (found.services["new"].tolist(), found.services.keys()) == ([0.0, 0.0, 1.0], {"a", "new"})
    assert (found.warmth, found.kinds["distress"].tolist()) == (25.0, [0.5, 0.5, 0.0])


def test_each_sentence_is_held_where_it_counts(tmp_path: Path) -> None:
    """What is asked of a service and tells of distress stands in both; each of them near to one, seen from the middle."""
    texts = ("ik ben bang voor mijn man", "waar is de opvang", "help mij nu", "mijn boom is dood")
    distress, ordinary = LEARNED.index(DISTRESS), LEARNED.index(Kind.SERVICES)
    kinds = ((0, distress), (0, ordinary), (NO_SERVICE, distress), (NO_SERVICE, ordinary))
    lessons = [Lesson(text, service, kind, 1.0) for text, (service, kind) in zip(texts, kinds, strict=True)]
    plain = Taught({}, {"opvang": np.zeros(384, np.float32)}, 1.0, {}, np.zeros(384, np.float32))
    found = with_examples(plain, lessons).examples
    near = (Model(tmp_path, plain).vectors(texts) @ found.axes).round(2)

    held = [found.asks["opvang"][0], found.asks["opvang"][1], found.distress[1], found.others[0]]
    assert np.array(held) / ONE == pytest.approx(near, abs=0.02)
    assert found.distress[0].tolist() == found.asks["opvang"][0].tolist()
    assert (len(found.distress), len(found.others), len(found.asks["opvang"])) == (2, 1, 2)


def test_a_sentence_of_a_service_that_tells_of_distress_is_no_other_to_compare_with(tmp_path: Path) -> None:
    """Said word for word, it would be as near to the one as to the other."""
    (vector,) = vectors(["mijn dochter snijdt zichzelf"], tmp_path)

    assert "mijn dochter snijdt zichzelf" in (ROOT / "lessons" / "distress.txt").read_text("utf-8").splitlines()
    nearby = Nearby({}, tmp_path)
    assert nearby.towards_distress(nearby.cosines(vector)) > 0.2


def test_what_is_like_distress_lies_towards_it(tmp_path: Path) -> None:
    nearby = Nearby({}, tmp_path)
    found = vectors(["hij staat weer met mes beneden", "oud papier dinsdag"], tmp_path)
    hurt, calm = (nearby.towards_distress(nearby.cosines(one)) for one in found)

    assert hurt > 0 > calm


def test_how_likely_adds_up_to_one(tmp_path: Path) -> None:
    (vector,) = vectors(["waar blijft mijn paspoort"], tmp_path)
    rows = np.array(list(taught().services.values()))

    assert np.exp(likely_services(rows, vector)).sum() == pytest.approx(1, abs=1e-3)
    assert sum(map(np.exp, likely_kinds(vector).values())) == pytest.approx(1, abs=1e-3)
