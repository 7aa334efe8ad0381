"""Three hundred cases are copies of lives that were played once: every one of them must be as if it had been lived."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from naast.cases.models import Case, Decision, Link
from naast.cases.types import LinkKind, Outcome, Status
from naast.catalogue.api import version
from naast.demo.furnishing import furnish, grow, places
from naast.demo.growth.progress import Progress
from naast.demo.people import residents, staff
from naast.demo.town import build
from naast.dossier.api import verify
from naast.identity.api import staff_actor, staff_by_email
from naast.journeys.api import is_right, promised
from naast.kernel.clock import local_day
from naast.kernel.terms import Term, end_of_term, is_working_day
from naast.messages.models import Delivery
from naast.organisations.api import by_slug
from naast.parties.models import Party, PartyIdentifier, Person
from naast.work.api import queue

THURSDAY = date(2026, 11, 26)


@pytest.fixture
def town(db: None, clock: object) -> None:
    build(THURSDAY)
    furnish(THURSDAY, 1)


def test_the_town_is_full_and_every_row_holds(town: None) -> None:
    _cases_stand_in_every_state()
    _terms_end_where_the_law_and_the_promise_say()
    _nothing_goes_out_once_more()
    _the_neighbour_keeps_to_itself()
    furnish(THURSDAY, 1)
    assert Case.objects.count() == 300
    _it_grows_where_it_stopped()
    assert verify().holds


def _cases_stand_in_every_state() -> None:
    assert {*Case.objects.values_list("status", flat=True)} == {*Status}
    outcomes = {*Case.objects.exclude(outcome="").values_list("outcome", flat=True)}
    assert outcomes == {*Outcome}
    assert {*Link.objects.values_list("kind", flat=True)} == {*LinkKind}
    waits = Case.objects.filter(linked__isnull=False, status=Status.SENT)
    assert waits.count() == 2, "what goes on, and what stands together, wait in the queue"
    running = Case.objects.filter(status__in=[Status.SENT, Status.ASSESSED])
    assert running.filter(latest_on__lt=THURSDAY).exists(), "somebody waits longer than the law allows"
    assert running.filter(questions__lapsed_at__isnull=False).exists()
    assert Decision.objects.filter(case__status=Status.DECIDED, object_until__gte=THURSDAY).exists()
    assert Case.objects.dates("sent_at", "year").count() == 3
    references = [*Case.objects.values_list("reference", flat=True)]
    assert len({*references}) == 300
    assert all(map(is_right, references))


def _terms_end_where_the_law_and_the_promise_say() -> None:
    for case in Case.objects.all():
        sent, service = local_day(case.sent_at), version(case.service_version).sections["service"]
        dates = promised(service, sent=sent, counts_from=case.counts_from, stood_still=case.paused_days)
        assert (case.promised_on, case.latest_on) == (dates.usual, dates.by_law), case.title
        assert case.usual_on >= case.promised_on
    for decision in Decision.objects.exclude(object_until=None):
        assert decision.object_until == end_of_term(local_day(decision.decided_at), Term.parse("6 weeks"))  # Awb 6:7
    acts = [at for row in Case.objects.values_list("taken_at", "decided_at") for at in row if at]
    assert all(is_working_day(local_day(at)) for at in acts)


def _nothing_goes_out_once_more() -> None:
    told = ("Hiba", "Mirthe", "Lotte", "Tomasz", "Marijke")
    people = Person.objects.filter(given_names__regex="|".join(told)).values("party")
    assert not Delivery.objects.exclude(message__party__in=people).exclude(state="sent").exists()


def _the_neighbour_keeps_to_itself() -> None:
    lommerwaard, rietmeer = by_slug("lommerwaard").id, by_slug("rietmeer").id
    karim, femke = (staff_actor(staff_by_email(staff()[key].email).id) for key in ("karim", "femke"))
    assert {rietmeer, lommerwaard} <= karim.organisations_with("cases.see")
    assert femke.organisations_with("cases.see") == {rietmeer}
    assert queue(femke, organisation=rietmeer).items
    theirs = Case.objects.filter(organisation=rietmeer).values("version", "handler")
    assert theirs.exclude(handler=None).exclude(handler=femke.id).count() == 0


def _it_grows_where_it_stopped() -> None:
    counted, here = list[tuple[int, int]](), places()
    grow(here, 50, THURSDAY, 1, lambda done, new: counted.append((done, new)))
    grow(here, 60, THURSDAY + timedelta(1), 1, lambda done, new: counted.append((done, new)))
    assert counted == [(50, 10), (60, 10)]
    assert Party.objects.count() == 60
    assert len(residents()) + 20 == PartyIdentifier.objects.count()
    assert not Case.objects.filter(version__lt=F("taken_version")).exists()


def test_one_sees_how_long_it_still_takes() -> None:
    progress = Progress("residents", 1000)
    progress._here = 200
    assert progress.line(250, 50.0) == "[#######.......................] 250 of 1,000 residents, 4 a second, 3:07 left"
