"""A worker opens a dossier because of a matter, or with a reason that the resident reads."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from naast.dossier import api
from naast.dossier.models import AuditLine, Entry, ProcessingLine
from naast.dossier.tests.conftest import Town, let_in, say, worker_of
from naast.dossier.tests.pages import browser_of
from naast.dossier.types import ReasonNeeded
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound

pytestmark = pytest.mark.django_db
BOTH = ("dossier.open", "dossier.open_without_grant")
REASON = "De inwoner staat aan de balie met een brief."


def _look(worker: Actor, person: Actor, town: Town, reason: str | None = None) -> None:
    api.look(worker, subject=person.party, organisation=town.id, purpose="dossier.matter", about=None, reason=reason)


def test_with_a_matter_of_the_own_team_each_look_is_one_entry_one_audit_and_one_processing_line(
    town: Town, worker: Actor, mirthe: Actor
) -> None:
    let_in(town, mirthe, team=town.contact)
    _look(worker, mirthe, town)
    (entry,) = Entry.objects.filter(kind="dossier.looked")
    assert AuditLine.objects.filter(entry=entry.id, actor=worker.id).count() == 1
    (line,) = ProcessingLine.objects.all()
    assert (line.entry, line.subject, line.purpose) == (entry.id, mirthe.party, "dossier.matter")


def test_the_resident_sees_team_organisation_and_reason_and_never_who(town: Town, worker: Actor, mirthe: Actor) -> None:
    let_in(town, mirthe, team=town.contact)
    _look(worker, mirthe, town)
    page = browser_of(mirthe).get(reverse("dossier:looks")).content.decode()
    assert "Gemeente Lommerwaard, team Contact, keek mee" in page
    assert "Mirthe hulp in huis aanvroeg" in page
    assert str(worker.id) not in page


@pytest.mark.parametrize(
    "whose", ["another team's matter", "another organisation's matter", "a matter that is over", "none"]
)
def test_without_a_matter_of_the_own_team_a_reason_is_needed(
    town: Town, other_town: Town, worker: Actor, mirthe: Actor, whose: str
) -> None:
    colleague = worker_of(town, permissions=BOTH)
    if whose == "another team's matter":
        let_in(town, mirthe, team=town.other_team)
    elif whose == "another organisation's matter":
        let_in(other_town, mirthe, team=None)
    elif whose == "a matter that is over":
        api.end_access(colleague, about=let_in(town, mirthe, team=town.contact))
    with pytest.raises(ReasonNeeded):
        _look(colleague, mirthe, town)
    assert not Entry.objects.filter(kind__startswith="dossier.looked").exists()


def test_a_grant_lasts_until_its_instant_and_not_at_it(
    clock: time_machine.Traveller, town: Town, worker: Actor, mirthe: Actor
) -> None:
    let_in(town, mirthe, team=town.contact, until=now() + timedelta(minutes=1))
    clock.shift(59)
    assert api.may_look(worker, mirthe.party, town.id)
    clock.shift(1)
    assert not api.may_look(worker, mirthe.party, town.id)


@pytest.mark.parametrize("reason", ["   ", " " * 40, "mag" + " " * 30 + "het", "\n \t " * 20])
def test_a_reason_of_spaces_is_said_beside_the_field(town: Town, mirthe: Actor, named: str, reason: str) -> None:
    worker = worker_of(town, permissions=("dossier.open_without_grant",))
    answer = browser_of(worker).post(reverse("dossier:open", args=[mirthe.party]), {"reason": reason})
    assert answer.status_code == 422
    assert "id_reason-fout" in answer.content.decode()


def test_a_reason_opens_it_for_an_hour_for_this_worker_alone_and_the_resident_reads_it(
    clock: time_machine.Traveller, town: Town, mirthe: Actor
) -> None:
    worker, colleague = worker_of(town, permissions=BOTH), worker_of(town, permissions=BOTH)
    _look(worker, mirthe, town, reason=REASON)
    assert REASON in browser_of(mirthe).get(reverse("dossier:looks")).content.decode()
    assert not api.may_look(colleague, mirthe.party, town.id)
    clock.shift(3599)
    assert api.may_look(worker, mirthe.party, town.id)
    clock.shift(1)
    assert not api.may_look(worker, mirthe.party, town.id)


@pytest.mark.parametrize("reason", ["", "      ", "nodig", "n o d i g    .     .   "])
def test_a_reason_that_says_nothing_does_not_open_it(town: Town, mirthe: Actor, reason: str) -> None:
    with pytest.raises(ReasonNeeded):
        _look(worker_of(town, permissions=BOTH), mirthe, town, reason=reason)


def test_a_worker_who_may_not_break_the_glass_gets_no_way_in(town: Town, worker: Actor, mirthe: Actor) -> None:
    with pytest.raises(NotFound):
        _look(worker, mirthe, town, reason=REASON)


def test_a_worker_of_another_organisation_gets_no_way_in_with_a_reason_either(
    town: Town, other_town: Town, mirthe: Actor
) -> None:
    say(mirthe, town, "kanarie-van-mirthe-0001")
    stranger = worker_of(other_town, permissions=BOTH)
    with pytest.raises(NotFound):
        _look(stranger, mirthe, town, reason=REASON)
    _look(stranger, mirthe, other_town, reason=REASON)
    lines = api.timeline(stranger, subject=mirthe.party, organisation=other_town.id)
    assert [one.kind for one in lines] == ["dossier.looked_without_matter"]
    with pytest.raises(NotFound):
        api.timeline(stranger, subject=mirthe.party, organisation=town.id)


def test_the_page_says_why_the_worker_may_look_and_what_the_resident_sees(
    town: Town, mirthe: Actor, named: str
) -> None:
    say(mirthe, town, "ik verhuis in december")
    let_in(town, mirthe, team=town.contact)
    page = browser_of(worker_of(town, permissions=BOTH)).get(reverse("dossier:open", args=[mirthe.party]))
    text = page.content.decode()
    assert "U kijkt omdat Mirthe hulp in huis aanvroeg. Mirthe Zandstra ziet dat team Contact keek." in text
    assert "ik verhuis in december" in text
    assert Entry.objects.filter(kind="dossier.looked").count() == ProcessingLine.objects.count() == 1


def test_the_page_asks_a_reason_keeps_a_bad_one_and_opens_with_a_good_one(
    town: Town, mirthe: Actor, named: str
) -> None:
    say(mirthe, town, "kanarie-van-mirthe-0002")
    browser = browser_of(worker_of(town, permissions=BOTH))
    url = reverse("dossier:open", args=[mirthe.party])
    assert "kanarie" not in browser.get(url).content.decode()
    refused = browser.post(url, {"reason": "omdat het kan"})
    assert refused.status_code == 422
    assert "omdat het kan" in refused.content.decode()
    opened = browser.post(url, {"reason": REASON}, follow=True).content.decode()
    assert "kanarie-van-mirthe-0002" in opened
    assert "U kijkt zonder lopende zaak" in opened
    assert Entry.objects.filter(kind="dossier.looked_without_matter").count() == 1


def test_nobody_of_that_key_is_not_found(town: Town) -> None:
    browser = browser_of(worker_of(town, permissions=BOTH))
    assert browser.get(reverse("dossier:open", args=[uuid4()])).status_code == 404


def test_a_resident_and_a_worker_without_the_permission_do_not_enter(town: Town, worker: Actor, mirthe: Actor) -> None:
    url = reverse("dossier:open", args=[mirthe.party])
    assert browser_of(mirthe).get(url).status_code == 403
    assert browser_of(worker).get(url).status_code == 403


def test_a_list_is_one_processing_line_per_person_shown(town: Town, worker: Actor) -> None:
    people = [uuid4() for _ in range(25)]
    api.log_processing(
        worker,
        subjects=[*people, people[0]],
        organisation=town.id,
        purpose="dossier.matter",
        about=None,
        what="test.list",
    )
    assert sorted(ProcessingLine.objects.values_list("subject", flat=True)) == sorted(people)
