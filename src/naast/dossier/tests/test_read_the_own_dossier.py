"""A resident reads everything that happened, at every organisation; nobody else reads it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from naast.dossier import api
from naast.dossier.models import AuditLine
from naast.dossier.tests.conftest import Town, let_in, resident, say, worker_of
from naast.dossier.tests.pages import bare, browser_of
from naast.dossier.types import Withheld
from naast.kernel.actor import ActingFor, Actor
from naast.kernel.clock import today
from naast.kernel.errors import NotFound
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db


def test_all_organisations_stand_in_one_timeline_newest_first(
    clock: time_machine.Traveller, town: Town, other_town: Town, mirthe: Actor
) -> None:
    for number, place in enumerate((town, other_town, town)):
        clock.shift(60)
        say(mirthe, place, f"woorden {number}")
    details = [one.detail for one in api.timeline(mirthe, subject=mirthe.party)]
    assert details == ["‘woorden 2’", "‘woorden 1’", "‘woorden 0’"]


def test_another_resident_reads_none_of_it(town: Town, mirthe: Actor) -> None:
    say(mirthe, town, "kanarie-van-mirthe-0003")
    neighbour = resident()
    with pytest.raises(NotFound):
        api.timeline(neighbour, subject=mirthe.party)
    for name in ("mine", "looks", "paper"):
        answer = browser_of(neighbour).get(reverse(f"dossier:{name}"), {"voor": str(uuid4())})
        assert "kanarie" not in answer.content.decode()


def test_a_line_of_another_cannot_be_reached_by_its_key(town: Town, mirthe: Actor) -> None:
    entry = say(mirthe, town, "kanarie-van-mirthe-0004")
    neighbour = browser_of(resident())
    foreign = neighbour.get(reverse("dossier:note", args=[entry]))
    nowhere = neighbour.get(reverse("dossier:note", args=[uuid4()]))
    assert foreign.status_code == nowhere.status_code == 404
    assert bare(foreign) == bare(nowhere)
    posted = neighbour.post(reverse("dossier:note", args=[entry]), {"kind": "wrong", "words": "nee"})
    assert posted.status_code == 404


def test_a_foreign_line_to_go_on_from_gives_none_of_that_persons_lines(town: Town, mirthe: Actor) -> None:
    entry = say(mirthe, town, "kanarie-van-mirthe-0005")
    answer = browser_of(resident()).get(reverse("dossier:mine"), {"voor": str(entry)})
    assert "kanarie" not in answer.content.decode()


def test_a_helper_reads_the_lines_of_the_matter_and_not_the_rest(town: Town, mirthe: Actor) -> None:
    matter = Ref("case", uuid4())
    say(mirthe, town, "over de zaak", about=matter)
    say(mirthe, town, "prive")
    helper = replace(resident(), acting_for=(ActingFor(uuid4(), mirthe.party, frozenset({"verhuizen"})),))
    assert [one.detail for one in api.timeline(helper, subject=mirthe.party, about=matter)] == ["‘over de zaak’"]
    with pytest.raises(NotFound):
        api.timeline(helper, subject=mirthe.party)


def test_the_chips_choose_who_looked(town: Town, worker: Actor, mirthe: Actor) -> None:
    say(mirthe, town, "mijn woorden")
    let_in(town, mirthe, team=town.contact)
    api.look(worker, subject=mirthe.party, organisation=town.id, purpose="dossier.matter", about=None)
    looks = browser_of(mirthe).get(reverse("dossier:looks")).content.decode()
    data = browser_of(mirthe).get(reverse("dossier:mine"), {"toon": "gegevens"}).content.decode()
    assert "keek mee" in looks
    assert "mijn woorden" not in looks
    assert "mijn woorden" in data
    assert "keek mee" not in data


def test_looks_of_one_team_on_one_day_are_one_line_with_each_matter_under_it(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, named: str
) -> None:
    let_in(town, mirthe, team=town.contact)
    worker = worker_of(town, permissions=("dossier.open", "dossier.open_without_grant"))
    for about in (None, Ref("matter", uuid4()), None):
        clock.shift(60)
        api.look(worker, subject=mirthe.party, organisation=town.id, purpose="dossier.matter", about=about)
        say(mirthe, town, "mijn woorden")  # what happens in between does not break them up
    for page in (
        browser_of(mirthe).get(reverse("dossier:mine")).content.decode(),
        browser_of(worker).get(reverse("dossier:open", args=[mirthe.party])).content.decode(),
    ):
        assert page.count("team Contact, keek mee") == 1
        assert "2 keer. Bekijk elke keer." in page
        assert page.count("mijn woorden") == 3
        folded = page.split('class="naast-each"')[1].split("</details>")[0]
        assert "tussen 09.05 en 09.07 uur." in folded
        assert "09.06</time>" in folded


def test_pages_of_one_treatment_are_one_line_and_every_worker_and_reason_is_told(
    clock: time_machine.Traveller, town: Town, worker: Actor, mirthe: Actor
) -> None:
    """Each page stays an entry and an audit line; the resident reads who and why, and from when to when."""
    let_in(town, mirthe, team=town.contact)
    colleague, called, wrote = worker_of(town), "u belde", "u een brief stuurde"

    def page_after(*turns: tuple[Actor, str]) -> str:
        for who, because in turns:
            clock.shift(60)
            api.look(
                who, subject=mirthe.party, organisation=town.id, purpose="dossier.matter", about=None, because=because
            )
        return browser_of(mirthe).get(reverse("dossier:looks")).content.decode()

    once = page_after(*[(worker, called)] * 3)
    assert "naast-each" not in once
    assert once.count("omdat u belde.") == once.count("tussen 09.05 en 09.07 uur.") == 1
    more = page_after((colleague, called), (worker, wrote), (worker, called))
    assert "3 keer, door 2 medewerkers. Bekijk elke keer." in more
    assert (more.count("omdat u belde."), more.count("omdat u een brief stuurde.")) == (2, 1)
    assert "tussen 09.05 en 09.10 uur." in more
    assert AuditLine.objects.filter(what="dossier.looked").count() == 6


def test_each_time_that_is_folded_can_be_answered_by_the_resident(town: Town, worker: Actor, mirthe: Actor) -> None:
    let_in(town, mirthe, team=town.contact)
    looks = [
        api.look(one, subject=mirthe.party, organisation=town.id, purpose="dossier.matter", about=None)
        for one in (worker, worker_of(town))
    ]
    page = browser_of(mirthe).get(reverse("dossier:looks")).content.decode()
    for one in looks:
        assert reverse("dossier:note", args=[one.entry]) in page


def test_looks_on_another_day_stand_apart(
    clock: time_machine.Traveller, town: Town, worker: Actor, mirthe: Actor
) -> None:
    let_in(town, mirthe, team=town.contact)
    for _ in range(2):
        api.look(worker, subject=mirthe.party, organisation=town.id, purpose="dossier.matter", about=None)
        clock.shift(24 * 3600)
    page = browser_of(mirthe).get(reverse("dossier:looks")).content.decode()
    assert page.count("team Contact, keek mee") == 2


def test_paging_shows_every_line_once_also_when_all_have_the_same_instant(
    clock: time_machine.Traveller, town: Town, other_town: Town, mirthe: Actor
) -> None:
    for number in range(75):
        say(mirthe, (town, other_town)[number % 2], f"regel-{number:03}.")
    browser, url, seen = browser_of(mirthe), reverse("dossier:mine"), []
    while url:
        page = browser.get(url).content.decode()
        seen += [number for number in range(75) if f"regel-{number:03}." in page]
        link = page.partition('rel="next" href="')[2].partition('"')[0]
        url = link.replace("&amp;", "&")
    assert sorted(seen) == list(range(75))


def test_the_number_of_queries_does_not_grow_with_the_dossier(
    town: Town, mirthe: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        say(mirthe, town, f"a {number}")
    with django_assert_num_queries(4):  # joined matters, lines, notes on them, the organisation's name
        api.timeline(mirthe, subject=mirthe.party)
    for number in range(40):
        say(mirthe, town, f"b {number}")
    with django_assert_num_queries(4):
        api.timeline(mirthe, subject=mirthe.party)


@pytest.mark.parametrize("key", ["x", "1", "'", "00000000-0000-0000-0000-00000000000g"])
def test_a_key_that_is_none_is_not_found(town: Town, mirthe: Actor, key: str) -> None:
    assert browser_of(mirthe).get(reverse("dossier:mine"), {"voor": key}).status_code == 404
    assert browser_of(mirthe).get(reverse("dossier:mine"), {"toon": key}).status_code == 404


@pytest.mark.parametrize(
    ("language", "shown"),
    [("nl", "‘woensdag 6 januari 2027’"), ("en", "‘Wednesday 6 January 2027’")],
)
def test_a_day_is_written_out_in_the_language_of_the_reader(town: Town, mirthe: Actor, language, shown) -> None:
    let_in(town, mirthe, team=None)
    api.record(
        worker_of(town),
        subject=mirthe.party,
        organisation=town.id,
        kind="dossier.noted",
        purpose="dossier.matter",
        about=None,
        content={"words": "2027-01-06"},
    )
    with override(language):
        assert api.timeline(mirthe, subject=mirthe.party)[0].detail == shown


def test_what_may_not_be_seen_yet_is_a_line_with_ground_and_end_and_shown_after_it(
    clock: time_machine.Traveller, town: Town, mirthe: Actor
) -> None:
    end = today() + timedelta(days=7)
    let_in(town, mirthe, team=None)
    api.record(
        worker_of(town),
        subject=mirthe.party,
        organisation=town.id,
        kind="dossier.noted",
        purpose="dossier.matter",
        about=None,
        content={"words": "er loopt een onderzoek"},
        withheld=Withheld("Uitvoeringswet AVG, artikel 41, eerste lid, onder d", end),
    )
    page = browser_of(mirthe).get(reverse("dossier:mine")).content.decode()
    assert "Hier gebeurde iets wat u nu nog niet mag zien" in page
    assert "artikel 41" in page
    assert "onderzoek" not in page
    assert "onderzoek" in api.timeline(worker_of(town), subject=mirthe.party, organisation=town.id)[0].detail
    clock.shift(timedelta(days=7))
    assert "onderzoek" in browser_of(mirthe).get(reverse("dossier:mine")).content.decode()


def test_what_was_begun_without_a_name_joins_at_sign_in(town: Town, mirthe: Actor) -> None:
    draft = uuid4()
    api.record(
        replace(mirthe, party=draft),
        subject=draft,
        organisation=town.id,
        kind="dossier.noted",
        purpose="dossier.own_words",
        about=None,
        content={"words": "voor het inloggen"},
    )
    assert api.timeline(mirthe, subject=mirthe.party) == ()
    first = api.join(mirthe, anonymous=draft, subject=mirthe.party, organisation=town.id)
    assert api.join(mirthe, anonymous=draft, subject=mirthe.party, organisation=town.id) == first
    details = [one.detail for one in api.timeline(mirthe, subject=mirthe.party)]
    assert "‘voor het inloggen’" in details
    assert api.verify().holds


def test_the_page_on_paper_has_every_line(town: Town, mirthe: Actor) -> None:
    for number in range(35):
        say(mirthe, town, f"papier-{number:03}.")
    page = browser_of(mirthe).get(reverse("dossier:paper")).content.decode()
    assert all(f"papier-{number:03}." in page for number in range(35))
