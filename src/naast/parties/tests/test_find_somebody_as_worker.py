"""A worker finds a person by name and birth date, or by BSN, for a reason; everybody shown is written down."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from naast.dossier.models import Entry, ProcessingLine
from naast.dossier.tests.conftest import Town, let_in, make_town, worker_of
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.parties import api
from naast.parties.tests.conftest import BSN_MIRTHE, BSN_SJOERD, MAY
from naast.parties.types import PersonCard, TooManyFound

pytestmark = pytest.mark.django_db
BORN = date(1997, 3, 14)


def _find(worker: Actor, town: Town, **asked: object) -> tuple[PersonCard, ...]:
    values = {"purpose": "parties.caller", **asked}
    return api.search_people(worker, organisation=town.id, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["Zandstra", "zandstra", "Mirthe Zandstra", "Zandstra Mirthe Anna", "Zandsra", "ZÀNDSTRA", "Zandstraa"]
)
def test_by_name_as_it_is_heard_and_birth_date(town: Town, worker: Actor, mirthe: Actor, name: str) -> None:
    assert [one.id for one in _find(worker, town, name=name, birth_date=BORN)] == [mirthe.party]


@pytest.mark.parametrize(
    "name",
    [
        "de Wit",
        "S. de Wit",
        "S.M. de Wit",
        "SM de Wit",
        "Sanne",
        "Wit, S. de",
        "Wit",
        "Sanne de wit",
        "S. Wit",
        "Sannne de Wit",
        "dewit",
    ],
)
def test_with_a_prefix_initials_or_a_first_name_as_they_are_said(town: Town, worker: Actor, name: str) -> None:
    sanne = api.register_person(SYSTEM, given_names="Sanne Marije", prefix="de", family_name="Wit", birth_date=BORN)
    api.register_person(SYSTEM, given_names="Daan", prefix="de", family_name="Boer", birth_date=BORN)
    assert [one.id for one in _find(worker, town, name=name, birth_date=BORN)] == [sanne]


@pytest.mark.parametrize("name", ["de", "S.", "S. M. de", "Sanne de Boer"])
def test_a_prefix_and_initials_alone_find_nobody(town: Town, worker: Actor, name: str) -> None:
    api.register_person(SYSTEM, given_names="Sanne Marije", prefix="de", family_name="Wit", birth_date=BORN)
    assert _find(worker, town, name=name, birth_date=BORN) == ()


@pytest.mark.parametrize("written", ["14-03-1997", "14 maart 1997", "14/3/1997", "1997-03-14"])
def test_the_birth_date_as_people_write_it(town: Town, worker: Actor, mirthe: Actor, written: str) -> None:
    form = {"purpose": "parties.caller", "name": "M. Zandstra", "birth_date": written}
    answer = browser_of(worker).post(reverse("parties:search"), form)
    assert reverse("parties:person", args=[mirthe.party]) in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "born"), [("Zandstra", date(1997, 3, 15)), ("Hoekema", BORN), ("Z", BORN), ("%", BORN)]
)
def test_half_right_finds_nobody(town: Town, worker: Actor, mirthe: Actor, name: str, born: date) -> None:
    assert _find(worker, town, name=name, birth_date=born) == ()
    assert not ProcessingLine.objects.exists()


@pytest.mark.parametrize("asked", [{"name": "Zandstra"}, {"birth_date": BORN}, {}])
def test_a_name_alone_or_a_date_alone_is_not_enough(
    town: Town, worker: Actor, mirthe: Actor, asked: dict[str, object]
) -> None:
    with pytest.raises(Refused):
        _find(worker, town, **asked)


@pytest.mark.parametrize("purpose", ["", "dossier.own_words", "nieuwsgierig"])
def test_without_a_reason_to_choose_nobody_is_found(town: Town, worker: Actor, mirthe: Actor, purpose: str) -> None:
    with pytest.raises(Refused):
        _find(worker, town, bsn=BSN_MIRTHE, purpose=purpose)


def test_everybody_shown_is_a_line_with_purpose_and_worker(town: Town, worker: Actor, mirthe: Actor) -> None:
    _find(worker, town, bsn=BSN_MIRTHE)
    (line,) = ProcessingLine.objects.all()
    assert (line.subject, line.purpose, line.actor) == (mirthe.party, "parties.caller", worker.id)


def test_more_than_ten_are_not_shown_at_all(town: Town, worker: Actor) -> None:
    for _ in range(11):
        api.register_person(SYSTEM, family_name="Jansen", birth_date=BORN)
    with pytest.raises(TooManyFound):
        _find(worker, town, name="Jansen", birth_date=BORN)
    assert not ProcessingLine.objects.exists()


def test_a_bsn_of_nobody_costs_as_many_queries_as_one_of_somebody(town: Town, worker: Actor, mirthe: Actor) -> None:
    with CaptureQueriesContext(connection) as known:
        assert len(_find(worker, town, bsn=BSN_MIRTHE)) == 1
    with CaptureQueriesContext(connection) as unknown:
        assert _find(worker, town, bsn=BSN_SJOERD) == ()
    reads = [[one["sql"][:60] for one in ran if one["sql"].startswith("SELECT")] for ran in (known, unknown)]
    assert reads[0] == reads[1]


def test_who_may_not_search_does_not(town: Town, worker: Actor, mirthe: Actor) -> None:
    elsewhere = make_town("polderdam", "Gemeente Polderdam")
    for actor in (mirthe, worker_of(town, permissions=("dossier.open",)), worker_of(elsewhere, permissions=MAY)):
        with pytest.raises(Forbidden):
            _find(actor, town, bsn=BSN_MIRTHE)


def test_a_hundred_thousand_people_are_searched_by_index(town: Town, worker: Actor, mirthe: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH party AS (
              INSERT INTO parties_party (id, kind, known_since)
              SELECT gen_random_uuid(), 'person', now() FROM generate_series(1, 100000) RETURNING id
            )
            INSERT INTO parties_person (party_id, given_names, prefix, family_name, birth_date, search_name, source, source_at)
            SELECT id, 'Kim', '', 'Naam' || n, date '1930-01-01' + (n % 30000)::int, 'naam' || n || ' kim', 'self', now()
            FROM (SELECT id, row_number() OVER () AS n FROM party) AS numbered
            """
        )
        cursor.execute("DISCARD PLANS")  # those of a small table would read all of it for each key
        cursor.execute(
            "EXPLAIN SELECT * FROM parties_person WHERE birth_date = %s ORDER BY search_name LIMIT 400", [BORN]
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "person_by_birth_and_name" in plan
    assert [one.id for one in _find(worker, town, name="Zandstra", birth_date=BORN)] == [mirthe.party]


def test_the_page_finds_and_leads_to_the_dossier_and_no_search_word_stands_in_an_address(
    town: Town, worker: Actor, mirthe: Actor
) -> None:
    browser, url = browser_of(worker), reverse("parties:search")
    answer = browser.post(url, {"purpose": "parties.caller", "name": "Zandstra", "birth_date": "14-03-1997"})
    assert reverse("parties:person", args=[mirthe.party]) in answer.content.decode()
    assert browser.get(url, {"bsn": BSN_MIRTHE}).status_code == 200
    assert ProcessingLine.objects.count() == 1
    opened = browser.get(reverse("parties:person", args=[mirthe.party]), follow=True)
    assert "Er loopt geen zaak" in opened.content.decode()
    assert not Entry.objects.filter(kind__startswith="dossier.looked").exists()


def test_a_bsn_is_found_however_it_is_spaced(town: Town, worker: Actor, mirthe: Actor) -> None:
    spaced = f"{BSN_MIRTHE[:3]}.{BSN_MIRTHE[3:6]} {BSN_MIRTHE[6:]}"
    answer = browser_of(worker).post(reverse("parties:search"), {"purpose": "parties.caller", "bsn": spaced})
    assert reverse("parties:person", args=[mirthe.party]) in answer.content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"purpose": "parties.caller"},
        {"purpose": "parties.caller", "name": "Zandstra"},
        {"purpose": "parties.caller", "name": "Zandstra", "birth_date": "gisteren"},
        {"purpose": "parties.caller", "bsn": "123456789"},
        {"purpose": "x", "bsn": BSN_MIRTHE},
        {"purpose": "parties.caller", "name": "a\x00b", "birth_date": "14-03-1997"},
        {"purpose": "parties.caller", "name": "x" * 100_000, "birth_date": "14-03-1997"},
    ],
)
def test_half_a_question_is_told_and_finds_nobody(
    town: Town, worker: Actor, mirthe: Actor, sent: dict[str, str]
) -> None:
    answer = browser_of(worker).post(reverse("parties:search"), sent)
    assert answer.status_code == 422
    assert not ProcessingLine.objects.exists()


def test_what_is_missing_is_said_beside_its_field_and_no_field_is_called_free(
    town: Town, worker: Actor, mirthe: Actor
) -> None:
    browser, url = browser_of(worker), reverse("parties:search")
    assert "mag leeg blijven" not in browser.get(url).content.decode()
    page = browser.post(url, {"purpose": "parties.caller", "name": "Zandstra"}).content.decode()
    assert 'id="id_birth_date-fout"' in page
    assert 'id="id_name-fout"' not in page


def test_a_resident_does_not_enter(town: Town, mirthe: Actor) -> None:
    assert browser_of(mirthe).get(reverse("parties:search")).status_code == 403


def test_the_bsn_is_shown_with_a_matter_and_the_resident_sees_that(town: Town, worker: Actor, mirthe: Actor) -> None:
    with pytest.raises(NotFound):
        api.bsn_for(worker, party=mirthe.party, organisation=town.id, purpose="parties.caller")
    let_in(town, mirthe, team=town.contact)
    assert api.bsn_for(worker, party=mirthe.party, organisation=town.id, purpose="parties.caller") == BSN_MIRTHE
    assert Entry.objects.filter(kind="parties.bsn_shown").count() == ProcessingLine.objects.count() == 1


def test_a_person_is_known_only_to_who_has_a_way_in(town: Town, worker: Actor, mirthe: Actor, sjoerd: Actor) -> None:
    for actor in (worker, sjoerd):
        for key in (mirthe.party, uuid4()):
            with pytest.raises(NotFound):
                api.person(actor, key)
    let_in(town, mirthe, team=None)
    assert api.person(worker, mirthe.party).name == "Mirthe Zandstra"
