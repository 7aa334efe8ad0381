"""`naast ask` and `naast services` as people and scripts call them, without a database: pytest-django refuses one."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from commands.conftest import Typed

ROOT = Path(__file__).parents[2]
# An address where nothing answers: whoever reaches for a database fails.
NOWHERE = {"NAAST_DATABASE_URL": "postgresql://naast_app:x@127.0.0.1:1/naast"}


def test_ask_gives_ranked_services_with_upl_and_why(typed: Typed):
    answer = json.loads(typed("ask", "ik ga verhuizen", "--json", "--limit", "3").stdout)

    assert answer["kind"] == "services"
    first = answer["results"][0]
    assert first["slug"] == "verhuismelding"
    assert first["upl"] == [
        {"name": "verhuismelding", "uri": "http://standaarden.overheid.nl/owms/terms/verhuismelding"}
    ]
    assert first["because"] == ["verhuizen"]


def test_a_batch_keeps_the_ids_and_the_order(tmp_path, typed: Typed):
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    questions.write_text('{"id": "b", "text": "kwijtschelding"}\n\n{"id": 1, "text": null}\n')

    assert typed("ask", "--batch", str(questions), "--out", str(answers)).returncode == 0

    lines = [json.loads(line) for line in answers.read_text().splitlines()]
    assert [(line["id"], line["kind"]) for line in lines] == [("b", "services"), (1, "clarify")]
    assert set(lines[0]) == {"id", "language", "kind", "results"}
    assert set(lines[0]["results"][0]) == {"slug", "title", "upl", "score"}


def test_bad_lines_of_a_batch_are_named_and_the_others_answered(tmp_path, typed: Typed):
    questions, answers = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    deep = b"[" * 100_000
    lines = (b'{"id": 1, "text": "paspoort"}', b"nope", b"\xff", b'{"text": "x"}', b'["x"]', deep, b'{"id": "\\ud800"}')
    questions.write_bytes(b"\n".join(lines))

    done = typed("ask", "--batch", str(questions), "--out", str(answers))

    assert [json.loads(line)["id"] for line in answers.read_text().splitlines()] == [1, "\ud800"]
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [f"line {one}" for one in range(2, 7)]


@pytest.mark.parametrize(
    "words", [("--batch", "{nowhere}"), ("--batch", "{here}", "--out", "{nowhere}/x"), ("--batch", "{dir}")]
)
def test_a_file_that_cannot_be_read_or_written_is_named_in_one_line(tmp_path, typed: Typed, words: tuple[str, ...]):
    here = tmp_path / "in.jsonl"
    here.write_text('{"id": 1, "text": "x"}')
    done = typed("ask", *(one.format(here=here, nowhere=tmp_path / "nowhere", dir=tmp_path) for one in words))

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith(f"{tmp_path}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "a question"),
        (["  "], "a question"),
        (["verhuizen", "--limit", "0"], "--limit: 1 or more"),
        (["verhuizen", "--limit", "-1"], "--limit: 1 or more"),
        (["verhuizen", "--limit", "veel"], "--limit: 1 or more"),
        (["verhuizen", "--lang", "fr"], "'fr'"),
        (["verhuizen", "--batch", "in.jsonl"], "not both"),
        (["verhuizen", "--out", "out.jsonl"], "--batch"),
    ],
)
def test_what_cannot_be_asked_is_refused(typed: Typed, words: list[str], said: str):
    done = typed("ask", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(("language", "why"), [("nl", "(u schreef "), ("nl-je", "(je schreef "), ("en", "(you wrote ")])
def test_why_is_said_in_the_language_that_was_asked(typed: Typed, language: str, why: str):
    assert why in typed("ask", "ik ga verhuizen", "--lang", language).stdout


def test_an_english_question_is_told_why_in_english(typed: Typed):
    assert "(you wrote " in typed("ask", "I lost my driving licence").stdout


def test_the_version_is_that_of_naast(typed: Typed):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert typed("--version").stdout == f"naast {project['version']}\n"


def test_a_slip_is_answered_with_our_own_commands(typed: Typed):
    done = typed("servces")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == "There is no command 'servces'. Did you mean `naast services`?"
    assert typed("xyzzy").stderr == "There is no command 'xyzzy'. `naast help` names all.\n"


@pytest.mark.parametrize("command", ["sweep", "settings"])
def test_a_word_that_a_command_does_not_know_starts_nothing(typed: Typed, command: str):
    assert typed(command, "--onse").returncode == 2


def test_a_bad_line_of_a_batch_is_named_by_a_program_of_its_own(tmp_path):
    questions = tmp_path / "in.jsonl"
    questions.write_text('{"id": 1, "text": "x"}\nnope\n')
    done = subprocess.run(
        [sys.executable, "-m", "naast", "ask", "--batch", str(questions)],
        check=False,
        cwd=ROOT,
        env={**os.environ, **NOWHERE, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert (done.returncode, done.stderr.strip()) == (1, 'line 2: write {"id": …, "text": "…"} on each line.')


def test_services_are_listed_as_the_contract_says(typed: Typed):
    services = json.loads(typed("services", "list", "--json").stdout)

    assert {one["slug"] for one in services if one["has_journey"]} == {
        file.parent.name for file in (ROOT / "services").glob("*/journey.yaml")
    }
    for one in services:
        assert {"slug", "title", "upl", "resident_question", "life_events", "has_journey"} <= set(one)
        assert 1 <= one["resident_question"] <= 13
        assert all(set(name) == {"name", "uri"} for name in one["upl"])


def test_check_finds_nothing_to_mend_in_ours_and_names_a_fault_elsewhere(tmp_path, typed: Typed):
    done = typed("services", "check")
    assert (done.returncode, "To mend:" in done.stdout) == (0, False), done.stdout
    assert " packages: 0 to mend, " in done.stdout.splitlines()[-1]
    assert "Could be better:" not in done.stdout
    package = tmp_path / "lampion"
    package.mkdir()
    (package / "service.yaml").write_text("format: 1\nslug: [\n")
    done = typed("services", "check", str(package))

    assert done.returncode == 1
    assert f"To mend:\n  {tmp_path.name}/lampion/service.yaml:3: This is not YAML" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("1 package: 4 to mend, ")  # and steps, words and texts


@pytest.fixture
def local(tmp_path, settings) -> Path:
    """Where Lommerwaard changes one of the packages of a small shelf."""
    source, home = Path(settings.NAAST_SERVICES), tmp_path / "services"
    shutil.copytree(source / "kinderbijslag", home / "kinderbijslag")
    shutil.copytree(source / "parameters", home / "parameters")
    for one in ("life_events.yaml", "owners.yaml", "providers.yaml"):
        shutil.copy(source / one, home / one)
    settings.NAAST_SERVICES = home
    folder = tmp_path / "local" / "lommerwaard" / "kinderbijslag"
    (folder / "texts").mkdir(parents=True)
    (folder / "texts" / "nl.md").write_text("## need\n\n- Uw geduld.\n")
    return folder


def test_what_an_organisation_changes_is_checked_over_the_package_that_it_changes(local, typed: Typed):
    """By its folder, by the name of the package, or with all the others."""
    for words in ([str(local)], [str(local.parent)], ["kinderbijslag"], []):
        said = typed("services", "check", *words).stdout
        assert "lommerwaard/kinderbijslag/texts/nl.md:1: need: residents whom you address with je read the old" in said
        assert "Nobody reads" not in said

    assert "wrote texts/nl_JE.md." in typed("services", "je", "kinderbijslag").stdout
    assert (local / "texts" / "nl_JE.md").read_text() == "## need\n\n- Je geduld.\n"
    done = typed("services", "check", str(local))
    assert (done.returncode, done.stdout.splitlines()[-1][:22]) == (0, "1 package: 0 to mend, "), done.stdout


def test_je_says_that_there_is_no_such_package(typed: Typed):
    done = typed("services", "je", "bestaat-niet")
    assert done.returncode == 1
    assert (done.stdout, done.stderr) == ("", "There is no package 'bestaat-niet'. Give its name, or its folder.\n")
