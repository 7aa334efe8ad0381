"""The functional administrator reads what was changed of the settings, by whom, from what to what; nothing about residents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time
from uuid import UUID, uuid4

import pytest
from django.test import Client
from time_machine import Traveller

from naast.dossier import api
from naast.dossier.models import AuditLine
from naast.dossier.queries.changes import AT_ONCE
from naast.dossier.tests.conftest import Town, worker_of
from naast.dossier.tests.pages import browser_of
from naast.dossier.types import StaffNames
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.registry import registry
from naast.kernel.types import Ref
from naast.organisations import api as organisations
from naast.organisations.types import Hours, Phone, Reach

SEE = ("dossier.see_changes", "organisations.change")
LOOKED = "dossier.opened_without_grant"


@pytest.fixture
def ans(town: Town, clock: Traveller, monkeypatch: pytest.MonkeyPatch) -> Actor:
    """An administrator, whose name is known."""
    ans = worker_of(town, permissions=SEE)
    assert ans.id

    def names_of(users: Sequence[UUID]) -> Mapping[UUID, str]:
        return {ans.id: "Ans Verbruggen"} if ans.id in users else {}  # type: ignore[dict-item]

    known = StaffNames(key="test.staff", names_of=names_of)
    monkeypatch.setitem(registry._by_kind, StaffNames, {known.key: known})
    return ans


def changed(ans: Actor, town: Town, **asked: str) -> list[tuple[str, str, str, str]]:
    found, _more = api.settings_changed(ans, town.id, **asked)  # type: ignore[arg-type]
    return [(one.by, one.label, one.before, one.after) for one in found]


def body(client: Client, query: str = "") -> str:
    response = client.get(f"/beheer/wijzigingen/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_change_of_the_organisation_is_read_with_who_and_from_what_to_what(ans: Actor, town: Town) -> None:
    organisations.change_organisation(ans, organisation=town.id, phone=Phone("140400", "14 0400"))
    assert changed(ans, town) == [("Ans Verbruggen", "Telefoonnummer", "14 0399", "14 0400")]
    page = body(browser_of(ans))
    for words in ("26-11-2026 09.04 uur", "Ans Verbruggen", "Telefoonnummer", "14 0399", "14 0400"):
        assert words in page


def test_each_setting_that_changed_is_a_line_of_its_own(ans: Actor, town: Town) -> None:
    reach = Reach(hours=tuple(Hours(day, time(8), time(17)) for day in (1, 2, 3)))
    organisations.change_organisation(ans, organisation=town.id, tone="je", reach=reach)
    assert sorted(changed(ans, town)) == [
        ("Ans Verbruggen", "Aanspreken", "u", "je"),
        ("Ans Verbruggen", "Openingstijden telefoon", "", "Maandag tot en met woensdag, 8.00 tot 17.00 uur."),
    ]


def test_who_a_command_stands_for_has_no_name(ans: Actor, town: Town) -> None:
    organisations.change_organisation(SYSTEM, organisation=town.id, tone="je")
    assert changed(ans, town) == [("", "Aanspreken", "u", "je")]
    assert "De installatie" in body(browser_of(ans), "?door=installatie")
    assert api.settings_changed(ans, town.id, words="installatie Aanspreken") == api.settings_changed(ans, town.id)


@pytest.mark.parametrize(
    ("query", "phone", "tone"),
    [
        ("?soort=organisations.phone", True, False),
        ("?woorden=0400", True, False),
        ("?woorden=verbruggen+0399", True, False),
        ("?woorden=verbruggen", True, True),
        ("?woorden=telefoonnummer+verbruggen", True, False),  # what was done
        ("?woorden=installatie", False, False),  # a command; here she did both
        ("?woorden=zeppelin", False, False),
        ("?soort=bestaat-niet", True, True),
        ("?soort=organisations.tone&woorden=0400", False, False),
    ],
)
def test_changes_are_found_by_kind_and_by_words(ans: Actor, town: Town, query: str, phone: bool, tone: bool) -> None:
    organisations.change_organisation(ans, organisation=town.id, phone=Phone("140400", "14 0400"), tone="je")
    rows = body(browser_of(ans), query)
    rows = rows[rows.index("<tbody") : rows.index("</tbody")]
    assert ("Telefoonnummer" in rows, "Aanspreken" in rows) == (phone, tone)
    assert ("Niets gevonden" in rows) is not (phone or tone)


@pytest.mark.parametrize(
    ("query", "by_people", "by_command"),
    [
        ("", True, False),
        ("?door=mensen", True, False),
        ("?door=installatie", False, True),
        ("?door=alles", True, True),
        ("?door=niemand", True, False),
        ("?door=alles&woorden=aanspreken", False, True),
    ],
)
def test_what_people_did_comes_first_and_what_a_command_did_is_one_press_away(
    ans: Actor, town: Town, query: str, by_people: bool, by_command: bool
) -> None:
    organisations.change_organisation(ans, organisation=town.id, phone=Phone("140400", "14 0400"))
    organisations.change_organisation(SYSTEM, organisation=town.id, tone="je")
    page = body(browser_of(ans), query)
    rows = page[page.index("<tbody") : page.index("</tbody")]
    assert ("Ans Verbruggen" in rows, "De installatie" in rows) == (by_people, by_command)
    for way in ("mensen", "installatie", "alles"):
        assert f"door={way}" in page


def test_a_long_list_comes_in_pages(ans: Actor, town: Town, clock: Traveller) -> None:
    for number in range(AT_ONCE + 1):
        clock.shift(1)
        api.audit(ans, organisation=town.id, what="organisations.name", about=None, after=f"nummer-{number:03}")
    first, second = body(browser_of(ans)), body(browser_of(ans), "?pagina=2")
    assert (f"nummer-{AT_ONCE:03}" in first, "nummer-000" in first) == (True, False)
    assert (f"nummer-{AT_ONCE:03}" in second, "nummer-000" in second) == (False, True)
    for odd in ("0", "-1", "x", "99999999"):
        assert "Wijzigingen" in body(browser_of(ans), f"?pagina={odd}")


def test_no_line_is_about_a_resident(ans: Actor, town: Town) -> None:
    party = uuid4()
    api.audit(ans, organisation=town.id, what=LOOKED, about=Ref("grant", uuid4()))
    api.record(
        ans, subject=party, organisation=town.id, kind="dossier.noted", purpose="dossier.own_words", about=None,
        content={"words": "Ik woon hier niet meer."},
    )  # fmt: skip
    assert AuditLine.objects.filter(what__in=[LOOKED, "dossier.noted"]).count() == 2
    assert changed(ans, town) == []


def test_what_was_changed_elsewhere_is_not_read_here(ans: Actor, town: Town, other_town: Town) -> None:
    organisations.change_organisation(SYSTEM, organisation=other_town.id, tone="je")
    assert changed(ans, town) == []
    assert api.settings_changed(ans, other_town.id) == ((), False)
    assert browser_of(ans).get(f"/beheer/wijzigingen/?bij={other_town.id}").status_code == 404


def test_a_reader_needs_the_same_few_queries_for_any_number_of_lines(
    ans: Actor, town: Town, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        api.audit(ans, organisation=town.id, what="organisations.name", about=None, after=str(number))
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        api.settings_changed(ans, town.id, words="ans")


@pytest.mark.parametrize("held", ["dossier.audit", "dossier.open", "catalogue.edit", "organisations.change"])
def test_nobody_else_reads_it(ans: Actor, town: Town, held: str) -> None:
    organisations.change_organisation(ans, organisation=town.id, tone="je")
    bo = worker_of(town, permissions=(held,))
    assert browser_of(bo).get("/beheer/wijzigingen/").status_code == 403
    assert changed(bo, town) == []
