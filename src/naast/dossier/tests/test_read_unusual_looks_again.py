"""A privacy officer reads again which looks stood out and says what each is; who read is noted, nobody judges themselves."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import Traveller

from naast.dossier import api
from naast.dossier.actions.reviews import judge_weeks
from naast.dossier.models import AuditLine, Entry, LookReview, LookWeek, ProcessingLine, UnusualLooks
from naast.dossier.queries.unusual.found import unusual_looks_of
from naast.dossier.tests.conftest import Town, let_in, resident, say, worker_of
from naast.dossier.tests.pages import browser_of
from naast.dossier.types import PersonNames, ReasonNeeded, StaffNames
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.kernel.registry import registry

pytestmark = pytest.mark.django_db
BOTH = ("dossier.open", "dossier.open_without_grant")
REASON = "De inwoner belt over een brief van ons."
BECAUSE = "Zij was die week alleen aan de balie en sprak hem daar."
LOOKED_ON = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # a Tuesday
JUDGED_ON = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def bram(town: Town, mirthe: Actor, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """A worker who has the same family name as Mirthe."""
    bram = worker_of(town, permissions=BOTH)

    def names_of(users: Sequence[UUID]) -> Mapping[UUID, str]:
        return {one: "Bram Zandstra" if one == bram.id else "Els Vos" for one in users}

    def families_of(parties: Iterable[UUID]) -> Mapping[UUID, tuple[str, str]]:
        return {one: ("Mirthe Zandstra", "Zandstra") if one == mirthe.party else ("Lot Bos", "Bos") for one in parties}

    staff = StaffNames(key="test.staff", names_of=names_of)
    people = PersonNames(key="test.names", name_of=lambda _party: "Mirthe Zandstra", families_of=families_of)
    monkeypatch.setitem(registry._by_kind, StaffNames, {staff.key: staff})
    monkeypatch.setitem(registry._by_kind, PersonNames, {people.key: people})
    return bram


@pytest.fixture
def officer(town: Town) -> Actor:
    return worker_of(town, permissions=("dossier.audit",))


@pytest.fixture
def found(town: Town, mirthe: Actor, bram: Actor, clock: Traveller) -> UnusualLooks:
    """Bram looked at Mirthe's dossier with a reason, and the week was judged."""
    clock.move_to(LOOKED_ON)
    look(bram, mirthe, town, REASON)
    clock.move_to(JUDGED_ON)
    judge_weeks()
    return UnusualLooks.objects.get()


def look(worker: Actor, person: Actor, town: Town, reason: str | None = None) -> None:
    assert person.party
    api.look(worker, subject=person.party, organisation=town.id, purpose="dossier.matter", about=None, reason=reason)


def body(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_week_is_judged_once_it_is_over_and_settled_and_each_finding_is_made_once(
    town: Town, mirthe: Actor, bram: Actor, clock: Traveller
) -> None:
    clock.move_to(LOOKED_ON)
    look(bram, mirthe, town, REASON)
    clock.move_to(JUDGED_ON - timedelta(days=1))  # Monday: what was looked up on Sunday may still come to something
    assert judge_weeks() == 0
    clock.move_to(JUDGED_ON)
    assert (judge_weeks(), judge_weeks()) == (1, 0)
    found = UnusualLooks.objects.select_related("week").get()
    assert (found.rule, found.worker, found.subject, found.week.looks) == ("own-name", bram.id, mirthe.party, 1)
    assert found.entries == [Entry.objects.get().id]


def test_looks_that_something_came_of_are_left_alone(town: Town, bram: Actor, clock: Traveller) -> None:
    """Three days in one week without a matter: found when nothing was written, not when the worker did something."""
    helped, watched = resident(), resident()
    for day in range(3):
        clock.move_to(LOOKED_ON + timedelta(days=day))
        for person in (helped, watched):
            look(bram, person, town, REASON)
    api.record(
        bram, subject=helped.party, organisation=town.id, kind="dossier.noted", purpose="dossier.own_words", about=None,
        content={"words": "Gebeld: de brief is duidelijk."},
    )  # fmt: skip
    clock.move_to(JUDGED_ON)
    judge_weeks()
    assert [(one.rule, one.subject, one.count) for one in UnusualLooks.objects.all()] == [("again", watched.party, 3)]


def test_an_evening_counts_where_nobody_is_open(town: Town, bram: Actor, clock: Traveller) -> None:
    for hours in (0, 12):  # 10.00 and 22.00 in the Netherlands
        clock.move_to(LOOKED_ON + timedelta(hours=hours))
        for _ in range(3):
            look(bram, resident(), town, REASON)
    clock.move_to(JUDGED_ON)
    judge_weeks()
    (found,) = UnusualLooks.objects.all()
    assert (found.rule, found.count) == ("off-duty", 3)


def test_the_list_has_no_names_and_one_finding_has_them_and_who_read_it_is_noted(
    officer: Actor, bram: Actor, mirthe: Actor, found: UnusualLooks
) -> None:
    before = ProcessingLine.objects.count()
    found_in_list = listed(body(browser_of(officer), "/beheer/inzage/"))
    for words in (
        "Zelfde achternaam",
        "Een medewerker opende zonder zaak het dossier van iemand met dezelfde achternaam.",
        "1 keer inzage bij 1 inwoner: 24 november 2026.",
    ):
        assert words in found_in_list
    for name in ("Zandstra", "Mirthe", "Bram"):
        assert name not in found_in_list
    assert ProcessingLine.objects.count() == before
    page = body(browser_of(officer), f"/beheer/inzage/{found.id}/")
    for words in ("Bram Zandstra", "Mirthe Zandstra", "24 november 2026, 10.00 uur", f"Zonder zaak: ‘{REASON}’"):
        assert words in page
    line = ProcessingLine.objects.latest("at")
    assert (ProcessingLine.objects.count(), line.subject, line.purpose) == (before + 1, mirthe.party, "dossier.review")
    read = AuditLine.objects.get(what="dossier.unusual_looks_read")
    assert (read.actor, read.about) == (officer.id, f"unusual-looks:{found.id}")


def test_the_list_says_how_often_at_how_many_people_and_from_when_to_when(
    town: Town, bram: Actor, officer: Actor, clock: Traveller
) -> None:
    watched = resident()
    for day in (0, 1, 3):
        clock.move_to(LOOKED_ON + timedelta(days=day))
        look(bram, watched, town, REASON)
    for evening in range(2):
        clock.move_to(LOOKED_ON + timedelta(days=evening, hours=12))
        for _ in range(3):
            look(bram, resident(), town, REASON)
    clock.move_to(JUDGED_ON)
    judge_weeks()
    page = listed(body(browser_of(officer), "/beheer/inzage/"))
    assert "op 3 dagen binnen 30 dagen" in page
    assert "3 keer inzage bij 1 inwoner: 24 november tot en met 27 november 2026." in page
    assert "Een medewerker opende 3 dossiers op één avond, nacht of vrije dag." in page
    assert "6 keer inzage bij 6 inwoners: 24 november tot en met 25 november 2026." in page
    with CaptureQueriesContext(connection) as few:
        unusual_looks_of(officer, town.id)
    assert len(few) <= 2


def test_what_the_officer_says_is_kept_with_who_and_why_and_the_last_word_counts(
    officer: Actor, found: UnusualLooks, clock: Traveller
) -> None:
    browser, url = browser_of(officer), f"/beheer/inzage/{found.id}/"
    refused = browser.post(url, {"oordeel": "in-orde", "omdat": "is goed"}, follow=True).content.decode()
    assert ("Schrijf het in een hele zin" in refused, "is goed" in refused) == (True, True)
    assert not LookReview.objects.exists()
    for outcome in ("uitzoeken", "in-orde"):
        clock.shift(60)
        assert browser.post(url, {"oordeel": outcome, "omdat": BECAUSE}).status_code == 302
        assert "Zelfde achternaam" in listed(body(browser, f"/beheer/inzage/?toon={outcome}"))
        assert "niets om na te kijken" in listed(body(browser, "/beheer/inzage/"))
    assert "niets om uit te zoeken" in listed(body(browser, "/beheer/inzage/?toon=uitzoeken"))
    assert BECAUSE in body(browser, url)
    said = AuditLine.objects.filter(what="dossier.unusual_looks_reviewed", actor=officer.id).order_by("at", "id")
    assert [one.after for one in said] == ["uitzoeken", "in-orde"]


def listed(page: str) -> str:
    return page[(start := page.index('aria-labelledby="inzage"')) : page.index("</section>", start)]


def test_who_looked_does_not_judge_the_own_look(town: Town, bram: Actor, found: UnusualLooks) -> None:
    bram_reviews = Actor(
        kind=bram.kind, id=bram.id, organisation=town.id, assignments=bram.assignments,
        permissions=frozenset({(town.id, "dossier.audit")}),
    )  # fmt: skip
    url = f"/beheer/inzage/{found.id}/"
    assert "U keek hier zelf" in body(browser_of(bram_reviews), url)
    browser_of(bram_reviews).post(url, {"oordeel": "in-orde", "omdat": BECAUSE})
    assert not LookReview.objects.exists()


@pytest.mark.parametrize("held", ["dossier.see_changes", "dossier.open", "work.see_queue", "identity.assign_roles"])
def test_nobody_else_reads_it(town: Town, found: UnusualLooks, held: str) -> None:
    for url in ("/beheer/inzage/", f"/beheer/inzage/{found.id}/"):
        body(browser_of(worker_of(town, permissions=(held,))), url, 403)


def test_an_officer_of_another_organisation_does_not_find_it(other_town: Town, found: UnusualLooks) -> None:
    stranger = browser_of(worker_of(other_town, permissions=("dossier.audit",)))
    body(stranger, f"/beheer/inzage/{found.id}/", 404)
    assert "Zelfde achternaam" not in listed(body(stranger, "/beheer/inzage/"))
    assert stranger.post(f"/beheer/inzage/{found.id}/", {"oordeel": "in-orde", "omdat": BECAUSE}).status_code == 404


@pytest.mark.parametrize("kept", [LookWeek, UnusualLooks, LookReview])
def test_what_was_found_and_said_cannot_be_changed_or_taken_away(kept: type[UnusualLooks]) -> None:
    for words in ("UPDATE {} SET id = id", "DELETE FROM {}"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words.format(kept._meta.db_table))


@pytest.mark.parametrize("actions", [120, pytest.param(10_000, marks=pytest.mark.every_change)])
def test_whatever_staff_do_each_look_is_one_audit_and_one_processing_line(
    town: Town, other_town: Town, clock: Traveller, actions: int
) -> None:
    lot, people = random.Random(26), [resident() for _ in range(8)]
    for one in people[:5]:
        let_in(town, one, team=lot.choice([town.contact, town.other_team, None]))
    teams = (town.contact, town.other_team)
    staff = [worker_of(town, team=lot.choice(teams), permissions=lot.choice([BOTH, BOTH[:1], ()])) for _ in range(6)]
    staff.append(worker_of(other_town, permissions=BOTH))
    seen = 0
    for _ in range(actions):
        clock.shift(lot.randrange(1, 900))
        worker, person = lot.choice(staff), lot.choice(people)
        try:
            if lot.random() < 0.2:
                say(person, town, "ik wil iets weten")
            else:
                look(worker, person, town, lot.choice([None, "nodig", REASON]))
                seen += 1
        except (ReasonNeeded, NotFound):
            continue
    looks = Entry.objects.filter(kind__startswith="dossier.looked")
    entries = set(looks.values_list("id", flat=True))
    audited = list(AuditLine.objects.filter(what__startswith="dossier.looked").values_list("entry", flat=True))
    processed = list(ProcessingLine.objects.values_list("entry", flat=True))
    assert actions / 10 < seen == len(entries) == len(audited) == len(processed)
    assert set(audited) == set(processed) == entries
