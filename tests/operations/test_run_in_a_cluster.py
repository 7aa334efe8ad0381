"""The image and the chart: what Helm makes of the values is what Kubernetes takes, and no secret stands in them.

Helm's own library and the schemas of Kubernetes are not among the tools of a programmer here; CONTRIBUTING.md says how whoever
changes `deploy/` gets them. What the text of the templates shows is checked always.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from naast.site.options import Options

TOOLS = Path(sys.executable).parent  # where pip puts them, which need not be on PATH
DEPLOY = Path(__file__).parents[2] / "deploy"
CHART = DEPLOY / "helm/naast"
SCHEMA = Draft7Validator(json.loads((CHART / "values.schema.json").read_text()))
GIVEN: dict[str, Any] = {
    "settings": {
        "NAAST_BASE_URL": "https://loket.example.nl",
        "NAAST_RESIDENT_ISSUER": "https://broker.example.nl",
        "NAAST_STAFF_ISSUER": "https://login.example.nl",
    },
    "secrets": {"serving": "naast", "migrating": "naast-owner"},
    "anchors": {"existingClaim": "anchors"},
    "ingress": {"enabled": True, "host": "loket.example.nl", "tlsSecret": "loket-tls"},
    "networkPolicy": {"metricsFrom": [{"namespaceSelector": {"matchLabels": {"name": "monitoring"}}}]},
}
TEMPLATES = {file.name: file.read_text() for file in (CHART / "templates").iterdir()}
OLDEST_AND_NEWEST = ("1.27", "1.34")


def values(**more: Any) -> dict[str, Any]:
    """What Helm gives to the chart: the defaults with the operator's on top."""
    merged = YAML(typ="safe").load(CHART / "values.yaml")
    for name, value in {**GIVEN, **more}.items():
        merged[name] = {**merged[name], **value}
    return merged


@pytest.fixture(scope="module")
def objects() -> list[dict[str, Any]]:
    """All objects of a release, as Helm would hand them to a cluster."""
    helm = pytest.importorskip("helm_python", reason="not checked: the Helm chart, without helm-python-sdk")
    with helm.Chart.load(str(CHART)) as chart:
        made = chart.render(GIVEN, name="loket", namespace="burgers").values()
    return [one for text in made for one in YAML(typ="safe").load_all(text) if one]


def pods(objects: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield from (one["spec"]["template"]["spec"] for one in objects if one["kind"] in ("Deployment", "Job"))


def containers(objects: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for pod in pods(objects):
        yield from (*pod.get("initContainers", ()), *pod["containers"])


def test_values_of_an_operator_are_taken():
    assert list(SCHEMA.iter_errors(values())) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"settings": {**GIVEN["settings"], "NAAST_SECRET_KEY": "k7" * 30}},
        {"settings": {**GIVEN["settings"], "NAAST_BASE_URL": "http://loket.example.nl"}},
        {"settings": {**GIVEN["settings"], "NAAST_PROXIES": 1}},
        {"secrets": {"serving": "naast", "migrating": ""}},
        {"ingress": {"enabled": True, "host": "loket.example.nl", "tlsSecret": ""}},
        {"web": {"replicas": 0}},
        {"image": {"digest": "latest"}},
        {"storage": {"sise": "1Gi"}},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_values_that_would_go_wrong_are_refused(wrong: dict[str, Any]):
    assert list(SCHEMA.iter_errors(values(**wrong))) != []


def test_every_secret_is_refused_among_the_settings():
    refused = SCHEMA.schema["properties"]["settings"]["propertyNames"]["not"]["enum"]
    assert set(refused) == {one.metadata["name"] for one in fields(Options) if one.metadata["secret"]}


def test_a_setting_of_the_chart_is_a_setting_of_naast():
    known = {one.metadata["name"] for one in fields(Options)}
    assert set(values()["settings"]) <= known


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_asks_only_for_values_and_parts_that_there_are(name: str):
    parts = set(re.findall(r'define "([\w.]+)"', TEMPLATES["_parts.tpl"]))
    assert set(re.findall(r'include "([\w.]+)"', TEMPLATES[name])) <= parts
    for asked in re.findall(r"\.Values\.([\w.]+)", TEMPLATES[name]):
        place: Any = values()
        for step in asked.split("."):
            assert step in place, asked
            place = place[step]


def test_only_the_template_that_migrates_names_the_password_of_the_owner():
    assert [name for name, text in TEMPLATES.items() if "secrets.migrating" in text] == ["migrate.yaml"]


def test_every_container_drops_what_it_may():
    for name in ("_parts.tpl", "migrate.yaml"):  # the only two that describe one; others include the first
        for limit in (
            "runAsNonRoot: true",
            "readOnlyRootFilesystem: true",
            "allowPrivilegeEscalation: false",
            "drop: [ALL]",
        ):
            assert limit in TEMPLATES[name], (name, limit)
    assert [name for name, text in TEMPLATES.items() if "image:" in text] == ["_parts.tpl", "migrate.yaml"]


def test_helm_finds_nothing_wrong():
    helm = pytest.importorskip("helm_python", reason="not checked: the Helm chart, without helm-python-sdk")
    said = helm.lint(str(CHART), values=GIVEN, strict=True)
    assert said["errors"] == []
    assert [one["error"] for one in said["messages"]] == ["icon is recommended"]


@pytest.mark.parametrize("version", OLDEST_AND_NEWEST)
def test_kubernetes_takes_every_object(objects: list[dict[str, Any]], version: str):
    kubernetes = pytest.importorskip(
        "kubernetes_validate", reason="not checked: the Helm chart, without kubernetes-validate"
    )
    for one in objects:
        kubernetes.validate(one, version, strict=True)
    assert sorted(one["kind"] for one in objects) == [
        *["Deployment"] * 3, "Ingress", "Job", "NetworkPolicy", "PersistentVolumeClaim", "PodDisruptionBudget", "Service",
    ]  # fmt: skip


def test_a_container_may_do_little(objects: list[dict[str, Any]]):
    for pod in pods(objects):
        assert pod["securityContext"]["runAsNonRoot"]
        assert pod["automountServiceAccountToken"] is False
    for one in containers(objects):
        may = one["securityContext"]
        assert (may["readOnlyRootFilesystem"], may["allowPrivilegeEscalation"]) == (True, False), one["name"]
        assert may["capabilities"] == {"drop": ["ALL"]}, one["name"]
        assert "memory" in one["resources"]["limits"], one["name"]


def test_only_the_job_that_migrates_has_the_password_of_the_owner(objects: list[dict[str, Any]]):
    holders = {
        one["name"]
        for one in containers(objects)
        if any(source["secretRef"]["name"] == "naast-owner" for source in one["envFrom"])
    }
    assert holders == {"migrate"}


def test_the_figures_are_for_those_who_were_named(objects: list[dict[str, Any]]):
    (policy,) = (one["spec"] for one in objects if one["kind"] == "NetworkPolicy")
    (rule,) = (one for one in policy["ingress"] if one["ports"] == [{"port": 8009}])
    assert rule["from"] == GIVEN["networkPolicy"]["metricsFrom"]
    (service,) = (one["spec"] for one in objects if one["kind"] == "Service")
    assert [one["name"] for one in service["ports"]] == ["pages"]


def test_the_recipe_of_the_image_has_no_faults():
    if not (linter := shutil.which("hadolint", path=os.pathsep.join((str(TOOLS), os.environ["PATH"])))):
        pytest.skip("not checked: the Containerfile, without hadolint")
    said = subprocess.run([linter, DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")


def test_the_image_does_not_run_as_root():
    users = [line for line in (DEPLOY / "Containerfile").read_text().splitlines() if line.startswith("USER ")]
    assert users == ["USER 10001:10001"]
