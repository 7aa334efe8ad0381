"""Questions as people type them, and what each should lead to; written by hand before the words were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naast.finding.matching.answering import Finder
from naast.finding.types import Kind

MOVING = "verhuismelding"
REMISSION = "kwijtschelding-gemeentelijke-belastingen"


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("ik ga verhuizen", MOVING),
        ("Wij zijn gister verhuisd!!", MOVING),
        ("nieuw adres doorgeven", MOVING),
        ("adreswijzging", MOVING),
        ("verhiuzen", MOVING),
        ("krijgen vrijdag de sleutel van ons nieuwe appartement", MOVING),
        ("I am moving to a new address", MOVING),
        ("kwijtschelding", REMISSION),
        ("kwijtscheldign gemeentebelasting", REMISSION),
        ("kan ik kwijtgescholden worden van de gemeentelijke belastingen", REMISSION),
        ("paspoort verlopen", "paspoort"),
        ("rij bewijs kwijt", "rijbewijs-kwijt"),
        ("huurtoeslag aanvragen", "huurtoeslag"),
        ("mijn grijze bak is kapot", "afvalcontainer"),
        ("we emigreren naar Spanje", "emigratie"),
        ("ik heb geen vast adres, kan ik een briefadres", "briefadres"),
        ("lantaarnpaal doet het niet", "melding-straatverlichting"),
        ("I lost my driving licence", "rijbewijs-kwijt"),
        ("niet mijn paspoort maar mijn rijbewijs is gestolen", "rijbewijs-kwijt"),
    ],
)
def test_own_words_lead_to_the_service(finder: Finder, question: str, slug: str) -> None:
    assert finder.ask(question).results[0].slug == slug


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("any news about my parking permit? sent it on the 3rd", "parkeervergunning"),
        ("is er al nieuws over mijn bezwaar van vorige maand", "bezwaar"),
        ("ik wacht nog steeds op bericht over de traplift voor mijn vrouw", "woningaanpassing"),
    ],
)
def test_who_waits_sees_what_they_wait_for(finder: Finder, question: str, slug: str) -> None:
    answer = finder.ask(question)

    assert answer.kind is Kind.STATUS
    assert slug in {one.slug for one in answer.results[:3]}


@pytest.mark.parametrize(
    ("question", "knows"),
    [
        ("waar blijft mijn huurtoeslag", "huurtoeslag"),
        ("waar blijft de vuilniswagen", "afvalkalender"),
        ("waar blijft mijn parkeervergunning", ""),
        ("hoe staat het met mijn aanvraag", ""),
    ],
)
def test_who_waits_for_what_is_not_requested_here_reads_who_knows(finder: Finder, question: str, knows: str) -> None:
    answer = finder.ask(question)

    assert (answer.kind, answer.knows, answer.leads_to) == (Kind.STATUS, knows, knows)


def test_the_answer_says_which_words_led_there(finder: Finder) -> None:
    assert finder.ask("Ik wil graag Verhuizen naar een ander huis").results[0].because[0] == "verhuizen"


def test_one_letter_is_no_part_of_a_compound(finder: Finder) -> None:
    assert "i" not in finder.ask("I lost my driving licence").results[0].because


def test_a_result_carries_its_official_name(finder: Finder) -> None:
    upl = finder.ask("ik ga verhuizen").results[0].upl[0]

    assert (upl.name, upl.uri) == ("verhuismelding", "http://standaarden.overheid.nl/owms/terms/verhuismelding")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("ik ga verhuizen", Kind.SERVICES),
        ("", Kind.CLARIFY),
        ("   ??? ", Kind.CLARIFY),
        ("adres", Kind.CLARIFY),
        ("hoe staat het met mijn aanvraag", Kind.STATUS),
        ("waar blijft mijn paspoort", Kind.STATUS),
        ("ik wil iemand spreken", Kind.HUMAN),
        ("bel mij terug", Kind.HUMAN),
        ("mijn moeder is overleden, wat moet ik allemaal regelen", Kind.LIFE_EVENT),
        ("we krijgen een kind", Kind.LIFE_EVENT),
        ("recept voor pannenkoeken", Kind.OUT_OF_SCOPE),
        ("mijn wifi doet het niet", Kind.OUT_OF_SCOPE),
    ],
)
def test_a_question_is_taken_for_what_it_is(finder: Finder, question: str, kind: Kind) -> None:
    assert finder.ask(question).kind is kind


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("beugels in de douche", "woningaanpassing"),
        ("geweldige buurtfeest aanvragen", "evenement"),
        ("batterijen weggooien", "afval-scheiden"),
    ],
)
def test_what_one_service_surely_answers_is_not_of_nobody_here(finder: Finder, question: str, slug: str) -> None:
    assert finder.ask(question).leads_to == slug


@pytest.mark.parametrize("question", ["printer tablet verbinding", "mobiel abonnement opzeggen", "mijn wifi is traag"])
def test_what_is_likely_but_of_nobody_here_stays_so(finder: Finder, question: str) -> None:
    assert finder.ask(question).kind is Kind.OUT_OF_SCOPE


def test_an_event_brings_all_its_services(finder: Finder) -> None:
    event = finder.ask("mijn moeder is overleden, wat moet ik allemaal regelen").event

    assert event is not None
    assert "overlijdensaangifte" in event.slugs


def test_whose_it_is_otherwise_is_said(finder: Finder) -> None:
    assert "aanbieder van internet" in finder.ask("mijn wifi doet het niet").elsewhere["nl"]


def test_two_needs_in_one_line_are_both_answered(finder: Finder) -> None:
    answer = finder.ask("ik ga verhuizen en mijn paspoort is verlopen")

    assert {one.result.slug for one in answer.needs} == {MOVING, "paspoort"}
    assert {one.slug for one in answer.results[:2]} == {MOVING, "paspoort"}


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("waar blijft mijn paspoort en ik wil ook een parkeervergunning", Kind.STATUS),
        ("mijn vader is overleden, wat moet ik allemaal regelen en ik wil ook een parkeervergunning", Kind.LIFE_EVENT),
    ],
)
def test_what_else_is_asked_beside_a_running_case_or_an_event_is_answered(
    finder: Finder, question: str, kind: Kind
) -> None:
    answer = finder.ask(question)

    assert answer.kind is kind
    assert "parkeervergunning" in answer.named
    assert [one.result.slug for one in answer.needs][1:] == ["parkeervergunning"]


@pytest.mark.parametrize(
    ("question", "phones"),
    [
        ("mijn man slaat mij", {"112", "0800 2000"}),
        ("mijn ex bedreigt me", {"112", "0800 2000"}),
        ("er is huiselijk geweld bij de buren", {"112", "0800 2000"}),
        ("ik wil niet meer leven", {"113", "112"}),
        ("denk aan zelfmord", {"113", "112"}),
        ("ik word morgen uit mijn huis gezet", set()),
        ("we slapen op straat met drie kinderen", set()),
        ("wij hebben geen eten meer", set()),
        ("ik word geslagen en wil verhuizen", {"112", "0800 2000"}),
        ("he beats me", {"112", "0800 2000"}),
        ("ik ben klaar met leven", {"113", "112"}),
        ("nog een jaar wachten, dan was ik er liever niet meer", {"113", "112"}),
        ("kan het leven niet meer aan", {"113", "112"}),
        ("ik wol net mear libje", {"113", "112"}),
        ("ik heb pillen geslikt", {"112", "113"}),
        ("overdosis genomen", {"112", "113"}),
        ("mijn dochter eet niet meer en weegt 38 kilo", {"112"}),
        ("vuurwerkbom in de brievenbus", {"112"}),
        ("er is een bom onder mijn auto gelegd", {"112"}),
    ],
)
def test_who_is_in_trouble_meets_a_human_first(finder: Finder, question: str, phones: set[str]) -> None:
    answer = finder.ask(question)

    assert (answer.kind, answer.human) == (Kind.HUMAN, True)
    assert phones <= {one.phone for one in answer.helplines}


@pytest.mark.parametrize(
    "question", ["mijn man dreigt mij te vermoorden", "hij zegt dat hij me vermoordt als ik wegga"]
)
def test_who_is_threatened_is_not_sent_to_the_line_for_suicide(finder: Finder, question: str) -> None:
    assert [one.phone for one in finder.ask(question).helplines] == ["112", "0800 2000"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("ze sluiten morgen het gas af", "energie-betalen"),
        ("ik ben bang voor de deurwaarder", "schuldhulp"),
        ("mijn man slaat mij en ik heb geen geld", None),
        ("ik ben klaar met leven", None),
        ("ik ben bang voor de deurwaarder en ben radeloos", None),
        ("mijn dochter eet niet meer en weegt 38 kilo", None),
        ("mijn zoon eet al dagen niet", None),
        ("ik heb schulden en wil niet meer leven", None),
    ],
)
def test_who_lacks_money_or_food_reads_what_helps_above_the_numbers_unless_the_words_say_danger(
    finder: Finder, question: str, first: str | None
) -> None:
    answer = finder.ask(question)

    assert answer.kind is Kind.HUMAN
    assert answer.helplines
    assert (answer.results[0].slug if answer.need_first else None) == first


@pytest.mark.parametrize(
    "question",
    [
        "mijn baby ademt niet",
        "mijn broer wil me uithuwelijken",
        "ik hoor stemmen die zeggen dat ik moet springen",
        "mijn opa heeft aan me gezeten",
        "mijn dochter is al twee dagen weg",
        "brand in de flat",
        "help",
    ],
)
def test_who_is_in_danger_reads_of_no_birth_no_wedding_and_no_work(finder: Finder, question: str) -> None:
    answer = finder.ask(question)

    assert (answer.kind, answer.worry, answer.named) == (Kind.HUMAN, True, ())


def test_who_is_put_out_also_reads_what_may_help(finder: Finder) -> None:
    assert "voedselbank" in finder.ask("wij hebben geen eten meer").named


@pytest.mark.parametrize(
    "question",
    [
        "een brandtrap",
        "dood hout ophalen",
        "leven in een nieuw huis",
        "de lantaarnpaal brandt niet",
        "vuurwerkbommen op oudejaar verbieden",
        "onderzoek naar niet gesprongen explosieven",
        "ik ben klaar met de inburgering",
        "de auto weegt 3500 kilo welk rijbewijs",
    ],
)
def test_a_word_that_only_looks_like_trouble_is_not(finder: Finder, question: str) -> None:
    assert finder.ask(question).kind is not Kind.HUMAN


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Ich habe meinen Pass verloren", "de"),
        ("pasaportumu kaybettim ne yapmalıyım", "tr"),
        ("Zgubiłem paszport, co mam zrobić", "pl"),
        ("لقد فقدت جواز سفري", "ar"),
        ("я загубив паспорт", "uk"),
    ],
)
def test_another_language_gets_a_human_words_of_its_own_and_what_may_fit(
    finder: Finder, question: str, language: str
) -> None:
    answer = finder.ask(question)

    assert (answer.kind, answer.language) == (Kind.HUMAN, language)
    assert answer.tongue is not None
    assert answer.results


@pytest.mark.parametrize(
    "question",
    [
        "Ik ha myn rydbewiis ferlern",
        "Wannear wurdt it jiskefet ophelle",
        "It strjitljocht is stikken",
        "Ik wol graach in nij paspoart oanfreegje",
        "Us mem kin net mear allinnich wenje",
        "ús mem hat help nedich by it skjinmeitsjen",
        "ik sykje in hûs om te hieren",
        "ús soan hat help nedich by it lêzen",
    ],
)
def test_ordinary_frisian_is_known_and_is_no_alarm(finder: Finder, question: str) -> None:
    answer = finder.ask(question)

    assert (answer.language, answer.worry, answer.helplines) == ("fy", False, ())


@pytest.mark.parametrize("question", ["myn man slacht my", "ik wol net mear libje", "ik wol dea"])
def test_danger_in_frisian_is_heard(finder: Finder, question: str) -> None:
    answer = finder.ask(question)

    assert answer.in_trouble
    assert answer.helplines


@pytest.mark.parametrize(
    "question",
    ["😀😀😀", "kan niet slapen van de airco van de buren", "trouwen met mijn neef", "brandgang afgesloten"],
)
def test_what_only_sounds_like_trouble_gets_no_numbers(finder: Finder, question: str) -> None:
    answer = finder.ask(question)

    assert (answer.worry, answer.helplines) == (False, ())


@pytest.mark.parametrize(
    "question",
    [
        "ik moet trouwen met mijn neef en wil niet",
        "ik ga trouwen met mijn neef en ben bang",
        "mijn familie wil dat ik trouw met mijn nicht",
        "ik slaap in de brandgang",
    ],
)
def test_trouble_is_heard_beside_what_is_ordinary(finder: Finder, question: str) -> None:
    assert finder.ask(question).in_trouble


def test_frisian_is_read_and_answered(finder: Finder) -> None:
    answer = finder.ask("Ik bin myn paspoart kwyt, wêr moat ik hinne")

    assert answer.language == "fy"
    assert answer.tongue is not None


@pytest.mark.parametrize(
    "question", ["Wa hat de skieppen skeard foar Jehannes", "Myn skûtsje hat by it silen in nij swurd krigen"]
)
def test_frisian_that_we_cannot_place_leads_to_a_human(finder: Finder, question: str) -> None:
    answer = finder.ask(question)

    assert (answer.kind, answer.language, answer.named) == (Kind.HUMAN, "fy", ())


def test_the_limit_holds_and_a_score_lies_between_nothing_and_one(finder: Finder) -> None:
    assert [len(finder.ask("paspoort", limit=one).results) for one in (0, 1, 5)] == [0, 1, 5]
    assert all(0 <= one.score <= 1 for one in finder.ask("paspoort").results)


def test_titles_come_in_the_language_that_was_asked_for(finder: Finder) -> None:
    assert finder.ask("verhuizen", language="en").results[0].title == "Report a change of address"
    assert finder.ask("I want to move house").language == "en"


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_has_an_answer_and_always_the_same(finder: Finder, text: str) -> None:
    first = finder.ask(text)

    assert first == finder.ask(text)
    assert first.kind in Kind


@settings(max_examples=40, deadline=None)
@given(
    noise=st.lists(st.sampled_from(["graag", "even", "hallo", "alstublieft", "mijn", "dus", "eigenlijk"]), max_size=6)
)
def test_politeness_changes_nothing(finder: Finder, noise: list[str]) -> None:
    assert finder.ask(" ".join([*noise, "verhuizen", *noise])).results[0].slug == MOVING


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
def test_rubbish_has_an_answer_too(finder: Finder, text: str) -> None:
    assert finder.ask(text).kind in Kind


def test_what_is_typed_halfway_is_completed_with_names(finder: Finder) -> None:
    from naast.finding.matching.suggesting import Suggester

    suggester = Suggester(finder.typed_names("nl"))

    assert "Verhuizing doorgeven" in suggester.suggestions("verhui")
    assert suggester.suggestions("v") == []
    assert suggester.suggestions("zzzz") == []
