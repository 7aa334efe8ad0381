"""An editor adds words to a service: first sees what changes, then lets them live or not, and can take them back."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from naast.catalogue import api as catalogue
from naast.design.tests.refusing import refused
from naast.dossier.api import settings_changed
from naast.dossier.models import AuditLine
from naast.finding import api as finding
from naast.finding.actions import go_live, propose, take_away
from naast.finding.models import AddedWords
from naast.identity.tests.doors import enter_as_staff
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.studio.tests.conftest import Ask, hire

QUESTION = "de olifant speelt piano in het circus"
MOVING = "verhuismelding"


def first(town: UUID) -> str:
    answer = finding.ask(QUESTION, organisation=town)
    return answer.results[0].slug if answer.kind == "services" else answer.kind.value


def add(client: Client, words: str = QUESTION, slug: str = MOVING) -> str:
    """Fill in the form; where one comes out."""
    response = client.post("/studio/woorden/", {"dienst": slug, "woorden": words})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def body(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


@pytest.fixture
def proposed(town: UUID, bente: Actor) -> UUID:
    return propose(bente, organisation=town, slug=MOVING, words=[QUESTION])


def test_before_it_lives_the_editor_sees_which_questions_change(town: UUID, bentes: Client, ask: Ask) -> None:
    ask(town, QUESTION)
    assert first(town) != MOVING
    shown = body(bentes, add(bentes))

    assert "Wat verandert" in shown
    row = shown[shown.index("<tbody") :]
    assert "Verhuizing doorgeven" in row
    assert "Zet live" in shown
    assert first(town) != MOVING  # nothing lives yet


@pytest.mark.parametrize(
    ("looked_for", "said"),
    [
        ("verhuizing DOOR", "Gevonden met ‘verhuizing DOOR’: 1."),  # of its name
        ("nieuw adres doorgeven", "Gevonden met ‘nieuw adres doorgeven’:"),  # as somebody would ask for it
        ("", None),
    ],
)
def test_a_service_is_found_by_words_and_what_was_typed_stays(
    town: UUID, bentes: Client, looked_for: str, said: str | None
) -> None:
    given = {"zoek-dienst": "ja", "zoek": looked_for, "dienst": "", "woorden": QUESTION}
    page = " ".join(bentes.post("/studio/woorden/", given, follow=True).content.decode().split())
    assert QUESTION in page
    assert (f'<option value="{MOVING}" selected>' in page) is (looked_for == "verhuizing DOOR")  # the only one
    assert f'<option value="{MOVING}"' in page
    assert (said or "Kies een dienst") in page
    assert not AddedWords.objects.exists()


def test_the_words_themselves_are_tried_as_questions_too(town: UUID, bentes: Client) -> None:
    """Nobody asked them yet: else nothing would seem to change."""
    shown = body(bentes, add(bentes, words="paspoort voor de olifant"))
    row = shown[shown.index('id="de-woorden-zelf"') :]
    row = row[: row.index("</table>")]

    assert row.index("paspoort voor de olifant") < row.index("Paspoort aanvragen") < row.index("Verhuizing doorgeven")
    assert "Deze woorden leiden nu naar een andere dienst" in shown


@pytest.mark.parametrize("name", ["paspoort", "ik wil een paspoort", "Paspoorten", "Paspoort aanvragen"])
def test_no_service_loses_its_name_to_another(town: UUID, bente: Actor, bentes: Client, name: str) -> None:
    told = refused(bentes, "/studio/woorden/", {"dienst": MOVING, "woorden": f"{QUESTION}\n{name}"})
    assert "is een naam van de dienst ‘Paspoort aanvragen’" in told
    assert name in told
    assert propose(bente, organisation=town, slug="paspoort", words=[name])  # its own


@pytest.mark.parametrize("words", ["ik wil dood", "ik wil niet meer leven"])
@pytest.mark.parametrize("slug", [MOVING, "overlijdensaangifte"])
def test_words_of_despair_belong_to_no_service(town: UUID, bentes: Client, words: str, slug: str) -> None:
    told = refused(bentes, "/studio/woorden/", {"dienst": slug, "woorden": f"{QUESTION}\n{words}"})
    assert f"‘{words}’ kan iemand schrijven die niet meer wil leven." in told
    assert "is een naam van" not in told
    assert not AddedWords.objects.exists()


def test_what_lets_nothing_change_says_so_and_why_it_had_better_not_live(town: UUID, bentes: Client) -> None:
    useless = body(bentes, add(bentes, words="mijn"))
    assert "Deze woorden veranderen niets" in useless
    assert "Schrijf liever een hele zin" in useless
    assert "Zet toch live" in useless

    known = body(bentes, add(bentes, words="ik ga naar een ander huis verhuizen"))
    assert "Wie dit typt, krijgt Verhuizing doorgeven nu al." in known
    assert "Schrijf liever een hele zin" not in known

    assert "Deze woorden veranderen niets" not in body(bentes, add(bentes))


def test_what_became_a_name_after_the_trial_does_not_live(bente: Actor, proposed: UUID) -> None:
    AddedWords.objects.update(words=["paspoort"])
    finding.try_words(bente, proposed)

    with pytest.raises(Refused, match="een naam van"):
        go_live(bente, proposed)


@pytest.mark.parametrize(
    "words",
    [
        "999990494",
        "adres van Sanne de Wit",
        "bel 06 12345678",
        "sanne@voorbeeld.example",
        "Dorpsstraat 5",
        "mijn zoon Roos",
    ],
)
def test_words_that_say_who_somebody_is_are_refused(town: UUID, bentes: Client, words: str) -> None:
    told = refused(bentes, "/studio/woorden/", {"dienst": MOVING, "woorden": words})
    assert "kan iemand te herkennen zijn" in told
    assert not AddedWords.objects.exists()


def test_what_was_taken_away_is_kept_nowhere(town: UUID, bente: Actor, bentes: Client, proposed: UUID) -> None:
    finding.try_words(bente, proposed)
    take_away(bente, proposed)

    kept = AddedWords.objects.get()
    assert (kept.words, kept.trial) == ([], {})
    assert QUESTION not in body(bentes, "/studio/") + body(bentes, f"/studio/woorden/{proposed}/")


def test_what_lives_is_found_and_can_be_taken_back(town: UUID, bentes: Client, ask: Ask) -> None:
    ask(town, QUESTION)
    url = add(bentes)
    before = first(town)

    bentes.post(f"{url}live/")
    assert first(town) == MOVING
    assert "Haal deze woorden weer weg" in body(bentes, url)

    bentes.post(f"{url}weg/")
    assert first(town) == before
    assert "weggehaald" in body(bentes, url)


def test_a_service_that_is_published_again_keeps_its_added_words(town: UUID, bentes: Client, ask: Ask) -> None:
    bentes.post(f"{add(bentes)}live/")
    catalogue.publish_all(SYSTEM, organisation=town, packages=[catalogue.package("kinderbijslag")])

    assert first(town) == MOVING


def test_leaving_it_changes_nothing(town: UUID, bentes: Client) -> None:
    url, before = add(bentes), first(town)
    bentes.post(f"{url}weg/")

    assert first(town) == before
    assert "Zet live" not in body(bentes, url)


def test_nothing_lives_that_was_not_tried(town: UUID, bente: Actor, bentes: Client, proposed: UUID) -> None:
    with pytest.raises(Refused, match="Probeer deze woorden eerst uit"):
        go_live(bente, proposed)
    bentes.post(f"/studio/woorden/{proposed}/live/")

    assert AddedWords.objects.get().live_at is None
    assert "Zet live" not in body(bentes, f"/studio/woorden/{proposed}/")


def test_a_trial_counts_only_for_what_is_offered_now(town: UUID, bente: Actor, proposed: UUID) -> None:
    finding.try_words(bente, proposed)
    catalogue.publish_all(SYSTEM, organisation=town, packages=[catalogue.package("kinderbijslag")])
    with pytest.raises(Refused):
        go_live(bente, proposed)
    finding.try_words(bente, proposed)
    go_live(bente, proposed)

    assert AddedWords.objects.get().live_at is not None


def test_each_step_stands_in_the_audit(town: UUID, bente: Actor, proposed: UUID) -> None:
    finding.try_words(bente, proposed)
    go_live(bente, proposed)
    take_away(bente, proposed)

    lines = AuditLine.objects.filter(about=f"added-words:{proposed}").values_list("what", "actor")
    assert sorted(lines) == [
        ("finding.propose-words", bente.id), ("finding.words-away", bente.id), ("finding.words-live", bente.id),
    ]  # fmt: skip


def test_who_made_the_finder_worse_stands_in_the_changes(town: UUID, bente: Actor, proposed: UUID) -> None:
    finding.try_words(bente, proposed)
    go_live(bente, proposed)
    take_away(bente, proposed)

    words = "bente verhuizing zoekwoorden"  # of three columns
    found, _more = settings_changed(hire(town, "ans", Role.FUNCTIONAL_ADMINISTRATOR), town, words=words)
    lines = {(one.label, one.about, one.by, one.after) for one in found}
    assert lines == {
        ("Zoekwoorden live gezet", "Verhuizing doorgeven", "Bente", "live"),
        ("Zoekwoorden weggehaald", "Verhuizing doorgeven", "Bente", "weggehaald"),
    }


def test_what_is_gone_cannot_live_again(bente: Actor, proposed: UUID) -> None:
    finding.try_words(bente, proposed)
    take_away(bente, proposed)

    with pytest.raises(Refused, match="al weggehaald"):
        go_live(bente, proposed)


def test_words_of_one_organisation_are_not_heard_at_another(town: UUID, abroad: UUID, bentes: Client) -> None:
    bentes.post(f"{add(bentes)}live/")

    assert (first(town), first(abroad) == MOVING) == (MOVING, False)


@pytest.mark.parametrize("act", [go_live, take_away, finding.try_words, finding.added])
def test_another_organisations_words_do_not_exist(
    abroad: UUID, proposed: UUID, act: Callable[[Actor, UUID], object]
) -> None:
    with pytest.raises(NotFound):
        act(hire(abroad, "ada", Role.EDITOR), proposed)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_nobody_but_an_editor_adds_words(town: UUID, client: Client, proposed: UUID, role: Role) -> None:
    karim = hire(town, "karim", role)
    assert karim.id
    enter_as_staff(client, user=karim.id)

    with pytest.raises(Forbidden):
        propose(karim, organisation=town, slug=MOVING, words=[QUESTION])
    for path in ("", f"{proposed}/"):
        assert client.get(f"/studio/woorden/{path}").status_code == 403
    for path in ("", f"{proposed}/proef/", f"{proposed}/live/", f"{proposed}/weg/"):
        assert client.post(f"/studio/woorden/{path}").status_code == 403


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "Vul in hoe mensen het vragen"),
        ("ik ben […] en verhuis", "Haal de haken weg"),
        ("x", "Maak elke regel 2 tot 120 tekens lang"),
        ("x" * 121, "Maak elke regel 2 tot 120 tekens lang"),
        ("\n".join(f"regel {number}" for number in range(21)), "hoogstens 20"),
    ],
)
def test_words_that_cannot_be_used_are_said_so_and_stay_in_the_form(bentes: Client, words: str, said: str) -> None:
    assert said in refused(bentes, "/studio/woorden/", {"dienst": MOVING, "woorden": words})
    assert not AddedWords.objects.exists()


def test_a_service_that_is_not_offered_cannot_be_chosen(bentes: Client) -> None:
    refused(bentes, "/studio/woorden/", {"dienst": "bestaat-niet", "woorden": "een vraag"})
    assert not AddedWords.objects.exists()


def test_one_click_brings_the_words_of_a_question_into_the_form(town: UUID, bentes: Client, ask: Ask) -> None:
    ask(town, "recept voor pannenkoeken")
    page = body(bentes, "/studio/")

    assert "/studio/woorden/?woorden=recept+voor+pannenkoeken" in page
    assert "recept voor pannenkoeken</textarea>" in body(
        bentes, "/studio/woorden/?woorden=recept+voor+pannenkoeken"
    ).replace("\n", "")
