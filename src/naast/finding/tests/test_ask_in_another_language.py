"""Who writes another language is heard when in danger, not when not, and sees the service that it is about beside a human.

Counted on 2026-11-23, with the model taught that afternoon, over Frisian, German, Turkish, Polish, Ukrainian, Arabic, French,
Spanish and Romanian. The messages are ours, by the hand that chose the words of danger too; nobody who grew up with these
languages wrote or read them yet. The first words of danger, tried on 90 messages written after them, heard 63. With more words,
chosen by those 90, of 45 written after that 40 were heard (Frisian 3 of 5), and of 45 calm ones none was an alarm. The level from
which the meaning is believed was set with all of them in sight: 352 of 360 in danger heard, 3 of 360 calm ones an alarm.
The service, without Frisian: among the first three named for 111 of 120; with the level of before, for 85.
Counted again at midnight, with the sentences of that night and Frisian read as Dutch: 353 and 4 of 360, 41 and 0 of the last 45,
the service for 110.
Frisian is read as Dutch, word by word. The service stood first for 4 of 20 without that, for 19 with words chosen by those;
of 12 questions written after that for 9, and among the first three for 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from naast.finding.matching.answering import Finder
from naast.finding.matching.languages import in_dutch, language_of
from naast.finding.matching.urgent import urgencies_in
from naast.finding.matching.words import plain
from naast.finding.types import Kind

_FILE = Path(__file__).parent / "languages.yaml"
MESSAGES: dict[str, dict[str, Any]] = YAML(typ="safe", pure=True).load(_FILE.read_text("utf-8"))
ABROAD = tuple(code for code in MESSAGES if code != "fy")


def _messages(*parts: str) -> Iterator[tuple[str, str]]:
    return ((code, text) for code, said in MESSAGES.items() for part in parts for text in said[part])


def test_nearly_all_who_are_in_danger_are_heard(finder: Finder) -> None:
    said = list(_messages("danger", "later_danger", "last_danger"))
    unheard = [one for one in said if not finder.ask(one[1]).in_trouble]

    assert len(unheard) <= len(said) * 0.05, unheard


def test_whom_nobody_chose_a_word_for_is_heard_too(finder: Finder) -> None:
    said = list(_messages("last_danger"))
    unheard = [one for one in said if not finder.ask(one[1]).in_trouble]

    assert len(unheard) <= len(said) * 0.15, unheard


def test_fewer_than_one_in_fifty_calm_messages_are_an_alarm(finder: Finder) -> None:
    said = list(_messages("calm", "later_calm", "last_calm"))
    alarmed = [one for one in said if finder.ask(one[1]).in_trouble]

    assert len(alarmed) * 50 < len(said), alarmed


@pytest.mark.parametrize("language", ABROAD)
def test_the_service_that_it_is_about_is_named_beside_a_human(finder: Finder, language: str) -> None:
    asks = MESSAGES[language]["asks"]
    answers = [(slug, finder.ask(text)) for text, slug in asks]
    named = [slug for slug, answer in answers if slug in answer.named[:3]]

    assert len(named) >= len(asks) * 0.7
    assert {answer.kind for _, answer in answers if answer.tongue} == {Kind.HUMAN}


def test_the_service_is_named_for_most(finder: Finder) -> None:
    asks = [ask for language in ABROAD for ask in MESSAGES[language]["asks"]]
    named = [slug for text, slug in asks if slug in finder.ask(text).named[:3]]

    assert len(named) >= len(asks) * 0.8


@pytest.mark.parametrize(("part", "share"), [("asks", 0.9), ("last_asks", 0.6)])
def test_frisian_is_read_as_dutch(finder: Finder, part: str, share: float) -> None:
    asks = MESSAGES["fy"][part]
    missed = [text for text, slugs in asks if finder.ask(text).results[0].slug not in slugs.split("|")]

    assert len(missed) <= len(asks) * (1 - share), missed


def test_words_that_are_all_dutch_are_not_frisian() -> None:
    assert language_of("ze slaan me dood hier") == "nl"


def test_a_word_that_frisian_shares_with_dutch_stays() -> None:
    assert in_dutch("Ús mem is har rydbewiis kwyt, yn Ljouwert") == "ons moeder is haar rijbewijs kwijt, in Ljouwert"


def test_nobody_is_told_to_have_written_our_dutch(finder: Finder) -> None:
    answer = finder.ask("ik ha myn rydbewiis ferlern")

    assert (answer.results[0].slug, answer.heard, answer.needs) == ("rijbewijs-kwijt", (), ())


def test_who_is_in_danger_reads_the_alarm_number_first_in_the_own_language(finder: Finder) -> None:
    danger, calm = finder.ask("mąż mnie bije").tongue, finder.ask("potrzebuję nowy paszport").tongue

    assert danger is not None
    assert calm is not None
    assert danger.say.startswith("Jest teraz niebezpieczeństwo? Proszę zadzwonić pod 112. ")
    assert danger.say.endswith(calm.say)


@pytest.mark.parametrize("language", ABROAD)
def test_the_language_is_known(language: str) -> None:
    """Of messages of a few words. Who is taken for Dutch is answered in Dutch, with the same services and the same alarm."""
    said = [text for code, text in _messages("danger", "calm") if code == language]

    assert sum(language_of(text) == language for text in said) >= len(said) * 0.9


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("no money no room, I sleep under a bridge", "en"),
        ("net een puppy, moet ik hier hondenbelasting betalen?", "nl"),
        ("mijn menu en mijn visa zijn op", "nl"),
        ("is er een bal masque in de commune", "nl"),
        ("I want a visa for la familia", "en"),
    ],
)
def test_a_word_from_elsewhere_does_not_make_another_language(question: str, language: str) -> None:
    assert language_of(question) == language


def test_words_of_danger_count_only_in_their_own_language() -> None:
    assert urgencies_in("arde casa", "ro")
    assert urgencies_in("arde casa", "es") == ()
    assert urgencies_in("arde casa") == ()


@pytest.mark.parametrize(("typed", "read"), [("łóżko", "lozko"), ("sıktı", "sikti"), ("Straße", "strasse")])
def test_letters_are_read_as_they_are_typed_without_marks(typed: str, read: str) -> None:
    assert plain(typed) == read
