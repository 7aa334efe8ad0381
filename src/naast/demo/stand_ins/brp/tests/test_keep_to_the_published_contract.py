"""The stand-in against the published OpenAPI of Haal Centraal BRP Personen bevragen 2.x, by generated questions."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
)

from naast.demo.stand_ins.brp.app import StandIn
from naast.demo.stand_ins.brp.fields import FOUND_AT_OBJECT, FOUND_PERSON, PERSON, is_field
from naast.demo.stand_ins.brp.register import official_residents, register_of
from naast.demo.stand_ins.brp.tests.serving import served
from naast.demo.stand_ins.brp.tests.test_ask_the_stand_in import GONE, MIRTHE, PIP, SAM

SPECS = Path(os.environ.get("NAAST_SPECS", Path(__file__).resolve().parents[7] / "shared" / "specs"))
CONTRACT = SPECS / "brp" / "personen-bevragen-openapi.yaml"
TEST_SET = SPECS / "brp" / "testset-persoonslijsten-gbav.csv"
pytestmark = [
    pytest.mark.spec,
    pytest.mark.skipif(not CONTRACT.exists(), reason="not checked: the BRP contract, since NAAST_SPECS is not there"),
]
AUTOMATIC = {"inOnderzoek", "geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie"}
EVERYWHERE = [
    "burgerservicenummer",
    "naam",
    "naam.volledigeNaam",
    "geboorte.datum",
    "leeftijd",
    "adressering",
    "geslacht",
]
calm = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def contract() -> dict[str, Any]:
    spec: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8")) if CONTRACT.exists() else {"paths": {}}
    return spec


def precise(spec: dict[str, Any]) -> dict[str, Any]:
    """The contract with what its discriminators mean written out: where an abstract shape stands, one of its kinds must be."""
    schemas = spec["components"]["schemas"]
    kinds = {name: one["discriminator"]["mapping"].values() for name, one in schemas.items() if "discriminator" in one}
    for name, body in [*schemas.items()]:
        schemas[name] = _any_kind(body, kinds, base=name)
    spec["paths"] = _any_kind(spec["paths"], kinds, base="")
    for name, mapped in kinds.items():
        schemas[f"{name}Kinds"] = {"anyOf": [{"$ref": one} for one in dict.fromkeys(mapped)]}
    return spec


def _any_kind(node: Any, kinds: dict[str, Any], *, base: str) -> Any:
    if isinstance(node, list):
        return [_any_kind(one, kinds, base=base) for one in node]
    if not isinstance(node, dict):
        return node
    target = str(node.get("$ref", "")).rpartition("/")[2]
    if target in kinds and not any(one.endswith(f"/{base}") for one in kinds[target]):
        return {**node, "$ref": f"#/components/schemas/{target}Kinds"}
    return {name: one if name == "discriminator" else _any_kind(one, kinds, base=base) for name, one in node.items()}


def strict_questions(spec: dict[str, Any]) -> dict[str, Any]:
    """Questions of the seven kinds only, with nothing beside what each may have, and with fields that every kind has.

    The contract forgets to say that a question must be there.
    """
    spec["paths"]["/personen"]["post"]["requestBody"]["required"] = True
    schemas = spec["components"]["schemas"]
    schemas["Field"] = {"enum": EVERYWHERE}
    for name, reference in schemas["PersonenQuery"]["discriminator"]["mapping"].items():
        question = schemas[reference.rpartition("/")[2]]
        question["allOf"].append({"properties": {"type": {"const": name}}})
        question["unevaluatedProperties"] = False
    return spec


@pytest.fixture(scope="module")
def door() -> Iterator[httpx.Client]:
    people = [*official_residents(TEST_SET), MIRTHE, SAM, PIP, GONE]
    stand_in = StandIn(register_of(people), api_key="key")
    with served(stand_in) as address, httpx.Client(base_url=address, headers={"x-api-key": "key"}) as client:
        yield client


def send(door: httpx.Client, case: Any) -> httpx.Response:
    body = case.body if isinstance(case.body, bytes) else json.dumps(case.body, default=str).encode()
    headers = {"content-type": "application/json; charset=utf-8"}
    return door.request(case.method, "/personen", content=body, headers=headers)


ALWAYS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def operation(spec: dict[str, Any]) -> Any:
    return schemathesis.openapi.from_dict(spec)["/personen"]["POST"]


def test_any_question_of_the_published_shape_gets_a_published_answer(door: httpx.Client) -> None:
    cases = operation(precise(contract())).as_strategy()

    @calm
    @given(case=cases)
    def check(case: Any) -> None:
        case.validate_response(send(door, case), checks=ALWAYS)

    check()


def test_every_right_question_is_taken(door: httpx.Client) -> None:
    cases = operation(precise(strict_questions(contract()))).as_strategy(generation_mode=GenerationMode.POSITIVE)

    @calm
    @given(case=cases)
    def check(case: Any) -> None:
        case.validate_response(send(door, case), checks=[*ALWAYS, positive_data_acceptance])

    check()


def test_no_wrong_question_is_taken(door: httpx.Client) -> None:
    cases = operation(precise(strict_questions(contract()))).as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @calm
    @given(case=cases)
    def check(case: Any) -> None:
        case.validate_response(send(door, case), checks=[*ALWAYS, negative_data_rejection])

    check()


def test_every_official_test_person_comes_in_the_published_shape(door: httpx.Client) -> None:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    spec = precise(contract())
    resource = Resource.from_contents({**spec, "$schema": "https://json-schema.org/draft/2020-12/schema"})
    shape = {"$ref": "contract:#/components/schemas/PersonenQueryResponseKinds"}
    validator = Draft202012Validator(shape, registry=Registry().with_resource("contract:", resource))
    people = list(official_residents(TEST_SET))
    assert len(people) > 500
    for one in people:
        query = {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [one.bsn], "fields": [*PERSON]}
        answer = door.post("/personen", json=query).json()
        assert [person["burgerservicenummer"] for person in answer["personen"]] == [one.bsn]
        validator.validate(answer)


def test_every_published_field_may_be_asked_for() -> None:
    schemas = contract()["components"]["schemas"]
    for name, tree in (("Persoon", PERSON), ("PersoonBeperkt", FOUND_PERSON), ("GezagPersoonBeperkt", FOUND_AT_OBJECT)):
        published = set(_paths({"$ref": f"/{name}"}, schemas, ()))
        assert [path for path in sorted(published) if not is_field(path, tree)] == []
        assert [path for path in _tree_paths(tree) if path not in published] == []


def _paths(node: dict[str, Any], schemas: dict[str, Any], seen: tuple[str, ...], prefix: str = "") -> Iterator[str]:
    references = [node["$ref"]] if "$ref" in node else []
    references += node.get("discriminator", {}).get("mapping", {}).values()
    for name in (reference.rpartition("/")[2] for reference in references):
        if name not in seen:
            yield from _paths(schemas[name], schemas, (*seen, name), prefix)
    for part in [*node.get("allOf", ()), *([node["items"]] if "items" in node else ())]:
        yield from _paths(part, schemas, seen, prefix)
    for name, inner in node.get("properties", {}).items():
        if name not in AUTOMATIC:
            yield f"{prefix}{name}"
            yield from _paths(inner, schemas, (), f"{prefix}{name}.")


def _tree_paths(tree: Any, prefix: str = "") -> Iterator[str]:
    for name, inner in tree.items():
        yield f"{prefix}{name}"
        yield from _tree_paths(inner, f"{prefix}{name}.")
