"""Each public interface against its own OpenAPI description, by generated questions, right and wrong ones."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

ALWAYS = [
    allow_header_conformance,
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
]
calm = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize(
    ("mode", "also"),
    [(GenerationMode.POSITIVE, positive_data_acceptance), (GenerationMode.NEGATIVE, negative_data_rejection)],
    ids=["right", "wrong"],
)
def test_every_question_gets_an_answer_as_described(
    site: WSGIHandler, interface: str, mode: GenerationMode, also: Any
) -> None:
    described = schemathesis.openapi.from_wsgi(f"/api/{interface}/v1/openapi.json", site)
    for operation in described.get_all_operations():
        cases = operation.ok().as_strategy(generation_mode=mode)

        @calm
        @given(case=cases)
        def check(case: Any) -> None:
            case.validate_response(case.call(), checks=[*ALWAYS, also])

        check()
