"""A worker names cases together that belong together, and lets what was asked twice go on in one of the two."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from naast.cases import api as cases
from naast.cases.models import Case
from naast.cases.tests.conftest import on, seen
from naast.cases.tests.test_handle_a_case import ask
from naast.cases.types import Outcome, Status, Verb
from naast.dossier.api import may_look, timeline
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, ActorKind
from naast.kernel.errors import Forbidden, NotFound, Refused, Stale
from naast.kernel.events import StoredEvent
from naast.kernel.types import Ref
from naast.messages.api import messages_for
from naast.messages.types import MessageView
from naast.organisations import api as organisations
from naast.organisations.tests.towns import make_town
from naast.parties import api as parties
from naast.work.api import queue
from naast.work.types import Whose

WHY = "U vroeg het maandag nog een keer."
# Sent on Thursday 26 November 2026: usually 15 working days, by law 8 weeks; and again on Monday 30 November.
FIRST_DATES = (date(2026, 12, 17), date(2027, 1, 21))
SECOND_DATES = (date(2026, 12, 21), date(2027, 1, 25))


@pytest.fixture
def again(case_of: Callable[[Actor], UUID], case: UUID, mirthe: Actor, clock: time_machine.Traveller) -> UUID:
    """Mirthe asks the same once more."""
    clock.move_to(on(2026, 11, 30))
    return case_of(mirthe)


@pytest.fixture
def neighbour(town: UUID) -> Actor:
    party = parties.register_person(SYSTEM, given_names="Buur", family_name="Vrouw")
    return Actor(kind=ActorKind.RESIDENT, party=party, organisation=town)


def merge(worker: Actor, case: UUID, into: UUID) -> None:
    cases.merge_case(worker, case, into=into, because=WHY, version=seen(worker, case).version)


def dates(actor: Actor, case: UUID) -> tuple[date, date | None]:
    promise = seen(actor, case).summary.promise
    return promise.usual, promise.by_law


def number(case: UUID) -> str:
    return Case.objects.get(pk=case).reference


def lines(resident: Actor, case: UUID) -> list[str]:
    return [one.sentence for one in timeline(resident, subject=resident.party, about=Ref("case", case))]


def told_of(resident: Actor, subject: str) -> MessageView:
    [found] = [one for one in messages_for(resident, party=resident.party) if subject in one.subject]
    return found


def body(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.parametrize("older_goes_on", [True, False])
def test_what_was_asked_twice_goes_on_in_one_by_the_earliest_dates(
    case: UUID, again: UUID, karim: Actor, mirthe: Actor, town: UUID, older_goes_on: bool
) -> None:
    ends, stays = (again, case) if older_goes_on else (case, again)
    assert (dates(mirthe, case), dates(mirthe, again)) == (FIRST_DATES, SECOND_DATES)
    cases.take_case(karim, ends, version=1)
    merge(karim, ends, stays)
    assert dates(mirthe, stays) == FIRST_DATES
    over = seen(mirthe, ends)
    assert (over.summary.status, over.summary.outcome) == (Status.CLOSED, Outcome.MERGED)
    assert over.goes_on_in is not None
    assert over.goes_on_in.case == stays
    assert [one.reference for one in seen(mirthe, stays).merged] == [number(ends)]
    assert [item.about.id for item in queue(karim, organisation=town).items] == [stays]
    assert queue(karim, organisation=town, whose=Whose.MINE).items == ()
    assert may_look(karim, mirthe.party, town)
    assert StoredEvent.objects.filter(name="cases.CaseMerged").count() == 1
    assert cases.case_with_reference(mirthe, number(ends)) == stays


def test_the_resident_is_told_which_one_goes_on_and_reads_everything_there(
    case: UUID, again: UUID, karim: Actor, mirthe: Actor
) -> None:
    cases.take_case(karim, again, version=1)
    merge(karim, again, case)
    told = told_of(mirthe, "we gaan verder met één aanvraag")
    assert f"We gaan verder onder nummer {number(case)}. Nummer {number(again)} stopt." in told.body
    assert "donderdag 17 december 2026" in told.body
    assert WHY in told.body
    client = Client()
    enter_as_resident(client, party=mirthe.party, organisation=mirthe.organisation)
    ended = body(client, reverse("cases:mine", args=[again]))
    assert f"Dit gaat verder onder nummer {number(case)}" in ended
    assert reverse("cases:mine", args=[case]) in ended
    assert "Meestal" not in ended[ended.index("<main") : ended.index('id="dossier"')]
    going_on = body(client, reverse("cases:mine", args=[case]))
    assert f"U stuurde ook nummer {number(again)}" in going_on
    assert going_on.count("<dt>Hoeveel spaargeld heeft u?</dt>") == 2


def test_a_question_later_holds_up_the_earliest_dates_and_not_the_later(
    case: UUID, again: UUID, karim: Actor, mirthe: Actor, clock: time_machine.Traveller
) -> None:
    for one in (case, again):
        cases.take_case(karim, one, version=1)
    merge(karim, case, again)
    clock.move_to(on(2026, 12, 7))
    question = ask(karim, again, answer_by=date(2026, 12, 21), version=seen(karim, again).version)
    clock.move_to(
        on(2026, 12, 11)
    )  # three days of standing still: 17 becomes 20, a Sunday; 21 becomes 24 January, a Sunday
    cases.answer_question(mirthe, question, case_id=again, text="700 euro")
    assert dates(mirthe, again) == (date(2026, 12, 21), date(2027, 1, 25))
    assert Case.objects.get(pk=again).promised_on == date(2026, 12, 21)


def test_a_question_that_was_open_is_closed_and_open_again_after_undoing(
    case: UUID, again: UUID, karim: Actor, mirthe: Actor, town: UUID, clock: time_machine.Traveller
) -> None:
    cases.take_case(karim, case, version=1)
    ask(karim, case, answer_by=date(2026, 12, 14))
    before = [dates(mirthe, one) for one in (case, again)]
    merge(karim, case, again)
    assert seen(mirthe, case).open_question is None
    cases.undo(karim, case, version=seen(karim, case).version)
    assert [dates(mirthe, one) for one in (case, again)] == before
    assert seen(mirthe, case).open_question is not None
    assert seen(mirthe, case).summary.status is Status.WAITING
    assert [item.waiting for item in queue(karim, organisation=town, whose=Whose.MINE).items] == [True]
    cases.answer_question(mirthe, seen(mirthe, case).open_question.id, case_id=case, text="700 euro")
    assert seen(karim, case).handler == karim.id


def test_undone_both_are_as_before_and_the_resident_hears_it(
    case: UUID, again: UUID, karim: Actor, mirthe: Actor, town: UUID
) -> None:
    cases.take_case(karim, case, version=1)
    due = {item.about.id: item.due_at for item in queue(karim, organisation=town, whose=Whose.TEAMS).items}
    merge(karim, case, again)
    assert [one.may_part for one in seen(karim, again).merged] == [True]
    cases.undo(karim, case, version=seen(karim, case).version)
    assert (dates(mirthe, case), dates(mirthe, again)) == (FIRST_DATES, SECOND_DATES)
    back = seen(karim, case)
    assert (back.summary.status, back.summary.outcome, back.goes_on_in) == (Status.ASSESSED, None, None)
    assert seen(mirthe, again).merged == ()
    now = {item.about.id: item.due_at for item in queue(karim, organisation=town, whose=Whose.TEAMS).items}
    assert now == due
    assert cases.case_with_reference(mirthe, number(case)) == case
    assert f"Nummer {number(case)} en nummer {number(again)}" in told_of(mirthe, "staan weer los van elkaar").body
    assert any(one.endswith(f"staat weer los van nummer {number(again)}") for one in lines(mirthe, case))
    cases.decide(karim, case, outcome=Outcome.GRANTED, reasons="Ja.", version=back.version)
    merge_again = seen(karim, again)
    assert Verb.UNDO not in merge_again.may


@pytest.mark.parametrize("which", ["the other is taken", "a colleague", "an older page"])
def test_it_is_not_undone_when_something_happened_since(
    case: UUID, again: UUID, karim: Actor, sara: Actor, which: str
) -> None:
    cases.take_case(karim, case, version=1)
    merge(karim, case, again)
    version, who, refusal = seen(karim, case).version, karim, Stale
    if which == "the other is taken":
        cases.take_case(sara, again, version=seen(sara, again).version)
    elif which == "a colleague":
        who, refusal = sara, Forbidden
    else:
        version -= 1
    with pytest.raises(refusal):
        cases.undo(who, case, version=version)
    assert seen(karim, case).summary.outcome is Outcome.MERGED


def test_only_the_same_request_of_the_same_person_with_the_same_team_is_offered(
    case: UUID,
    again: UUID,
    karim: Actor,
    sara: Actor,
    neighbour: Actor,
    case_of: Callable[[Actor], UUID],
    town: UUID,
    clock: time_machine.Traveller,
) -> None:
    cases.take_case(karim, case, version=1)
    theirs, elsewhere, decided = case_of(neighbour), case_of(replace(neighbour, party=uuid4())), case_of(neighbour)
    mirthes = {"party": seen(karim, case).party}
    Case.objects.filter(pk=elsewhere).update(
        **mirthes, team=organisations.create_team(SYSTEM, organisation=town, name="Burgerzaken")
    )
    Case.objects.filter(pk=decided).update(**mirthes, status=Status.DECIDED)
    assert [one.id for one in cases.duplicates_of(karim, seen(karim, case))] == [again]
    assert cases.duplicates_of(sara, seen(sara, case)) == ()
    for wrong in (theirs, elsewhere, decided, case):
        with pytest.raises(Refused):
            merge(karim, case, wrong)
    with pytest.raises(NotFound):
        merge(karim, case, uuid4())
    with pytest.raises(Forbidden):
        merge(sara, case, again)
    assert seen(karim, case).summary.status is Status.ASSESSED


def test_a_case_in_which_another_goes_on_stays_itself(
    case: UUID, again: UUID, karim: Actor, mirthe: Actor, case_of: Callable[[Actor], UUID]
) -> None:
    third = case_of(mirthe)
    for one in (case, again):
        cases.take_case(karim, one, version=1)
    merge(karim, case, again)
    assert cases.duplicates_of(karim, seen(karim, again)) == ()
    with pytest.raises(Refused):
        merge(karim, again, third)


def link(worker: Actor, case: UUID, other: UUID) -> UUID:
    return cases.link_cases(worker, case, reference=number(other), because="Het gaat om hetzelfde huis.")


def test_cases_of_one_person_stand_on_both_pages_with_the_reason(
    taken: UUID, again: UUID, karim: Actor, mirthe: Actor
) -> None:
    made = link(karim, taken, again)
    for one, other in ((taken, again), (again, taken)):
        for who in (karim, mirthe):
            [shown] = seen(who, one).related
            assert (shown.case, shown.because) == (other, "Het gaat om hetzelfde huis.")
        assert any(line.endswith(f"samen met nummer {number(other)}") for line in lines(mirthe, one))
    with pytest.raises(Refused, match="staan al bij elkaar"):
        link(karim, taken, again)
    cases.unlink_cases(karim, taken, made)
    assert seen(karim, taken).related == seen(mirthe, again).related == ()
    assert any("niet meer samen" in line for line in lines(mirthe, again))


def test_of_somebody_elses_case_a_resident_reads_no_more_than_that_there_is_one(
    taken: UUID, karim: Actor, mirthe: Actor, neighbour: Actor, case_of: Callable[[Actor], UUID]
) -> None:
    theirs = case_of(neighbour)
    link(karim, taken, theirs)
    assert [one.case for one in seen(karim, theirs).related] == [taken]
    for who, one, other in ((mirthe, taken, theirs), (neighbour, theirs, taken)):
        assert seen(who, one).related == ()
        client = Client()
        enter_as_resident(client, party=who.party, organisation=who.organisation)
        page = body(client, reverse("cases:mine", args=[one]))
        assert "samen met een aanvraag van iemand anders" in page
        assert number(other) not in page
        assert "hetzelfde huis" not in page


def test_who_may_not_open_the_other_dossier_links_nothing(
    taken: UUID,
    karim: Actor,
    sara: Actor,
    neighbour: Actor,
    case_of: Callable[[Actor], UUID],
    hire: Callable[..., Actor],
) -> None:
    theirs = case_of(neighbour)
    cases.withdraw(neighbour, theirs)
    for other in (number(theirs), number(taken), "LW-1"):
        with pytest.raises(Refused):
            cases.link_cases(karim, taken, reference=other, because="Zo.")
    again = case_of(neighbour)
    with pytest.raises(Forbidden):
        link(sara, taken, again)
    with pytest.raises(NotFound):
        link(hire("Eef", at=make_town("polderdam")), taken, again)
    made = link(karim, taken, again)
    with pytest.raises(Forbidden):
        cases.unlink_cases(sara, taken, made)
    with pytest.raises(NotFound):
        cases.unlink_cases(karim, taken, uuid4())


def test_it_is_done_on_the_page_without_a_script(case: UUID, again: UUID, karim: Actor, mirthe: Actor) -> None:
    client = Client()
    enter_as_staff(client, user=karim.id)
    Case.objects.filter(pk=again).update(reference="LW-7K4M-26-V")
    cases.take_case(karim, case, version=1)
    link_url, merge_url = (reverse(f"cases:{name}", args=[case]) for name in ("link", "merge"))
    missed = client.post(link_url, {"nummer": "LW-1", "because": WHY})
    assert "Bij dit nummer is geen andere zaak" in missed.content.decode()
    assert WHY in missed.content.decode()
    client.post(link_url, {"nummer": number(again).lower(), "because": WHY})
    [made] = seen(karim, case).related
    assert f"Maak los van {number(again)}" in body(client, reverse("cases:work", args=[case]))
    client.post(reverse("cases:unlink", args=[case, made.id]))
    assert seen(karim, case).related == ()
    client.post(merge_url, {"version": 2, "into": again, "because": WHY})
    page = body(client, reverse("cases:work", args=[case]))
    assert "Gaat verder onder nummer" in page
    assert "Haal uit elkaar" in body(client, reverse("cases:work", args=[again]))
    client.post(reverse("cases:undo", args=[case]), {"version": seen(karim, case).version})
    assert seen(karim, case).summary.status is Status.ASSESSED
