"""The pages of one case, for the resident whose it is and the worker who handles it."""

import re
from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from naast.cases import api as cases
from naast.cases.actions import tell_by_hand
from naast.cases.models import Case
from naast.cases.tests.conftest import on, seen
from naast.cases.tests.test_handle_a_case import ask
from naast.cases.types import Outcome, Status
from naast.dossier.api import timeline
from naast.files.api import files_about, store
from naast.files.tests.conftest import picture
from naast.files.types import FileStatus
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import Actor, ActorKind
from naast.kernel.live import newest
from naast.kernel.types import Ref
from naast.messages.api import messages_for
from naast.parties.api import set_phone
from naast.work.api import items_about
from naast.work.types import WorkStatus


@pytest.fixture
def at_home(client: Client, mirthe: Actor, town: UUID) -> Client:
    enter_as_resident(client, party=mirthe.party, organisation=town)
    return client


@pytest.fixture
def desk() -> Callable[[Actor], Client]:
    def desk(worker: Actor) -> Client:
        client = Client()
        enter_as_staff(client, user=worker.id)
        return client

    return desk


def url(name: str, *keys: UUID) -> str:
    return reverse(f"cases:{name}", args=keys)


def test_the_resident_reads_whose_turn_it_is_and_by_when(case: UUID, at_home: Client) -> None:
    page = at_home.get(url("mine", case)).content.decode()
    assert "Wij zijn aan zet" in page
    assert "donderdag 17 december" in page


def test_two_running_cases_of_one_name_are_told_apart_by_ear(
    case: UUID, case_of: Callable[[Actor], UUID], mirthe: Actor, at_home: Client
) -> None:
    """WCAG 2.2, 2.4.6: a region that is named by title and number is the only one of that name."""
    case_of(mirthe)
    numbers = [one.reference for one in cases.cases_of(mirthe, mirthe.party, running=True)]
    assert len(numbers) == 2
    page = at_home.get("/mijn/").content.decode()
    for number in numbers:
        assert f'aria-labelledby="{number} nummer-{number}"' in page
        assert re.search(rf'id="nummer-{number}">.*{number}', page)


def test_the_resident_reads_how_long_each_step_usually_takes(case: UUID, at_home: Client) -> None:
    page = at_home.get(url("mine", case)).content.decode()
    assert "meestal 10 werkdagen" in page  # steps.yaml of this service: assess, 10 working days


def test_a_usual_day_is_no_promise_for_either_side(
    taken: UUID,
    case_of: Callable[[Actor], UUID],
    mirthe: Actor,
    karim: Actor,
    desk: Callable[[Actor], Client],
    at_home: Client,
) -> None:
    """15 working days after Thursday 26 November, as a rule; only what the law sets is said to be the last day."""
    case_of(mirthe)  # stands beside the other, under what runs too
    page = desk(karim).get(url("work", taken)).content.decode()
    assert re.search(r"<dt>Meestal op</dt>\s*<dd>donderdag 17 december 2026", page)
    assert "meestal op donderdag 17 december" in page
    assert "eloofd" not in page
    assert "zo lang duurt het meestal" in at_home.get(url("mine", taken)).content.decode()


def test_while_we_wait_for_an_answer_the_resident_reads_that_the_clock_stands_still(
    taken: UUID, karim: Actor, at_home: Client
) -> None:
    ask(karim, taken)
    page = at_home.get(url("mine", taken)).content.decode()
    assert "De tijd staat stil tot uw antwoord, en niet langer dan tot en met donderdag 10 december 2026." in page


def test_the_worker_reads_until_when_the_clock_stands_still(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    ask(karim, taken)
    page = desk(karim).get(url("work", taken)).content.decode()
    assert "staat stil, tot en met donderdag 10 december 2026" in page


def test_another_resident_finds_nothing(case: UUID, client: Client, town: UUID) -> None:
    from naast.kernel.actor import SYSTEM
    from naast.parties.api import register_person

    enter_as_resident(client, party=register_person(SYSTEM, family_name="Ander"), organisation=town)
    assert client.get(url("mine", case)).status_code == 404


def test_the_worker_sees_person_dossier_answers_and_promise(
    case: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    page = desk(karim).get(url("work", case)).content.decode()
    for shown in ("Mirthe Zandstra", "Hoeveel spaargeld heeft u?", "1.000 euro", "donderdag 17 december 2026"):
        assert shown in page


def test_each_time_the_worker_looks_the_resident_sees_it(
    case: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    for times in (1, 2):
        desk(karim).get(url("work", case))
        looks = [one for one in timeline(mirthe, subject=mirthe.party) if one.group == "look"]
        assert len(looks) == times


def test_the_worker_takes_asks_decides_and_closes(
    case: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    karims = desk(karim)
    karims.post(url("take", case), {"version": 1})
    asked = {"version": 2, "kind": "incomplete", "text": "Wat is uw huur?", "answer_by": "10 december 2026"}
    karims.post(url("ask", case), asked)
    assert seen(mirthe, case).summary.status is Status.WAITING
    karims.post(url("decide", case), {"version": 3, "outcome": "granted", "reasons": "U heeft weinig geld."})
    assert karims.post(url("close", case), {"version": 4}).headers["Location"] == url("work", case)
    assert seen(mirthe, case).summary.status is Status.CLOSED


def test_a_case_that_gives_no_access_any_more_asks_for_a_reason(
    taken: UUID, karim: Actor, sara: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="U heeft weinig geld.", version=2)
    cases.close_case(karim, taken, version=3)
    answer = desk(sara).get(url("work", taken))
    assert answer.headers["Location"] == reverse("dossier:open", args=[mirthe.party])


def test_who_comes_second_sees_what_is_new_and_keeps_what_was_typed(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    karims = desk(karim)
    cases.send_message(karim, taken, text="Ik kijk er vandaag naar.", key="een")
    answer = karims.post(url("decide", taken), {"version": 2, "outcome": "refused", "reasons": "Half getypte reden"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Half getypte reden" in page
    assert seen(karim, taken).decision is None


def test_what_one_did_oneself_is_no_news_to_the_page(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    last = newest(f"case:{taken}")
    page = desk(karim).get(f"/werk/zaken/{taken}/").content.decode()
    assert last > 0
    assert f'data-live-since="{last}"' in page


def test_who_takes_second_reads_who_was_first_when_and_what_to_do(
    taken: UUID, sara: Actor, desk: Callable[[Actor], Client]
) -> None:
    answer = desk(sara).post(url("take", taken), {"version": 1})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (
        "Karim Haddouti was u voor",
        "Karim Haddouti ging aan de slag",
        "vandaag om 09.04 uur",
        "We hebben niets van u verstuurd of veranderd.",
        "Overleg met Karim Haddouti.",
    ):
        assert words in page
    assert "We missen nog" not in page


def test_words_for_which_there_is_no_form_any_more_stay_on_the_page(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    asked = {"version": 2, "kind": "incomplete", "text": "Wat is uw huur nu?", "answer_by": "10 december 2026"}
    page = desk(karim).post(url("ask", taken), asked).content.decode()
    assert "De zaak is net veranderd" in page
    assert "Wat is uw huur nu?" in page


@pytest.mark.parametrize(("form", "field"), [("message", "text"), ("note", "words")])
def test_words_for_a_case_that_was_closed_meanwhile_are_not_lost(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client], form: str, field: str
) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    cases.close_case(karim, taken, version=3)
    answer = desk(karim).post(url(form, taken), {field: "Neem uw paspoort mee.", "key": "een"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("De zaak is net afgerond.", "We hebben niets van u verstuurd of veranderd.", "Neem uw paspoort mee."):
        assert words in page


def test_who_takes_it_back_just_after_the_decision_reads_that_there_is_one(
    taken: UUID, karim: Actor, at_home: Client
) -> None:
    cases.decide(karim, taken, outcome=Outcome.GRANTED, reasons="Ja.", version=2)
    answer = at_home.post(url("withdraw", taken))
    assert answer.status_code == 409
    assert "er is al een besluit" in answer.content.decode()


def test_a_case_of_somebody_who_did_not_sign_in_opens_too(
    town: UUID, karim: Actor, case_of: Callable[[Actor], UUID], desk: Callable[[Actor], Client]
) -> None:
    answer = desk(karim).get(url("work", case_of(Actor(kind=ActorKind.ANONYMOUS, organisation=town))))
    assert answer.status_code == 200
    assert "Iemand zonder naam" in answer.content.decode()


def test_only_a_file_of_this_case_is_judged_on_its_page(
    town: UUID,
    taken: UUID,
    case_of: Callable[[Actor], UUID],
    karim: Actor,
    mirthe: Actor,
    desk: Callable[[Actor], Client],
) -> None:
    other = Ref("case", case_of(mirthe))
    file = store(
        mirthe,
        upload=SimpleUploadedFile("huur.png", picture("PNG")),
        about=other,
        organisation=town,
        subject=mirthe.party,
    )
    judged = {"oordeel": "vrij", "reason": "Met de hand bekeken."}
    assert desk(karim).post(url("judge-file", taken, file.id), judged).status_code == 404
    assert [one.status for one in files_about(other)] == [FileStatus.WAITING]
    assert desk(karim).post(url("judge-file", other.id, file.id), judged).status_code == 302
    assert [one.status for one in files_about(other)] == [FileStatus.CLEAN]


def test_given_back_the_resident_reads_that_it_waits_for_a_colleague(
    taken: UUID, karim: Actor, mirthe: Actor, at_home: Client
) -> None:
    cases.give_back_case(karim, taken, reason="Ik ben morgen vrij.", version=2)
    page = at_home.get(url("mine", taken)).content.decode()
    assert "wacht op een collega die verdergaat" in page
    assert [one.done_at is None for one in seen(mirthe, taken).steps if one.is_now] == [True]
    assert next(one for one in seen(mirthe, taken).steps if one.is_now).key == seen(mirthe, taken).steps[1].key


def test_a_message_is_sent_once_however_often_the_button_is_pressed(
    taken: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    karims = desk(karim)
    key = re.search(r'name="key" value="(\w+)"', karims.get(url("work", taken)).content.decode())
    assert key
    pressed = {"text": "Ik kijk er vandaag naar.", "key": key[1]}
    assert [karims.post(url("message", taken), pressed).status_code for _ in range(2)] == [302, 302]
    written = [one.body for one in messages_for(mirthe, party=mirthe.party) if "vandaag naar" in one.body]
    assert len(written) == 1
    changed = karims.post(url("message", taken), {**pressed, "text": "Toch morgen."})
    assert changed.status_code == 422
    assert "Toch morgen." in changed.content.decode()
    assert key[1] not in changed.content.decode()


def test_a_decision_shows_the_answer_first_and_then_the_way_to_disagree(
    taken: UUID, karim: Actor, at_home: Client
) -> None:
    cases.decide(karim, taken, outcome=Outcome.REFUSED, reasons="U heeft 5.000 euro spaargeld.", version=2)
    page = at_home.get(url("mine", taken)).content.decode()
    assert page.index("Het antwoord is nee") < page.index("5.000 euro") < page.index("bezwaar maken")


def test_the_resident_takes_it_back_after_a_page_that_says_what_that_means(
    case: UUID, mirthe: Actor, at_home: Client
) -> None:
    assert "Er komt geen besluit" in at_home.get(url("withdraw", case)).content.decode()
    at_home.post(url("withdraw", case))
    assert seen(mirthe, case).summary.outcome is Outcome.WITHDRAWN


@pytest.mark.usefixtures("sara")  # to whom it can be handed over
@pytest.mark.parametrize(
    ("word", "taken_by", "first"),
    [
        ("vraag", "ask", "ask-text"),
        ("besluit", "decide", "doe"),
        ("verbeter", "correct", "doe"),
        ("notitie", "note", "note-words"),
        ("koppel", "link", "link-nummer"),
        ("draag-over", "hand-over", "hand-over-to"),
        ("geef-terug", "give-back", "give-back-reason"),
    ],
)
def test_a_worker_opens_one_form_at_a_time_and_may_type_at_once(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client], word: str, taken_by: str, first: str
) -> None:
    page = desk(karim).get(url("work", taken), {"doe": word}).content.decode()
    opened = page[page.index('aria-labelledby="doe"') :]
    assert f'id="{first}"' in re.findall(r"<[^>]* autofocus[^>]*>", opened)[0]
    assert re.search(r'<form[^>]* action="([^"]+)"', opened)[1] == url(taken_by, taken)  # type: ignore[index]


def test_no_form_opens_for_what_is_no_verb_or_not_theirs_to_do(
    taken: UUID, karim: Actor, sara: Actor, desk: Callable[[Actor], Client]
) -> None:
    for worker, word in ((karim, "opeten"), (karim, "voeg-samen"), (sara, "besluit")):
        page = desk(worker).get(url("work", taken), {"doe": word})
        assert (page.status_code, page.context["doing"]) == (200, None), word


def test_before_deciding_it_says_that_it_is_final_and_when_its_day_is_still_to_come(
    taken: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    def form() -> str:
        page = desk(karim).get(url("work", taken), {"doe": "besluit"}).content.decode()
        return page[page.index('id="doe"') : page.index("Neem dit besluit")]

    assert "Een besluit kunt u niet terugzetten." in form()
    assert "Let op:" not in form()
    Case.objects.filter(pk=taken).update(counts_from=date(2026, 12, 4))
    assert "telt vanaf vrijdag 4 december" in form()
    Case.objects.filter(pk=taken).update(counts_from=date(2026, 11, 26))
    assert "Let op:" not in form()


def test_that_it_is_new_is_no_reason_any_more_for_who_took_it(
    case: UUID, karim: Actor, desk: Callable[[Actor], Client]
) -> None:
    client = desk(karim)
    assert "Nieuwe aanvraag" in client.get(url("work", case)).content.decode().split('id="midden"')[1]
    client.post(url("take", case), {"version": 1})
    page = client.get(url("work", case)).content.decode().split('id="midden"')[1]
    assert "Nieuwe aanvraag" not in page
    assert "Toch niet oppakken" in page


def test_whoever_has_to_phone_somebody_reads_number_and_news_tries_again_and_ends_that(
    case: UUID, karim: Actor, mirthe: Actor, desk: Callable[[Actor], Client]
) -> None:
    for _again in range(2):
        tell_by_hand(case, because="Wil gebeld worden: bel dat er nieuws is")
    [item] = [one for one in items_about(Ref("case", case)) if one.kind == "cases.tell"]
    work = desk(karim)
    set_phone(mirthe, "+31612345678")
    cases.take_case(karim, case, version=1)
    page = work.get(item.url).content.decode()
    assert "Wil gebeld worden" in page
    assert "Nog niet opgepakt." in page  # the call; the case is Karim's
    assert "tel:+31612345678" not in page
    work.post(item.url, {"doe": "pak-op", "version": item.version})
    page = work.get(item.url).content.decode()
    assert 'href="tel:+31612345678"' in page
    [*_, news] = messages_for(mirthe, party=mirthe.party, limit=1)
    assert news.subject in page
    assert f"<p>{escape(news.body.splitlines()[0])}" in page
    assert url("work", case) in page
    work.post(item.url, {"doe": "niet-bereikt"})
    [item] = [one for one in items_about(Ref("case", case)) if one.kind == "cases.tell"]
    assert item.returned.startswith("Niet bereikt op donderdag 26 november 2026 om 09.")
    assert (item.status, item.due_at) == (WorkStatus.OPEN, on(2026, 11, 27, 17))
    work.post(item.url, {"doe": "pak-op", "version": item.version})
    work.post(item.url, {"doe": "klaar"})
    assert [one.status for one in items_about(Ref("case", case)) if one.kind == "cases.tell"] == [WorkStatus.DONE]
