"""A worker looks through the queue: what waits, what is mine, what colleagues have, and one thing among many."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.clock import now
from naast.kernel.types import Ref
from naast.organisations.tests.towns import make_town
from naast.work import api as work
from naast.workbench.tests.conftest import URL, add, page


def beside(client: Client, item: UUID) -> str:
    """The column as it stands beside the page of this work."""
    asked = {"hier": reverse("work:item", args=[item])}
    return client.get(reverse("workbench:column"), asked).content.decode()


def test_what_is_due_first_stands_on_top(town: UUID, karims: Client) -> None:
    add(town, "Laatste", days=9)
    add(town, "Eerste", days=2)
    shown = page(karims)
    assert shown.index("Eerste") < shown.index("Laatste")


@pytest.mark.parametrize("words", ["zandstra", "Kapotte knop", "LW-7K4M"])
def test_a_name_a_subject_or_a_number_finds_one_among_many(town: UUID, karims: Client, words: str) -> None:
    add(town, "Kapotte knop", name="Zandstra", reference="LW-7K4M-26-X")
    add(town, "Iets heel anders", name="Hoekema")
    shown = page(karims, woorden=words)
    assert "Kapotte knop" in shown
    assert "Iets heel anders" not in shown


def test_the_queue_is_searched_from_any_page_and_each_page_has_one_box(town: UUID, karims: Client) -> None:
    elsewhere = karims.get(reverse("work:item", args=[add(town, "Kapotte knop")])).content.decode()
    assert f'action="{URL}"' in elsewhere
    assert elsewhere.count('name="woorden"') == page(karims).count('name="woorden"') == 1


def test_nothing_found_says_what_to_do_and_keeps_the_words(town: UUID, karims: Client) -> None:
    add(town, "Kapotte knop")
    shown = page(karims, woorden="brommer")
    assert "Niets gevonden. Haal een woord of een keuze weg, of kijk in een andere rij." in shown
    assert "brommer" in shown


def test_one_kind_is_shown_alone_and_a_kind_that_is_none_changes_nothing(town: UUID, karims: Client) -> None:
    add(town, "Kapotte knop")
    assert "Kapotte knop" in page(karims, soort="work.obstacle")
    assert "Kapotte knop" not in page(karims, soort="cases.assess")
    assert "Kapotte knop" in page(karims, soort="bestaat-niet")


def test_what_a_colleague_has_stands_in_a_row_of_its_own_with_the_name(
    town: UUID, karims: Client, hire: Callable[..., Actor]
) -> None:
    work.take(hire("Sara"), add(town, "Kapotte knop"), version=1)
    assert "Kapotte knop" not in page(karims)
    shown = page(karims, rij="van-collegas")
    assert "Kapotte knop" in shown
    assert "Sara Haddouti: Net gemeld" in shown


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("", "Er wacht nu niemand."),
        ("van-mij", "U heeft nu niets opgepakt."),
        ("van-mijn-team", "Uw team heeft nu niets te doen."),
        ("van-collegas", "Geen collega heeft nu iets opgepakt."),
    ],
)
def test_an_empty_row_says_so(karims: Client, row: str, sentence: str) -> None:
    assert sentence in page(karims, rij=row)


def test_beside_what_is_opened_from_the_queue_its_place_there_comes_first(town: UUID, karims: Client) -> None:
    waits, his = add(town, "Kapotte knop"), add(town, "Lege pagina")
    karims.post(reverse("work:item", args=[his]), {"doe": "pak-op", "version": 1})
    for opened, first in ((waits, ["In de rij", "Van mij"]), (his, ["Van mij", "In de rij"])):
        shown = karims.get(reverse("work:item", args=[opened])).content.decode().partition('id="rij-nu"')[2]
        assert sorted(first, key=shown.index) == first


def test_what_is_opened_from_further_down_stands_above_the_queue_with_its_mark(
    town: UUID, karims: Client, hire: Callable[..., Actor]
) -> None:
    first, *_, eleventh = (add(town, f"Knop {number}", days=number) for number in range(2, 13))
    sara, hers = hire("Sara"), add(town, "Knop van Sara")
    work.take(sara, hers, version=1)
    assert "Nu open" not in beside(karims, first)
    assert beside(karims, first).count("aria-current") == 1
    for item, words in ((eleventh, "Knop 12"), (hers, "Sara Haddouti: Net gemeld")):
        top, _, queue = beside(karims, item).partition("In de rij")
        assert "Nu open" in top
        assert words in top.partition('aria-current="true"')[2]
        assert "aria-current" not in queue
    work.finish(sara, hers)
    assert "Knop van Sara" not in beside(karims, hers)


def test_what_waits_at_another_organisation_is_not_named_beside_the_queue(town: UUID, karims: Client) -> None:
    theirs = add(make_town("kruivenmaas"), "Knop van de buren")
    assert "Knop van de buren" not in beside(karims, theirs)


def test_what_a_colleague_wrote_is_gone_once_it_is_taken_again(
    town: UUID, karims: Client, hire: Callable[..., Actor]
) -> None:
    item, sara, wout = add(town, "Kapotte knop"), hire("Sara"), hire("Wout")
    work.take(sara, item, version=1)
    work.give_back(sara, item, reason="Ik ben morgen vrij.")
    assert "Ik ben morgen vrij." in page(karims)
    work.take(wout, item, version=3)
    assert "Ik ben morgen vrij." not in page(karims, rij="van-collegas")


def test_a_manager_sees_what_waits_and_who_has_it_and_opens_no_matter(
    town: UUID, client: Client, hire: Callable[..., Actor]
) -> None:
    item = work.add_item(
        SYSTEM,
        organisation=town,
        kind="cases.assess",
        title="Kwijtschelding",
        about=Ref("case", uuid4()),
        due_at=now(),
        because="Nieuwe aanvraag",
    )
    enter_as_staff(client, user=hire("Ineke", Role.MANAGER).id)
    shown = page(client)
    assert "Kwijtschelding" in shown
    assert reverse("work:item", args=[item]) in shown
    assert "/werk/zaken/" not in shown
