"""An editor changes a sentence of a service, sees its effect before it is live, and can put the old one back."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from time_machine import Traveller

from naast.catalogue import api as catalogue
from naast.catalogue.models import OwnText
from naast.design.refused import KEY, MEND
from naast.design.tests.refusing import refused
from naast.dossier.api import settings_changed
from naast.identity.tests.hiring import at_work, hire
from naast.kernel.actor import SYSTEM, Actor, Role
from naast.kernel.errors import Forbidden, NotFound

PASSPORT = "paspoort"
OLD = "Reist u alleen in Europa?"
NEW = "Blijft u in Europa?"
NEW_JE = "Blijf je in Europa?"
REASON = "Hier kregen we vragen over."
ABOUT = "/studio/teksten/paspoort/texts/about/"


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def resident_reads(town: UUID, locale: str = "nl") -> str:
    return catalogue.page_of(catalogue.current(town, PASSPORT), locale).about


def typed(client: Client, url: str) -> dict[str, str]:
    """What stands in the form, as it opens."""
    form = client.get(url).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def write(client: Client, old: str = OLD, new: str = NEW, url: str = ABOUT) -> str:
    """Change words of the u-text; where one comes out."""
    form = typed(client, url)
    assert old in form["u"]
    response = client.post(url, {**form, "u": form["u"].replace(old, new)})
    assert "/wijziging/" in response.headers["Location"], client.get(response.headers["Location"]).content.decode()
    return str(response.headers["Location"])


def put_live(client: Client, at: str, clock: Traveller) -> None:
    clock.shift(1)  # a second after what is live
    form = typed(client, at)
    response = client.post(f"{at}live/", {**form, "reden": REASON, "gelezen": "on"})
    assert response.headers["Location"] == at, client.get(response.headers["Location"]).content.decode()


def test_a_sentence_is_seen_then_lives_and_is_put_back(
    town: UUID, bentes: Client, client: Client, clock: Traveller
) -> None:
    assert "Paspoort aanvragen" in page(bentes, "/studio/teksten/?woorden=PASPOORT")
    assert ABOUT in page(bentes, "/studio/teksten/paspoort/")
    at = write(bentes)
    shown = page(bentes, at)
    assert re.search(r"<del>.*?Reist .*?</del> <ins>.*?Blijft .*?</ins>", shown)
    assert NEW in page(bentes, f"{at}pagina/")
    assert NEW_JE in page(bentes, f"{at}pagina/?toon=nl_JE")
    assert OLD in resident_reads(town)

    put_live(bentes, at, clock)
    assert NEW in resident_reads(town)
    assert NEW_JE in resident_reads(town, "nl_JE")
    assert NEW in page(Client(), "/diensten/paspoort/")

    clock.shift(1)
    bentes.post(f"{at}terug/")
    assert OLD in resident_reads(town)
    assert NEW not in resident_reads(town)


def test_the_je_form_is_drafted_and_nothing_lives_before_it_was_read_and_a_reason_given(
    town: UUID, bentes: Client
) -> None:
    at = write(bentes)
    assert NEW_JE in page(bentes, at)
    kept = OwnText.objects.get().words["nl_JE"]
    assert "Die is goedkoper en past in je portemonnee." in kept  # what did not change is as it was

    assert "Lees eerst de tekst met je" in refused(bentes, f"{at}live/", {**typed(bentes, at), "reden": REASON})
    assert "Schrijf in één zin waarom" in refused(bentes, f"{at}live/", {**typed(bentes, at), "gelezen": "on"})
    assert OLD in resident_reads(town)


def test_what_the_check_says_of_the_new_sentence_is_said_in_dutch(bentes: Client) -> None:
    long = "U kunt met dit bewijs en met niets anders overal heen in heel Europa en ook nog in alle landen daarbuiten."
    shown = page(bentes, write(bentes, new=f"{long} Hier wordt u geholpen door ons."))
    assert "is een lange zin. Maak er twee van." in shown
    assert "zegt niet wie het doet" in shown
    assert shown.count("is een lange zin") == 1  # of the sentences that were there nothing is said


def test_a_newer_package_keeps_the_own_sentence_and_the_way_back(
    town: UUID, bentes: Client, bente: Actor, clock: Traveller
) -> None:
    at = write(bentes)
    put_live(bentes, at, clock)
    package = catalogue.package(PASSPORT)
    newer = {**package.sections["service"], "title": {"nl": "Een paspoort", "en": "A passport"}}
    about = {**package.texts["nl"], "about": package.texts["nl"]["about"].replace(OLD, "Alleen door Europa?")}
    clock.shift(1)
    catalogue.publish(
        SYSTEM,
        organisation=town,
        package=catalogue.Package(
            PASSPORT, {**package.sections, "service": newer}, {**package.texts, "nl": about}, "", "0" * 64
        ),
    )
    assert catalogue.page_of(catalogue.current(town, PASSPORT), "nl").title == "Een paspoort"
    assert NEW in resident_reads(town)

    clock.shift(1)
    bentes.post(f"{at}terug/")
    assert "Alleen door Europa?" in resident_reads(town)


def test_a_text_that_names_other_amounts_by_now_gives_way(town: UUID, bentes: Client, clock: Traveller) -> None:
    at = write(bentes)
    put_live(bentes, at, clock)
    package = catalogue.package(PASSPORT)
    texts = {tone: {**keys, "about": f"{keys['about']} {{{{value:last_day}}}}"} for tone, keys in package.texts.items()}
    clock.shift(1)
    newer = catalogue.Package(PASSPORT, package.sections, texts, "", "1" * 64)
    catalogue.publish(SYSTEM, organisation=town, package=newer)

    assert OLD in resident_reads(town)
    assert "past niet meer" in page(bentes, at)


def test_each_step_is_in_the_audit_in_words(town: UUID, bentes: Client, clock: Traveller) -> None:
    at = write(bentes)
    put_live(bentes, at, clock)
    clock.shift(1)
    bentes.post(f"{at}terug/")
    found, _more = settings_changed(hire(town, "ans", Role.FUNCTIONAL_ADMINISTRATOR), town, words="tekst")
    assert {(one.label, one.about, one.by, one.before, one.after) for one in found} == {
        ("Tekst live gezet", "Paspoort aanvragen: texts/about", "Bente", OLD, f"{NEW} Reden: {REASON}"),
        ("Tekst teruggezet", "Paspoort aanvragen: texts/about", "Bente", NEW, OLD),
    }


def test_of_two_who_write_the_second_is_told_and_keeps_what_they_typed(town: UUID, bentes: Client) -> None:
    ada = at_work(hire(town, "ada", Role.EDITOR), Client())
    hers = typed(ada, ABOUT)
    write(bentes)
    mine = hers["u"].replace(OLD, "Reist u nergens heen?")
    told = refused(ada, ABOUT, {**hers, "u": mine})

    assert "Een collega was u voor" in told
    assert "Reist u nergens heen?" in told
    assert NEW in told
    assert NEW in OwnText.objects.get().words["nl"]
    assert "/wijziging/" in ada.post(ABOUT, typed(ada, f"{ABOUT}?{MEND}=ja")).headers["Location"]


def test_what_a_colleague_changed_meanwhile_does_not_go_live_unseen(town: UUID, bentes: Client) -> None:
    at = write(bentes)
    seen = typed(bentes, at)
    write(at_work(hire(town, "ada", Role.EDITOR), Client()), old=NEW, new="Gaat u niet ver?")
    told = refused(bentes, f"{at}live/", {**seen, "reden": REASON, "gelezen": "on"})

    assert "Een collega veranderde deze tekst net" in told
    assert REASON in told
    assert OLD in resident_reads(town)


REFUSED = [
    ("texts/soon", "{{value:last_day}}", "3 december", "Laat {{value:last_day}} in deze tekst staan"),
    ("texts/about", OLD, "Reist u op {{value:last_day}}?", "Haal {{value:last_day}} weg"),
    ("texts/about", OLD, "Reist u {{parameter:onbekend}}?", "Haal {{parameter:onbekend}} weg"),
    ("texts/about", OLD, "Dat kost 12 euro.", "Typ geen bedrag"),
    ("texts/about", OLD, "Reis jij?", "hoort bij de andere vorm"),
    ("texts/about", OLD, "## Reizen", "Begin geen regel met #"),
    ("texts/about", OLD, "Reist u {{?", "Haal de accolades weg"),
    ("service/title", "Paspoort aanvragen", "Paspoort " * 30, "Zo past deze tekst niet in het pakket"),
    ("texts/about", OLD, "Vraag naar Sanne de Wit.", "kan iemand te herkennen zijn"),
    ("texts/about", OLD, "Het nummer is 999990494.", "kan iemand te herkennen zijn"),
    ("texts/about", OLD, "Bel 06 12345678.", "kan iemand te herkennen zijn"),
    ("texts/about", OLD, "Mail sanne@voorbeeld.example.", "kan iemand te herkennen zijn"),
]


def test_what_cannot_be_said_here_is_refused_with_how_to_mend_it(bentes: Client) -> None:
    for place, old, new, said in REFUSED:
        url = f"/studio/teksten/paspoort/{place}/"
        form = typed(bentes, url)
        assert old in form["u"]
        assert said in refused(bentes, url, {**form, "u": form["u"].replace(old, new)})
    assert not OwnText.objects.exists()


def test_a_text_that_stays_the_same_or_is_empty_is_no_draft(bentes: Client) -> None:
    form = typed(bentes, ABOUT)
    assert "Hier verandert nog niets" in refused(bentes, ABOUT, form)
    assert "kan niet leeg zijn" in refused(bentes, ABOUT, {**form, "u": ""})
    assert not OwnText.objects.exists()


def test_a_draft_is_thrown_away_and_its_words_are_gone(town: UUID, bentes: Client) -> None:
    at = write(bentes, new="Ook met een overstapservice van het LBIO kan het.")  # rare words are no names
    bentes.post(f"{at}weg/")
    assert OwnText.objects.get().words == {}
    assert "weggegooid" in page(bentes, at)
    assert "Een collega was u voor" in " ".join(bentes.post(f"{at}weg/", follow=True).content.decode().split())


def test_only_the_last_text_of_a_place_is_put_back(town: UUID, bentes: Client, clock: Traveller) -> None:
    first = write(bentes)
    put_live(bentes, first, clock)
    clock.shift(1)
    second = write(bentes, old=NEW, new="Gaat u niet ver?")
    put_live(bentes, second, clock)
    clock.shift(1)
    bentes.post(f"{first}terug/")
    assert "Gaat u niet ver?" in resident_reads(town)

    bentes.post(f"{second}terug/")
    assert NEW in resident_reads(town)
    clock.shift(1)
    title = write(bentes, "Paspoort aanvragen", "Een nieuw paspoort", "/studio/teksten/paspoort/service/title/")
    put_live(bentes, title, clock)
    assert catalogue.current(town, PASSPORT).sections["service"]["title"]["nl"] == "Een nieuw paspoort"
    assert NEW in resident_reads(town)  # texts of two places live beside each other


def test_after_a_refusal_back_shows_what_was_typed_and_sends_nothing_again(bentes: Client, clock: Traveller) -> None:
    at = write(bentes)
    refused(bentes, f"{at}live/", {**typed(bentes, at), "reden": REASON})
    page(bentes, f"{at}pagina/")
    back = page(bentes, f"{at}?{MEND}=ja")
    assert ("Lees eerst de tekst met je" in back, REASON in back) == (True, True)
    anew = page(bentes, at)
    assert ("Lees eerst de tekst met je" in anew, REASON in anew) == (False, False)
    assert "Lees eerst" not in page(bentes, f"{ABOUT}?{MEND}=ja")  # that is of another page

    put_live(bentes, at, clock)
    assert "Lees eerst de tekst met je" not in page(bentes, f"{at}?{MEND}=ja")
    assert KEY not in bentes.session


def test_what_is_typed_never_becomes_mark_up(bentes: Client) -> None:
    for place, old in (("texts/in_person", "Bel ons."), ("journey/questions/who/label", "het paspoort")):
        shown = page(bentes, write(bentes, old, f"{old} <b class=x>", f"/studio/teksten/paspoort/{place}/"))
        assert "Zo leest een inwoner het" in shown
        assert "<b class" not in shown


def test_texts_stand_as_a_resident_meets_them_and_that_of_an_ending_under_its_head(town: UUID, bentes: Client) -> None:
    catalogue.publish(SYSTEM, organisation=town, package=catalogue.package("verhuismelding"))
    shown = page(bentes, "/studio/teksten/verhuismelding/")
    asked = [shown.index(one) for one in ("Wat gaat er veranderen?", "Op welke dag verhuist u?", "uw nieuwe adres?")]
    assert asked == sorted(asked)
    found = re.findall(r"(Kop van|Tekst bij) slot (\d+): ‘Twee keer hetzelfde adres’", shown)
    assert [of for of, _number in found] == ["Kop van", "Tekst bij"]
    assert found[0][1] == found[1][1]


def test_facts_and_rules_have_no_page(bentes: Client) -> None:
    for place in ("service/facts", "service/owner", "rules/in_time/title", "texts/bestaat-niet"):
        assert bentes.get(f"/studio/teksten/paspoort/{place}/").status_code == 404


def test_another_organisations_text_does_not_exist(abroad: UUID, bentes: Client) -> None:
    at = write(bentes)
    ada = at_work(hire(abroad, "ada", Role.EDITOR), Client())
    assert ada.get(at).status_code == 404
    assert {ada.post(f"{at}{verb}/", {"reden": REASON}).status_code for verb in ("live", "weg", "terug")} == {404}
    assert NEW not in page(ada, ABOUT)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_nobody_but_an_editor_writes(town: UUID, client: Client, role: Role) -> None:
    karim = hire(town, "karim", role)
    with pytest.raises(Forbidden):
        catalogue.write_text(karim, organisation=town, slug=PASSPORT, place="texts/about", words={}, seen="")
    with pytest.raises(NotFound):
        catalogue.wording(karim, karim.id)  # type: ignore[arg-type]
    at_work(karim, client)
    assert {client.get(url).status_code for url in ("/studio/teksten/", ABOUT)} == {403}
