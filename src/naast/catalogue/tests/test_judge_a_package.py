"""The check says what a package lacks and what is not plain Dutch: file, line, what to write instead. Advice is not red."""

from __future__ import annotations

from pathlib import Path

import pytest

from naast.catalogue.packages.drafting import draft_je
from naast.catalogue.packages.judging import judge, official_names, remarks_on_shelf
from naast.catalogue.packages.judging.readability import findings_in
from naast.catalogue.packages.loading import ground_of
from naast.catalogue.packages.surroundings import Surroundings
from naast.catalogue.tests.conftest import Workshop
from naast.catalogue.types import Need, NeedsOfQuestion, Package

SERVICE, TEXT, WORDS = (f"services/lampion/{one}" for one in ("service.yaml", "texts/nl.md", "words.yaml"))
SAYINGS = "\n".join(f"    - ik wil licht nummer {number}" for number in range(14))


@pytest.fixture
def whole(workshop: Workshop) -> Workshop:
    """A package that nobody has anything to say about."""
    workshop.write(WORDS, f"strong: {{ nl: [lampion, lantaarn, lichtje] }}\nasks:\n  nl:\n{SAYINGS}\n")
    workshop.write(
        "services/lampion/steps.yaml",
        "- { key: ask, who: resident, label: { nl: Vraag erom }, detail: { nl: Bel ons. } }\n"
        "- { key: get, who: organisation, label: { nl: Wij brengen hem }, detail: { nl: Dezelfde dag. } }\n",
    )
    workshop.write(TEXT, "## about\n\nEen lampion geeft licht.\nHij is van papier.\n\n## need\n\n- Niets.\n")
    workshop.write("services/lampion/texts/nl_JE.md", "## about\n\nEen lampion geeft licht.\n\n## need\n\n- Niets.\n")
    workshop.change(SERVICE, "U leent een lampion.", "U leent een lampion., nl_JE: Je leent een lampion.")
    more = "  - { key: who, kind: condition, text: { nl: Iedereen mag. }, example: true }\n"
    workshop.change(SERVICE, "newer_than_upl", more + more.replace("who", "long") + "newer_than_upl")
    workshop.change("services/lampion/rules.yaml", "U vroeg er {{value:wanted}}.", "Dat zijn er {{value:wanted}}.")
    return workshop


def said_of(workshop: Workshop, official: dict[str, str] | None = None, *, advice: bool = False) -> list[str]:
    remarks = judge(workshop.shelf, "lampion", ground_of(workshop.shelf), official or {})
    return [str(one.problem) for one in remarks if one.is_advice == advice]


def test_a_whole_package_in_plain_words_has_nothing_to_mend(whole: Workshop) -> None:
    assert said_of(whole) == []
    assert said_of(whole, advice=True) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (WORDS, "    - ik wil licht nummer 3\n", "", f"{WORDS}:3: asks/nl: 13 different ones. Give at least 14"),
        (WORDS, "licht nummer 3\n", "licht nummer 4\n", "asks/nl: 14 different ones."),
        (WORDS, ", lichtje", "", f"{WORDS}:1: strong/nl: 2 different ones. Give at least 3"),
        (SERVICE, "kind: fee", "kind: term", f"{SERVICE}:13: Nothing says what it costs."),
        (SERVICE, ", nl_JE: Je leent een lampion.", "", f"{SERVICE}:5: lead: no je-form. Run 'naast services je'"),
        (TEXT, "## need\n\n- Niets.\n", "", "Write '## about' and '## need' in texts/nl.md."),
        (TEXT, "Hij is van papier.", "Middels papier.", f"{TEXT}:4: about: 'Middels' is not plain Dutch. Write: met."),
        (TEXT, "- Niets.", "- Niets, behalve haast!", f"{TEXT}:8: need: An exclamation mark. Write a full stop."),
    ],
)
def test_what_must_be_mended_is_named_with_its_line(whole: Workshop, file: str, old: str, new: str, said: str) -> None:
    whole.change(file, old, new)
    if "## need" in old:
        whole.change("services/lampion/texts/nl_JE.md", old, new)

    assert any(said in one for one in said_of(whole)), said_of(whole)


OWN = "local/lommerwaard/lampion"


@pytest.mark.parametrize(
    ("file", "words", "said"),
    [
        (
            "texts/nl.md",
            "\n## need\n\n- Geduld.\n",
            "nl.md:2: need: residents whom you address with je read the old text.",
        ),
        ("texts/nl_JE.md", "## need\n\n- Geduld.\n", "need: residents whom you address with u read the old text."),
        (
            "service.yaml",
            "lead: { nl: U leent licht. }\n",
            "lead: residents whom you address with je read the old text.",
        ),
    ],
)
def test_an_own_sentence_in_one_tone_leaves_who_reads_the_other_with_the_old_one(
    whole: Workshop, file: str, words: str, said: str
) -> None:
    whole.write(f"{OWN}/{file}", words)

    (found,) = said_of(whole)
    assert found.startswith("lommerwaard/lampion/")
    assert said in found
    if "with je" in said:
        draft_je(whole.shelf.local_home / "lommerwaard" / "lampion")
        assert said_of(whole) == []


def test_an_owner_keeps_pages_and_a_name_is_official(whole: Workshop) -> None:
    whole.write("services/owners.yaml", "- { name: Team Zon, keeps: Zonlicht. }\n")
    whole.change(SERVICE, "upl: []", "upl: [{ name: lampion, uri: http://standaarden.overheid.nl/owms/terms/lamp }]")
    whole.change(SERVICE, "newer_than_upl: true\n", "")

    assert said_of(whole)[0].startswith(f"{SERVICE}:8: 'Team Licht' keeps no pages. Write one of: Team Zon.")
    assert "'lampion' is not in the UPL." in said_of(whole, {"lantaarn": "x"})[1]
    assert "Write http://lampion." in said_of(whole, {"lampion": "http://lampion"})[1]


def test_official_names_are_read_where_the_list_is(tmp_path: Path) -> None:
    (tmp_path / "upl").mkdir()
    (tmp_path / "upl" / "UPL-actueel.csv").write_text("UniformeProductnaam,URI,Rijk\nlampion,http://lampion,X\n")

    assert official_names(tmp_path) == {"lampion": "http://lampion"}
    assert official_names(tmp_path / "elsewhere") == {}


TWENTY_TWO = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien a b c d e f g"


@pytest.mark.parametrize(
    ("text", "faults", "advice"),
    [
        ("We bellen u morgen. U hoort het dan.", [], []),
        (TWENTY_TWO.removesuffix(" a b c d e f g") + ".", [], []),
        (TWENTY_TWO + ".", [], ["length"]),
        (TWENTY_TWO + " h.", ["length"], []),
        ("Dit is kort.\n" + TWENTY_TWO + ".\nEn dit ook.", [], ["length"]),
        ("Er wordt gekeken naar uw vraag.", ["nobody"], []),
        ("Uw vraag wordt bekeken.", [], ["passive"]),
        ("Als de huur is betaald wordt gekeken wat kan.", [], ["passive"]),
        ("U wordt 18 jaar. De gemeente wordt groter. Wij worden geen bedrijf.", [], []),
        ("Neem een foto mee (of een kopie).", ["brackets"], []),
        ("Lees het op [de pagina](https://voorbeeld.nl/pad).", [], []),
        ("Neem mee: paspoort, rijbewijs enz. Meer niet.", ["abbreviation"], []),
        ("Dat geldt o.a. voor kinderen.", ["abbreviation"], []),
        ("Indien u verhuist, bel ons.", ["jargon"], []),
        ("U kunt het indienen.", [], ["jargon"]),
        ("Een verblijfsvergunningsaanvraag.", [], ["long word"]),
        ("Welkom!", ["exclamation"], []),
    ],
)
def test_a_sentence_is_judged_by_rules_that_a_writer_can_follow(
    text: str, faults: list[str], advice: list[str]
) -> None:
    found = list(findings_in(text))

    assert [one.rule for one in found if not one.is_advice] == faults
    assert [one.rule for one in found if one.is_advice] == advice


def test_a_title_may_say_what_it_is_short_for() -> None:
    assert list(findings_in("Burgerservicenummer (BSN)", is_title=True)) == []
    assert list(findings_in("De gehandicaptenparkeerkaart.", known=frozenset({"gehandicaptenparkeerkaart"}))) == []


def test_a_finding_knows_on_which_line_its_sentence_begins() -> None:
    found = list(findings_in("Een zin. Nog een.\nEen derde,\ndie doorloopt. Dus!\n\n- Een punt.\n- Dus!"))

    assert [one.line for one in found] == [2, 5]


def on_shelf(slug: str, question: int) -> Package:
    return Package(slug, {"service": {"resident_questions": [question]}}, {}, "", "")


def needing(*services: str, number: int = 10, owner: str = "Team Zon") -> Surroundings:
    need = Need("n", {"nl": "N"}, {"nl": "n"}, services)
    return Surroundings({}, {}, ("Team Zon",), {number: NeedsOfQuestion(number, owner, (need,), ())}, ())


@pytest.mark.parametrize(
    ("around", "faults", "advice"),
    [
        (needing("lampion"), [], []),
        (needing("lampion", "lantaarn"), [], ["No package yet: lantaarn."]),
        (needing("lampion", "lampion"), ["lampion stands in 2 needs of question 10."], []),
        (needing(), ["lampion stands in 0 needs of question 10."], []),
        (
            needing("lampion", number=4),
            ["lampion stands in 0 needs of question 10.", "lampion stands at question 4, its first is 10."],
            [],
        ),
        (needing("lampion", owner="Team Maan"), ["'Team Maan' of question 10 keeps no pages."], []),
    ],
)
def test_each_service_stands_in_one_need_of_its_first_question(
    around: Surroundings, faults: list[str], advice: list[str]
) -> None:
    remarks = [*remarks_on_shelf([on_shelf("lampion", 10)], "services", around)]
    about_needs = [one for one in remarks if one.problem.file == "services/questions.yaml"]

    assert [one.problem.problem for one in about_needs if not one.is_advice] == faults
    assert [one.problem.problem for one in about_needs if one.is_advice] == advice
