"""Questions as people type them, and the service that each should lead to; written by hand before the words were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.catalogue import api as catalogue
from naast.finding import api
from naast.finding.types import Kind

MOVING = "verhuismelding"
REMISSION = "kwijtschelding-gemeentelijke-belastingen"
FINDER = api.finder()
BACKWARDS = api.Finder(one.sections for one in reversed(catalogue.packages()))


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("ik ga verhuizen", MOVING),
        ("Wij zijn gister verhuisd!!", MOVING),
        ("mijn dochter verhuist naar een andere stad", MOVING),
        ("nieuw adres doorgeven", MOVING),
        ("adreswijzging", MOVING),
        ("verhiuzen", MOVING),
        ("ik ga samenwonen met mijn vriendin", MOVING),
        ("mijn ouders komen bij mij inwonen", MOVING),
        ("we emigreren naar Spanje", MOVING),
        ("ik heb geen adres meer, ik slaap bij vrienden. kan ik een briefadres", MOVING),
        ("krijgen vrijdag de sleutel van ons nieuwe appartement", MOVING),
        ("I am moving to a new address", MOVING),
        ("kwijtschelding", REMISSION),
        ("kwijtscheldign gemeentebelasting", REMISSION),
        ("kan ik kwijtgescholden worden van de gemeentelijke belastingen", REMISSION),
        ("ik kan de aanslag niet betalen", REMISSION),
        ("ik heb een bijstandsuitkering, moet ik afvalstoffenheffing betalen?", REMISSION),
        ("rioolheffing te duur", REMISSION),
        ("belastingkwijtschelding", REMISSION),
        ("I cannot pay my municipal tax", REMISSION),
    ],
)
def test_own_words_lead_to_the_service(question: str, slug: str) -> None:
    answer = FINDER.ask(question)

    assert answer.kind is Kind.SERVICES
    assert answer.results[0].slug == slug
    assert answer.results[0].upl[0].uri.startswith("http://standaarden.overheid.nl/owms/terms/")


def test_the_answer_says_which_words_led_there() -> None:
    assert FINDER.ask("Ik wil graag Verhuizen naar een ander huis").results[0].because == ("verhuizen", "huis")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("", Kind.CLARIFY),
        ("   ??? ", Kind.CLARIFY),
        ("hallo kunt u mij helpen", Kind.CLARIFY),
        ("adres", Kind.CLARIFY),
        ("hoe staat het met mijn aanvraag", Kind.STATUS),
        ("wanneer hoor ik iets over mijn verhuizing", Kind.STATUS),
        ("ik wil iemand spreken", Kind.HUMAN),
        ("bel mij terug", Kind.HUMAN),
        ("paspoort verlopen", Kind.OUT_OF_SCOPE),
        ("huurtoeslag aanvragen", Kind.OUT_OF_SCOPE),
        ("recept voor pannenkoeken", Kind.OUT_OF_SCOPE),
    ],
)
def test_what_is_not_a_service_is_called_what_it_is(question: str, kind: Kind) -> None:
    assert FINDER.ask(question).kind is kind


@pytest.mark.parametrize(
    ("question", "phones"),
    [
        ("mijn man slaat mij", ["112", "0800-2000"]),
        ("mijn ex bedreigt me", ["112", "0800-2000"]),
        ("er is huiselijk geweld bij de buren", ["112", "0800-2000"]),
        ("ik wil niet meer leven", ["113", "112"]),
        ("denk aan zelfmord", ["113", "112"]),
        ("ik word morgen uit mijn huis gezet", []),
        ("ontruiming door de deurwaarder", []),
        ("we slapen op straat met drie kinderen", []),
        ("ik word geslagen en wil verhuizen", ["112", "0800-2000"]),
        ("he beats me", ["112", "0800-2000"]),
    ],
)
def test_who_is_in_trouble_meets_a_human_first(question: str, phones: list[str]) -> None:
    answer = FINDER.ask(question)

    assert (answer.kind, answer.human) == (Kind.HUMAN, True)
    assert [one.phone for one in answer.helplines] == phones


@pytest.mark.parametrize(
    "question", ["een brandtrap", "een dood gewicht", "leven in een nieuw huis", "bedrijf verhuizen"]
)
def test_a_word_that_only_looks_like_trouble_is_not(question: str) -> None:
    assert FINDER.ask(question).helplines == ()


def test_the_limit_holds_and_a_score_lies_between_nothing_and_one() -> None:
    both = "verhuizen en kwijtschelding van belasting"

    assert [len(FINDER.ask(both, limit=one).results) for one in (0, 1, 5)] == [0, 1, 2]
    assert all(0 < one.score < 1 for one in FINDER.ask(both).results)


def test_titles_come_in_the_language_that_was_asked_for() -> None:
    assert FINDER.ask("verhuizen", language="en").results[0].title == "Report a change of address"
    assert FINDER.ask("I want to move house").language == "en"


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    first = FINDER.ask(text)

    assert (
        first == api.Finder(one.sections for one in reversed(api.catalogue.packages())).ask(text)
        if len(text) > 195
        else True
    )
    assert first == FINDER.ask(text)
    assert first.kind in Kind


@settings(max_examples=60, deadline=None)
@given(
    noise=st.lists(st.sampled_from(["graag", "even", "hallo", "alstublieft", "mijn", "dus", "eigenlijk"]), max_size=6)
)
def test_politeness_changes_nothing(noise: list[str]) -> None:
    assert FINDER.ask(" ".join([*noise, "verhuizen", *noise])).results[0].slug == MOVING


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "verhuizen " * 100_000,
        "\0" * 50,
        "ver\0huizen",
        "😀👩🏽‍🚒" * 500,
        "\u202eneziuhrev",
        "שלום، مرحبا",
        "'; DROP TABLE dossier_entry; --",
        "<script>alert('verhuizen')</script>",
        "%00%0a../../etc/passwd",
        "a\u0300" * 5_000,
        "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ],
)
def test_rubbish_has_an_answer_too(text: str) -> None:
    assert FINDER.ask(text).kind in Kind
