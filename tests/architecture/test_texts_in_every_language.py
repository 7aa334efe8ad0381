"""Every text is there in u, in je and in English; no voice slips into another. `scripts/words` gathers them."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from django.utils.translation import gettext, ngettext, override

from naast.catalogue.packages.judging.readability import findings_in
from naast.catalogue.packages.reading import read_yaml

ROOT = Path(__file__).parents[2]
WORDS = runpy.run_path(str(ROOT / "scripts" / "words"))
SAYS_U: re.Pattern[str] = WORDS["SAYS_U"]
SAYS_JE = re.compile(r"\b(?:je|jij|jou|jouw|jezelf|jullie)\b", re.IGNORECASE)
DUTCH = re.compile(
    r"\b(?:aan|bent|bij|dat|deze|dit|een|geen|heeft|het|hoe|jij|jouw|kunt|maar|naar|niet|nog|ons|ook|uit|uw|van|voor|wij|wordt)\b",
    re.IGNORECASE,
)
FILLED_IN = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")
# Names of the tones themselves, for somebody who chooses between them.
ABOUT_TONES = {"Zeg ‘u’ tegen mij", "Zeg ‘je’ tegen mij", "In het Nederlands, met je", "In het Nederlands, met u"}


@pytest.fixture(scope="module")
def found() -> Catalog:
    return WORDS["gathered"]()


@pytest.fixture(scope="module", params=WORDS["LANGUAGES"])
def translated(request: pytest.FixtureRequest, found: Catalog) -> tuple[str, list[Message]]:
    return request.param, [message for message in WORDS["merged"](request.param, found) if message.id]


def test_no_text_waits_for_a_translation(translated: tuple[str, list[Message]]) -> None:
    language, texts = translated
    waiting = [message.id for message in texts if not WORDS["is_done"](message)]
    assert not waiting, f"Run scripts/words and write these in locale/{language}: {waiting}"


def test_a_translation_fills_in_the_same_as_its_text(translated: tuple[str, list[Message]]) -> None:
    for message in translated[1]:
        for text, said in zip(WORDS["forms"](message), WORDS["translations"](message), strict=True):
            assert sorted(FILLED_IN.findall(said)) == sorted(FILLED_IN.findall(text)), text


def test_the_source_says_u_and_je_says_je(found: Catalog) -> None:
    sources = [form for message in found if message.id for form in WORDS["forms"](message)]
    assert [text for text in sources if SAYS_JE.search(text) and text not in ABOUT_TONES] == []
    spoken = [
        said for message in WORDS["merged"]("nl_JE", found) if message.id for said in WORDS["translations"](message)
    ]
    assert [text for text in spoken if SAYS_U.search(text) and text not in ABOUT_TONES] == []


def test_every_text_is_plain_dutch(found: Catalog) -> None:
    """Held to what a service package is held to (docs/decisions/0062): what is sure there is red here, advice is not."""
    said = {text for message in found if message.id for text in WORDS["forms"](message)}
    hard = {
        text: [one.what for one in findings_in(FILLED_IN.sub("waarde", text)) if not one.is_advice] for text in said
    }
    assert {text: why for text, why in hard.items() if why} == {}
    assert len(said) > 900


def test_english_is_english(found: Catalog) -> None:
    spoken = [said for message in WORDS["merged"]("en", found) if message.id for said in WORDS["translations"](message)]
    assert [text for text in spoken if DUTCH.search(text)] == []


def test_django_finds_the_tones_and_speaks_dutch_itself() -> None:
    for language, code, required in (
        ("nl", "Uw code", "Dit veld is verplicht."),
        ("nl-je", "Je code", "Dit veld is verplicht."),
        ("en", "Your code", "This field is required."),
    ):
        with override(language):
            assert (gettext("Uw code"), gettext("This field is required.")) == (code, required)
    with override("nl-je"):
        assert gettext("Wat er gebeurde") == "Wat er gebeurde"
        assert ngettext("We missen nog 1 ding", "We missen nog %(count)s dingen", 2) == "We missen nog %(count)s dingen"


@pytest.mark.parametrize(
    "package", sorted(path.parent for path in ROOT.glob("services/*/service.yaml")), ids=lambda one: one.name
)
def test_a_package_says_everything_in_each_of_its_languages(package: Path) -> None:
    """Each has u and je; English only where there is texts/en.md, and then all of it."""
    languages = [one for one in ("nl", "nl_JE", "en") if (package / "texts" / f"{one}.md").exists()]
    assert languages[:2] == ["nl", "nl_JE"]
    for path in sorted(set(package.glob("*.yaml")) - {package / "skills.yaml"}):  # which only workers read
        for words in _words(read_yaml(path, path.name).data):
            assert words.get("en") or "en" not in languages, f"{path.name}: no English for {words['nl']!r}"
            assert "nl_JE" in words or not SAYS_U.search(words["nl"]), f"{path.name}: no je for {words['nl']!r}"
            assert not SAYS_JE.search(words["nl"]), words["nl"]
            assert not SAYS_U.search(words.get("nl_JE", "")), words["nl_JE"]
            assert not DUTCH.search(words.get("en", "")), words["en"]
    headings = [re.findall(r"^## .+$", (package / "texts" / f"{one}.md").read_text("utf-8"), re.M) for one in languages]
    assert all(one == headings[0] for one in headings)


def _words(part: Any) -> Iterator[dict[str, str]]:
    """The texts in a package: whatever has a Dutch text beside others."""
    if isinstance(part, dict) and isinstance(part.get("nl"), str):
        yield part
    elif isinstance(part, dict | list):
        for one in part.values() if isinstance(part, dict) else part:
            yield from _words(one)
