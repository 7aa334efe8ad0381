"""Whoever does not know the name of a thing begins at one of thirteen questions, and chooses what they need."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from naast.catalogue import api
from naast.catalogue.actions import pause
from naast.catalogue.queries import resident_questions
from naast.catalogue.tests.conftest import Workshop, body, links_in, words_in
from naast.identity.tests.hiring import hire
from naast.kernel.actor import SYSTEM, Role

MONEY = ("schuldhulp", "bewind", "bijstand", "aio", "kwijtschelding-gemeentelijke-belastingen")
OTHERS = ("huurtoeslag", "verhuismelding", "huiselijk-geweld")


@pytest.fixture
def offered(town: UUID, clock: object) -> UUID:
    api.publish_all(SYSTEM, organisation=town, packages=[api.package(slug) for slug in (*MONEY, *OTHERS)])
    return town


@pytest.mark.parametrize("number", range(1, 14))
def test_each_question_has_a_page_with_the_box_and_a_human(client: Client, offered: UUID, number: int) -> None:
    page = body(client.get(f"/vragen/{number}/"))

    assert resident_questions()[number - 1].title["nl"] in page
    assert 'name="vraag"' in page
    last = page[page.index("Mijn vraag staat er niet bij") :]
    assert 'href="/zoek/"' in last
    assert 'href="tel:140399"' in last
    assert 'href="/contact/"' in last


def test_services_stand_under_what_one_needs_the_most_asked_first(client: Client, offered: UUID) -> None:
    page = body(client.get("/vragen/4/"))

    assert links_in(page, "te-weinig") == ["bijstand"]
    assert links_in(page, "schulden") == ["schuldhulp", "bewind"]
    assert links_in(page, "aow") == ["aio"]
    assert 'id="kinderen"' not in page  # a need without a service here
    assert 'href="#schulden"' in page
    assert 'href="#kinderen"' not in page


def test_a_service_of_another_question_stands_below_and_not_under_a_need(client: Client, offered: UUID) -> None:
    page = body(client.get("/vragen/4/"))

    assert links_in(page, "ook") == ["huurtoeslag"]
    assert page.count('href="/diensten/huurtoeslag/"') == 1
    assert links_in(body(client.get("/vragen/3/")), "huur") == ["huurtoeslag"]


def test_one_sees_who_does_it_and_what_starts_here(client: Client, offered: UUID) -> None:
    page = body(client.get("/vragen/4/"))
    debts, bill = (page[page.index(f'id="{key}"') :] for key in ("schulden", "rekening"))

    assert "Door: Sociale Verzekeringsbank (SVB)" in words_in(page[page.index('id="aow"') :])
    assert "Kan hier online" in bill[: bill.index("</ul>")]
    assert "Kan hier online" not in debts[: debts.index("</ul>")]


def test_what_is_switched_off_for_a_while_does_not_start_here(client: Client, offered: UUID) -> None:
    ans = hire(offered, "ans", Role.FUNCTIONAL_ADMINISTRATOR)
    pause(ans, organisation=offered, slug="kwijtschelding-gemeentelijke-belastingen", sentence="Morgen weer.")
    for address in ("/vragen/4/", "/diensten/?q=kwijt"):
        page = body(client.get(address))
        line = page[page.index("/diensten/kwijtschelding-gemeentelijke-belastingen/") :]
        assert "Kan hier online" not in line[: line.index("</li>")]


def test_a_question_without_services_says_so(client: Client, offered: UUID) -> None:
    assert "Hier staat nog niets" in body(client.get("/vragen/9/"))
    assert "Hier staat nog niets" not in body(client.get("/vragen/4/"))


def test_a_service_that_stands_in_no_need_is_still_found(client: Client, town: UUID, workshop: Workshop) -> None:
    workshop.for_nothing()
    api.publish(SYSTEM, organisation=town, package=workshop.package())

    page = body(client.get("/vragen/10/"))

    assert links_in(page, "ook") == ["lampion"]
    assert "Hier staat 1 dienst." in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("2026-11-04", "2026-11-01"), "Het langst geleden was op zondag 1 november 2026."),
        (("2026-11-26", "2026-11-26"), "Dat was vandaag."),
    ],
)
def test_the_page_says_how_much_of_it_was_checked_and_when(
    client: Client, town: UUID, workshop: Workshop, clock: object, days: tuple[str, str], said: str
) -> None:
    old = "    example: true\nnewer"
    checked = "    source: {{ law: Lampionwet, article: 1 }}\n    checked: {}\n"
    facts = checked.format(days[0]) + "  - { key: b, kind: term, text: { nl: B. }, example: true }\n"
    more = "  - key: c\n    kind: term\n    text: { nl: C. }\n" + checked.format(days[1])
    workshop.change("services/lampion/service.yaml", old, facts + more + "newer")
    workshop.for_nothing()
    api.publish(SYSTEM, organisation=town, package=workshop.package())

    page = body(client.get("/vragen/10/"))

    assert f"We keken 2 van de 3 feiten na. {said}" in page
    assert "Team Ruimte zorgt voor deze pagina." in page


def test_who_does_not_feel_safe_sees_numbers_to_call_first(client: Client, offered: UUID) -> None:
    page = body(client.get("/vragen/8/"))

    places = [page.index(one) for one in ("tel:112", "tel:08002000", "tel:113", 'name="vraag"', "/huiselijk-geweld/")]
    assert places == sorted(places)
    assert "<details" not in page[page.index("<main") : page.index('id="thuis"')]  # nothing of this is folded away
    assert "tel:112" not in body(client.get("/vragen/7/"))


def test_who_does_not_feel_safe_can_leave_quickly_from_the_question_and_what_it_leads_to(
    client: Client, offered: UUID
) -> None:
    leave = "Snel weg van deze site"
    shown = [leave in body(client.get(f"/{one}/")) for one in ("vragen/8", "diensten/huiselijk-geweld")]
    others = [leave in body(client.get(f"/{one}/")) for one in ("vragen/7", "diensten/burenoverlast")]

    assert (shown, others) == ([True, True], [False, False])


def test_who_does_not_feel_safe_finds_each_service_folded_under_what_it_is_for(client: Client, offered: UUID) -> None:
    """So that a phone shows the numbers, and then all there is, on a few screens."""
    home = body(client.get("/vragen/8/")).partition('id="thuis"')[2].partition("</section>")[0]

    assert home.index("<summary>1 dienst</summary>") < home.index("/huiselijk-geweld/") < home.index("</details>")
    assert "<details" not in body(client.get("/vragen/4/")).partition('id="aow"')[2].partition("</section>")[0]


def test_many_services_take_as_many_queries_as_few(client: Client, offered: UUID, workshop: Workshop) -> None:
    client.get("/vragen/4/")
    with CaptureQueriesContext(connection) as few:
        client.get("/vragen/4/")
    workshop.for_nothing()
    api.publish_all(SYSTEM, organisation=offered, packages=[api.package("bijzondere-bijstand"), workshop.package()])
    client.get("/vragen/4/")
    with CaptureQueriesContext(connection) as more:
        assert "bijzondere-bijstand" in body(client.get("/vragen/4/"))

    assert len(more) == len(few)


def test_who_chose_je_reads_no_u(client: Client, offered: UUID) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl-je"

    page = body(client.get("/vragen/8/"))

    assert "Twijfel je? Bel toch." in page
    assert "Je hoeft niet te weten hoe het heet." in page


@pytest.mark.parametrize("path", ["/vragen/0/", "/vragen/14/"])
def test_there_are_thirteen(client: Client, offered: UUID, path: str) -> None:
    assert client.get(path).status_code == 404
