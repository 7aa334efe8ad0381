"""A worker sees what waits, first due first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from naast.kernel.actor import SYSTEM
from naast.kernel.errors import Forbidden, Refused
from naast.kernel.ids import uuid7
from naast.kernel.live import LiveTopic
from naast.kernel.registry import registry
from naast.parties import api as parties
from naast.work import api
from naast.work.models import WorkItem
from naast.work.tests.conftest import WEDNESDAY, worker
from naast.work.types import Filters, Whose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def _rows(organisation, count: int) -> None:
    rows = []
    for number in range(count):
        row = WorkItem(
            organisation=organisation,
            kind="work.obstacle",
            title=str(number),
            about_kind="page",
            about_id=uuid7(),
            party=uuid4(),
        )
        row.promise(WEDNESDAY + timedelta(minutes=number // 3))  # three items share each due time
        rows.append(row)
    WorkItem.objects.bulk_create(rows, batch_size=2000)


def test_what_is_due_first_comes_first(add, karim, organisation):
    last, first = add(due_at=WEDNESDAY + timedelta(hours=1)), add(due_at=WEDNESDAY)
    assert [one.id for one in api.queue(karim, organisation=organisation).items] == [first, last]


def test_each_line_says_what_it_is_and_why_it_is_here(add, karim, organisation):
    add(title="Knop doet niets", because="Gemeld op de pagina zelf")
    (line,) = api.queue(karim, organisation=organisation).items
    assert (line.label, line.title, line.because) == (
        "Dit zit in de weg",
        "Knop doet niets",
        "Gemeld op de pagina zelf",
    )


def test_paging_shows_every_item_once_also_when_due_times_are_equal(karim, organisation):
    _rows(organisation, 100)
    seen, after = [], None
    while True:
        page = api.queue(karim, organisation=organisation, after=after, limit=7)
        seen += [one.id for one in page.items]
        if (after := page.after) is None:
            break
    assert len(seen) == len(set(seen)) == 100


def test_a_page_costs_the_same_number_of_queries_at_10_and_at_1_000_items(karim, organisation):
    _rows(organisation, 10)
    few = _queries(karim, organisation, lines=10)
    _rows(organisation, 990)
    assert _queries(karim, organisation, lines=10) == few
    assert _queries(karim, organisation, lines=100) == few


def _queries(actor, organisation, *, lines: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        page = api.queue(actor, organisation=organisation, limit=lines)
    assert len(page.items) == lines
    return len(captured)


@pytest.mark.parametrize("after", ["", "x", "2026~y", "\x00~", "2026-12-02T16:00:00+00:00~", "~" * 9999])
def test_a_broken_place_in_the_list_gets_a_sentence(karim, organisation, after):
    if not after:
        assert api.queue(karim, organisation=organisation, after=after).items == ()
        return
    with pytest.raises(Refused, match="Begin weer bovenaan"):
        api.queue(karim, organisation=organisation, after=after)


def test_a_page_is_never_longer_than_a_hundred_lines(karim, organisation):
    _rows(organisation, 120)
    assert len(api.queue(karim, organisation=organisation, limit=10_000).items) == 100


def test_the_queue_of_another_organisation_stays_closed(add, karim):
    elsewhere = uuid4()
    add(at=elsewhere)
    with pytest.raises(Forbidden):
        api.queue(karim, organisation=elsewhere)


def test_a_colleague_who_may_not_see_the_queue_does_not(add, organisation):
    item = add()
    outsider = worker(organisation, may=("cases.see",))
    assert api.item(outsider, item) is None
    with pytest.raises(Forbidden):
        api.queue(outsider, organisation=organisation)


def test_taken_work_leaves_the_queue_and_stands_with_the_one_who_took_it(add, karim, gerda, organisation):
    item = add()
    api.take(karim, item, version=1)
    assert api.queue(gerda, organisation=organisation).items == ()
    assert api.queue(gerda, organisation=organisation, whose=Whose.MINE).items == ()
    assert [one.id for one in api.queue(karim, organisation=organisation, whose=Whose.MINE).items] == [item]


def test_a_colleague_sees_who_has_what_was_taken(add, karim, gerda, organisation):
    item = add()
    api.take(karim, item, version=1)
    (line,) = api.queue(gerda, organisation=organisation, whose=Whose.COLLEAGUES).items
    assert (line.id, line.taken_by) == (item, karim.id)
    assert api.queue(karim, organisation=organisation, whose=Whose.COLLEAGUES).items == ()


@pytest.mark.parametrize("words", ["zándstra mirthe", "KNOP", "lw 7k4m", "gemeld  doet"])
def test_words_find_a_name_a_title_a_number_or_a_reason(add, karim, organisation, words):
    mirthe = parties.register_person(SYSTEM, given_names="Mirthe", family_name="Zandstra")
    item = add(party=mirthe, reference="LW-7K4M-26-X", due_at=WEDNESDAY + timedelta(days=1))
    add(title="Iets anders", because="Van vroeger")
    assert [one.id for one in api.queue(karim, organisation=organisation, filters=Filters(words=words)).items] == [item]


def test_words_of_two_lines_find_neither(add, karim, organisation):
    add(title="Knop")
    add(title="Letter")
    assert api.queue(karim, organisation=organisation, filters=Filters(words="knop letter")).items == ()


def test_what_was_searched_goes_on_where_the_page_ended(karim, organisation):
    _rows(organisation, 40)  # titles 0 to 39: thirteen hold a 3
    first = api.queue(karim, organisation=organisation, filters=Filters(words="3"), limit=10)
    rest = api.queue(karim, organisation=organisation, filters=Filters(words="3"), limit=10, after=first.after)
    assert len(first.items) == 10
    found = {one.title for one in (*first.items, *rest.items)}
    assert found == {"3", "13", "23", *(str(number) for number in range(30, 40))}
    assert len(rest.items) == 3


def test_one_kind_of_work_can_be_shown_alone(add, karim, organisation):
    add()
    assert len(api.queue(karim, organisation=organisation, filters=Filters(kind="work.obstacle")).items) == 1
    assert api.queue(karim, organisation=organisation, filters=Filters(kind="work.disputed")).items == ()


def test_every_person_on_the_list_gets_one_line_in_the_processing_log(add, karim, organisation):
    from naast.dossier.models import ProcessingLine

    one, other = uuid4(), uuid4()
    for party in (one, one, other, None):
        add(party=party)
    before = ProcessingLine.objects.count()
    api.queue(karim, organisation=organisation)
    assert ProcessingLine.objects.count() - before == 2


def test_only_who_may_see_the_queue_may_follow_it_live(karim, organisation):
    topic = registry.find(LiveTopic, "queue")
    assert topic.may_follow(karim, organisation)
    assert not topic.may_follow(karim, uuid4())
    assert not topic.may_follow(SYSTEM, organisation)
