"""A package is read whole, or refused with file, line and what to write instead."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naast.catalogue.packages.judging import judge
from naast.catalogue.packages.loading import ground_of, load
from naast.catalogue.packages.reading import located
from naast.catalogue.ports import shelf
from naast.catalogue.tests.conftest import SERVICE, Workshop
from naast.catalogue.types import PackageError, Problem

HERE = "services/lampion/service.yaml"


def test_a_sound_package_is_read_with_all_its_sections(workshop: Workshop) -> None:
    package = workshop.package()

    assert package.slug == "lampion"
    assert set(package.sections) == {"service", "rules"}
    assert set(package.texts["nl"]) == {"about"}


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (HERE, "owner: Team Licht", "owner: [Team Licht", f"{HERE}:9: This is not YAML"),
        (
            HERE,
            "owner: Team Licht",
            "ownr: Team Licht",
            f"{HERE}:1: the file: nobody reads ownr. Write one of: format,",
        ),
        (HERE, "owner: Team Licht\n", "", f"{HERE}:1: the file: owner missing. Add 'owner'."),
        (HERE, "owner: Team Licht", "owner: 12", f"{HERE}:8: owner: this is a number. Write text."),
        (
            HERE,
            "level: none",
            "level: high-ish",
            f"{HERE}:10: level: 'high-ish' is not known here. Write one of: none, low",
        ),
        (HERE, "[10]", "[14]", "Write a number from 1 to 13."),
        (HERE, "slug: lampion", "slug: lantaarn", f"{HERE}:2: The folder is called lampion. Write 'slug: lampion'."),
        (HERE, "2 working days", "quickly", "Write a term such as '3 working days' or '8 weeks'."),
        (
            HERE,
            "    example: true",
            "",
            f"{HERE}:14: facts/0: something is missing. Add 'source: {{law, article}}' and",
        ),
        (HERE, "{{parameter:lampion_borg}}", "€ 7,50", f"{HERE}:16: facts/0/text/nl: An amount is typed here."),
        (HERE, "{{parameter:lampion_borg}}", "7,50 euro", f"{HERE}:16: facts/0/text/nl: An amount is typed here."),
        (HERE, "lampion_borg", "lampion_brog", "There is no parameter 'lampion_brog'."),
        (HERE, "U leent", "Je leent", f"{HERE}:5: lead/nl: 'Je' is not the tone of nl."),
        (
            "services/lampion/texts/nl.md",
            "## about",
            "about",
            "services/lampion/texts/nl.md:1: This text has no heading.",
        ),
        (
            "services/lampion/texts/nl.md",
            "{{parameter:lampion_borg}}",
            "{{lampion_borg}}",
            "A placeholder cannot be read.",
        ),
        (
            "services/lampion/rules.yaml",
            "wanted > 12",
            "wanted >",
            "services/lampion/rules.yaml:10: borrow/outcomes/0/when",
        ),
        ("services/lampion/rules.yaml", "wanted > 12", "wantd > 12", "'wantd' is not known here"),
        ("services/lampion/rules.yaml", "wanted > 12", "wanted > 13", "the number 13 is typed here"),
        (
            "services/lampion/rules.yaml",
            "{ outcome: granted,",
            "{ when: wanted > 0, outcome: granted,",
            "End with a line",
        ),
        (
            HERE,
            "upl: []",
            "upl: []\nprovider: zon",
            f"{HERE}:8: 'zon' is not known. Add it to services/providers.yaml.",
        ),
        (HERE, "level: none", "level: none\nlife_events: [Ik ga slapen]", f"{HERE}:11: 'Ik ga slapen' is not known."),
        (HERE, "Een lampion lenen", "x" * 201, f"{HERE}:4: title/nl: this is too long. Write 200 letters at most."),
        (HERE, "newer_than_upl: true\n", "", f"{HERE}:7: A service has names of the UPL, or is newer than that list."),
        (HERE, "usual: 2 working days, ", "", "Add 'usual: 3 weeks', 'by_law: 8 weeks', or both."),
        ("services/parameters/licht.yaml", "from: 2027-01-01", "from: 2025-01-01", "Put the oldest first"),
        ("services/parameters/licht.yaml", ", example: true }", " }", "Add 'source: {law, article}'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_what_to_write(
    workshop: Workshop, file: str, old: str, new: str, said: str
) -> None:
    workshop.change(file, old, new)

    problems = workshop.problems()

    assert any(said.replace("{{", "{").replace("}}", "}") in one for one in problems), problems


def test_all_that_is_wrong_is_named_at_once(workshop: Workshop) -> None:
    workshop.change(HERE, "format: 1", "format: 2")
    workshop.change(HERE, "level: none\n", "")
    workshop.change(HERE, "start: {", "begin: {")
    workshop.write("services/lampion/steps.yaml", "a: [")
    workshop.write("services/lampion/texts/nl.md", "## about\n\nJe lampion kost € 3.\n")

    assert [re.sub(r" Write one of.*|^services/lampion/", "", one) for one in workshop.problems()] == [
        "service.yaml:1: format: '2' is not known here. Write 1.",
        "service.yaml:1: the file: nobody reads begin.",
        "service.yaml:1: the file: start, level missing. Add 'start', 'level'.",
        "steps.yaml:1: This is not YAML: did not find expected node content. Look at the indent and the colons.",
        "texts/nl.md:1: ## about: 'Je' is not the tone of nl. Write 'u' in nl and 'je' in nl_JE, never both.",
        "texts/nl.md:1: ## about: An amount is typed here. Make it a parameter and write {{parameter:its_name}}.",
    ]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("services/lampion/picture.png", b"\x89PNG", "Nobody reads this file."),
        ("services/lampion/rules.yaml", b"\xff\xfe", "is not UTF-8"),
        ("services/lampion/rules.yaml", b"a: 1\0", "NUL"),
        ("services/lampion/rules.yaml", b"x" * 600_000, "larger than 512 kB"),
        ("services/lampion/rules.yaml", b"a: 1\na: 2\n", "duplicate key"),
        ("services/lampion/texts/nl.md", b"## about\n\na\n\n## about\n\nb\n", "nl.md:5: '## about' stands here twice."),
        (
            "services/lampion/texts/nl.md",
            b"## Over\n\na\n",
            "nl.md:1: 'Over' cannot be a heading. Write '## about' for",
        ),
        ("services/lampion/steps.yaml", b"[]", "steps.yaml:1: the file: nothing in this list. Write at least 2."),
        (
            "services/lampion/steps.yaml",
            b"- key: ask\n",
            "1: number 1 (ask): label, detail, who missing. Write each step as",
        ),
        ("services/lampion/texts/en.md", b"## other\n\na\n", "does not stand in all languages"),
    ],
)
def test_a_file_that_is_no_good_is_refused(workshop: Workshop, file: str, content: bytes, said: str) -> None:
    workshop.write(file, content)

    assert any(said in problem for problem in workshop.problems())


@pytest.mark.parametrize("content", ["a: [x]\nb: *a", "a: !!python/name:os.system x", "? [a]\n: b", "a: 1\n---\nb: 2"])
def test_what_could_unfold_or_run_is_refused_with_its_line(workshop: Workshop, content: str) -> None:
    workshop.write("services/lampion/rules.yaml", content)

    assert any(":1: This is not YAML" in problem or ":2: This" in problem for problem in workshop.problems())


@pytest.mark.parametrize(
    "content", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "".join(" " * n + "a:\n" for n in range(900))]
)
def test_a_file_nested_without_end_is_refused(workshop: Workshop, content: str) -> None:
    workshop.write("services/lampion/rules.yaml", content)

    assert any("This is not YAML" in problem for problem in workshop.problems())


def test_a_few_aliases_do_not_unfold_into_millions(workshop: Workshop) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 8)]
    workshop.write("services/lampion/rules.yaml", "\n".join(lines))

    assert any("unfolds into too many values" in problem for problem in workshop.problems())


def test_words_mean_what_they_mean_in_yaml_1_2() -> None:
    """The core schema of YAML 1.2.2, 10.3.2; JSON has no infinity, so that stays text."""
    text = "[no, on, yes, Off, 2026-11-22, 12:30, 1_000, .inf, '12', true, NULL, ~, 012, 0o14, 0xC, -3, 1.50, .5, 1e3, a: b]"

    assert located(text, "x").data == [
        *("no", "on", "yes", "Off", "2026-11-22", "12:30", "1_000", ".inf", "12"),
        *(True, None, None, 12, 12, 12, -3, 1.5, 0.5, 1000.0, {"a": "b"}),
    ]


def test_what_an_organisation_changes_lies_over_the_base(workshop: Workshop) -> None:
    workshop.write("local/lommerwaard/lampion/service.yaml", "owner: Team Zon\nlead: { en: You borrow a lantern. }\n")

    service = workshop.package().sections["service"]

    assert (service["owner"], service["slug"]) == ("Team Zon", "lampion")
    assert service["lead"] == {"nl": "U leent een lampion.", "en": "You borrow a lantern."}


def test_a_fault_in_a_local_change_points_at_the_local_file(workshop: Workshop) -> None:
    workshop.write("local/lommerwaard/lampion/service.yaml", "\n\nlevel: some\n")

    assert workshop.problems()[0].startswith("lommerwaard/lampion/service.yaml:3: level: 'some'")


def test_an_organisation_may_have_an_amount_of_its_own(workshop: Workshop) -> None:
    own = "- { name: lampion_borg, title: x, unit: euro, keeper: x, values: [{ from: 2026-01-01, value: 3, example: true }] }"
    workshop.write("local/lommerwaard/parameters/own.yaml", own)
    base = Workshop(workshop.shelf.home.parent / "elsewhere")

    assert workshop.shelf.parameters().on("lampion_borg", date(2026, 6, 1)).value == 3
    assert base.shelf.parameters().on("lampion_borg", date(2026, 6, 1)).value == 7.5


def test_the_same_content_has_the_same_hash_and_other_content_another(workshop: Workshop) -> None:
    first = workshop.package().hash
    workshop.write(HERE, "# a remark changes nothing\n" + SERVICE)
    again = workshop.package().hash
    workshop.change(HERE, "Team Licht", "Team Donker")

    assert first == again
    assert workshop.package().hash != first


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)), at=st.integers(0, 500))
def test_no_file_whatever_breaks_the_reader(workshop: Workshop, content: bytes, at: int) -> None:
    """Rubbish anywhere in the file gives a package or a PackageError, never anything else."""
    sound = SERVICE.encode()
    workshop.write(HERE, sound[:at] + content + sound[at:])
    problems = problems_of(workshop)
    judged = {one.problem for one in judge(workshop.shelf, "lampion", ground_of(workshop.shelf), {"lamp": "x"})}
    assert judged >= {*problems}
    for problem in problems:
        assert problem.line >= 1
        assert problem.write_instead


def problems_of(workshop: Workshop) -> tuple[Problem, ...]:
    try:
        load(workshop.shelf, "lampion")
    except PackageError as refused:
        return refused.problems
    return ()


@pytest.mark.parametrize("slug", ["", "..", "../parameters", "geen-dienst", "lampion/texts"])
def test_a_slug_that_is_no_package_is_refused(workshop: Workshop, slug: str) -> None:
    with pytest.raises(PackageError, match="There is no such package"):
        load(workshop.shelf, slug)


PROVIDERS = "zon:\n  name: De Zon\n  kind: private\n  does: { nl: De zon geeft licht. }\n  url: https://zon.example/\n"


def test_a_service_of_a_provider_with_a_website_says_where_to_start(workshop: Workshop) -> None:
    workshop.write("services/providers.yaml", PROVIDERS)
    workshop.change(HERE, "upl: []", "upl: []\nprovider: zon")

    assert workshop.problems() == [f"{HERE}:8: Nothing says where to start. Add 'door', such as https://zon.example/."]

    workshop.change(
        HERE, "level: none", "door: { url: 'https://zon.example/', text: { nl: Naar de zon } }\nlevel: none"
    )
    assert workshop.package().sections["service"]["provider"] == "zon"


def test_a_fault_in_the_list_of_providers_points_at_that_list(workshop: Workshop) -> None:
    workshop.write("services/providers.yaml", PROVIDERS + "  phone: { number: 14 0399 }\n")

    (problem,) = workshop.problems()
    assert problem.startswith("services/providers.yaml:6: zon/phone: something is missing. Add 'source: <page>' and")


def test_a_journey_needs_a_promise_and_a_rule_for_what_is_kept(workshop: Workshop) -> None:
    moving = load(shelf(), "verhuismelding")
    folder = shelf().home / "verhuismelding"
    for path in folder.rglob("*.*"):
        workshop.write(f"services/lampion/{path.relative_to(folder)}", path.read_bytes())
    text = (folder / "service.yaml").read_text().replace("slug: verhuismelding", "slug: lampion")
    workshop.write("services/life_events.yaml", (shelf().home / "life_events.yaml").read_bytes())
    without = re.sub(r"(?m)^(promise|retention):\n(  .*\n)+", "", text)
    workshop.write(HERE, without + "door: { url: 'https://zon.example/', text: { nl: Naar de zon } }\n")

    said = " ".join(workshop.problems())

    assert "journey" in moving.sections
    assert "promise missing: this service has a journey." in said
    assert "retention missing: this service has a journey." in said
    assert "This service has a journey, so it starts here. Leave out 'door'." in said
