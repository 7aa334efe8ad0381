"""The administrator changes phone, hours, special days, face and tone; residents see it at once; it can be put back."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from pytest_django import Settings
from time_machine import Traveller

from naast.design.refused import MEND
from naast.design.tests.refusing import refused
from naast.design.types import FrameSlot
from naast.kernel.actor import SYSTEM, Actor, ActorKind
from naast.kernel.errors import NotFound, Stale
from naast.kernel.registry import registry
from naast.organisations.actions import put_back
from naast.organisations.api import change_organisation, organisation, workplace
from naast.organisations.forms import Times, written_times
from naast.organisations.models import Change
from naast.organisations.queries import last_changes
from naast.organisations.tests.pages import browser_of, middleware
from naast.organisations.tests.towns import make_town
from naast.organisations.types import Hours, OtherHours, Phone

CHANGE = "organisations.change"
WEEK = {"maandag": "8.00 tot 17.00", "donderdag": "8 - 20 uur"}
ROOMS = ("", "telefoon/", "balie/0/", "dagen/nieuw/", "uiterlijk/")


@pytest.fixture(autouse=True)
def _given_actor(settings: Settings, clock: Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is there is given by the test; the frame has only what organisations put in it."""
    settings.MIDDLEWARE = middleware()
    own = {key: one for key, one in registry._by_kind[FrameSlot].items() if key.startswith("organisations.")}
    monkeypatch.setitem(registry._by_kind, FrameSlot, own)


def worker(*held: tuple[UUID, str]) -> Actor:
    return Actor(kind=ActorKind.AGENT, id=uuid4(), permissions=frozenset(held))


@pytest.fixture
def ans(town: UUID) -> Actor:
    return worker((town, CHANGE))


@pytest.fixture
def page(ans: Actor) -> Client:
    return browser_of(ans)


def seen(town: UUID) -> str:
    moment = organisation(town).changed_at
    assert moment
    return moment.isoformat()


def contact() -> str:
    """What a resident reads."""
    return " ".join(Client().get("/contact/").content.decode().split())


def body(client: Client, path: str) -> str:
    response = client.get(f"/beheer/organisatie/{path}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_new_number_stands_on_the_site_at_once(page: Client, town: UUID) -> None:
    form = {"gezien": seen(town), "nummer": "030 123 45 67", **WEEK}
    assert page.post("/beheer/organisatie/telefoon/", form).status_code == 302
    assert organisation(town).phone == Phone("0301234567", "030 123 45 67")
    assert 'href="tel:0301234567"' in contact()
    assert "Bel 030 123 45 67" in contact()


def test_new_hours_are_told_at_once(page: Client, town: UUID) -> None:
    form = {
        "gezien": seen(town),
        "nummer": "14 0399",
        "donderdag": "8.00 tot 12.00, 13.30 tot 17.00",
        "vrijdag": "dicht",
    }
    page.post("/beheer/organisatie/telefoon/", form)
    assert organisation(town).hours == (Hours(4, time(8), time(12)), Hours(4, time(13, 30), time(17)))
    assert "tot 12.00 uur" in contact()
    assert "Maandag tot en met" not in contact()[: contact().index("Balie")]


def test_the_form_opens_with_what_stands_there(page: Client, town: UUID) -> None:
    shown = body(page, "telefoon/")
    assert 'value="8.00 tot 20.00"' in shown
    assert 'value="14 0399"' in shown
    bus = body(page, "balie/1/")
    assert 'value="9.00 tot 12.00 in Elzerbroek, 13.00 tot 16.00 in Vliermeer"' in bus


def test_sending_the_form_as_it_opened_changes_nothing(page: Client, town: UUID) -> None:
    before = organisation(town)
    form = dict(page.get("/beheer/organisatie/balie/1/").context["form"].initial)
    page.post("/beheer/organisatie/balie/1/", form)
    assert organisation(town) == before
    assert not Change.objects.exists()


def test_the_bus_stands_elsewhere_from_now_on(page: Client, town: UUID) -> None:
    form = {"gezien": seen(town), "naam": "De bus", "adres": "", "donderdag": "9.00 tot 12.00 in Lommerhaven"}
    page.post("/beheer/organisatie/balie/1/", form)
    assert organisation(town).counters[1].hours == (Hours(4, time(9), time(12), "Lommerhaven"),)
    assert organisation(town).counters[0].name == "Balie Lommerhaven"
    assert "Vandaag tot 12.00 uur in Lommerhaven" in contact()


def test_a_special_day_everywhere_closes_phone_and_counters(page: Client, town: UUID) -> None:
    form = {"gezien": seen(town), "waar": "overal", "dag": "26 november 2026", "tijden": "", "reden": "Wij verhuizen."}
    assert page.post("/beheer/organisatie/dagen/nieuw/", form).status_code == 302
    closed = OtherHours(date(2026, 11, 26), "Wij verhuizen.")
    found = organisation(town)
    assert closed in found.other_hours
    assert all(closed in one.other_hours for one in found.counters)
    assert "donderdag 26 november: dicht. Wij verhuizen." in contact()
    assert "Vandaag tot" not in contact()
    assert "morgen vanaf 8.00 uur" in contact()


def test_the_same_day_again_replaces_what_stood_there_and_others_stay(page: Client, town: UUID) -> None:
    form = {"gezien": seen(town), "waar": "telefoon", "dag": "24-12-2026", "tijden": "9 tot 12", "reden": "Kerst."}
    page.post("/beheer/organisatie/dagen/nieuw/", form)
    assert organisation(town).other_hours == (
        OtherHours(date(2026, 12, 24), "Kerst.", time(9), time(12)),
        OtherHours(date(2026, 12, 31), "Iedereen is vrij."),
    )
    assert organisation(town).counters[0].other_hours == ()


def test_a_special_day_can_be_taken_away(page: Client, town: UUID) -> None:
    assert "Donderdag 31 december 2026, dicht. Iedereen is vrij." in body(page, "")
    page.post("/beheer/organisatie/dagen/weg/", {"gezien": seen(town), "waar": "telefoon", "dag": "2026-12-31"})
    assert [one.day.day for one in organisation(town).other_hours] == [24]


@pytest.mark.parametrize("form", [{"waar": "9", "dag": "2026-12-31"}, {"waar": "telefoon", "dag": "ooit"}, {}])
def test_a_day_that_is_nowhere_cannot_be_taken_away(page: Client, town: UUID, form: dict[str, str]) -> None:
    assert page.post("/beheer/organisatie/dagen/weg/", form | {"gezien": seen(town)}).status_code == 404
    assert len(organisation(town).other_hours) == 2


def test_who_chose_nothing_is_spoken_to_in_the_new_tone(page: Client, town: UUID) -> None:
    assert Client().get("/contact/").wsgi_request.LANGUAGE_CODE == "nl"
    page.post("/beheer/organisatie/uiterlijk/", {"gezien": seen(town), "uiterlijk": "lommerwaard", "toon": "je"})
    assert Client().get("/contact/").wsgi_request.LANGUAGE_CODE == "nl-je"


@pytest.mark.parametrize(
    ("path", "form", "said"),
    [
        ("telefoon/", {"nummer": ""}, "Zonder nummer kan niemand ons bellen"),
        ("telefoon/", {"nummer": "bel maar"}, "Dit is geen telefoonnummer"),
        ("telefoon/", {"nummer": "14 0399", "maandag": "'s ochtends"}, "We kunnen deze tijden niet lezen"),
        ("telefoon/", {"nummer": "14 0399", "maandag": "17 tot 8"}, "Draai ze om"),
        ("telefoon/", {"nummer": "14 0399", "maandag": "8 tot 25"}, "Deze tijd bestaat niet"),
        ("telefoon/", {"nummer": "14 0399", "maandag": "8 tot 12, 11 tot 17"}, "vallen over elkaar"),
        ("balie/0/", {"naam": ""}, "Vul de naam in"),
        ("dagen/nieuw/", {"waar": "telefoon", "dag": "1-1-2020", "reden": "x"}, "Deze datum is te vroeg"),
        ("dagen/nieuw/", {"waar": "telefoon", "dag": "24-12-2026"}, "Inwoners lezen dit"),
        ("uiterlijk/", {"uiterlijk": "paars", "toon": "u"}, "Kies een van de antwoorden"),
    ],
)
def test_what_cannot_be_is_said_and_stays_in_the_form(
    page: Client, town: UUID, path: str, form: dict[str, str], said: str
) -> None:
    before = organisation(town)
    shown = refused(page, f"/beheer/organisatie/{path}", form | {"gezien": seen(town)}).replace("&#x27;", "'")
    assert said in shown
    assert all(f'value="{text}"' in shown for text in form.values() if text and text not in "paars je")
    assert organisation(town) == before


def test_after_a_refusal_back_shows_what_was_typed_and_sends_nothing_again(page: Client, town: UUID) -> None:
    day = {"waar": "telefoon", "dag_dag": "41", "dag_maand": "december", "dag_jaar": "2026", "reden": "Wij verhuizen."}
    at = "/beheer/organisatie/dagen/nieuw/"
    refused(page, at, day | {"gezien": seen(town)})
    back = page.get(f"{at}?{MEND}=ja").content.decode()
    assert "Deze datum bestaat niet" in back
    assert all(f'value="{text}"' in back for text in ("41", "december", "2026", "Wij verhuizen."))
    anew = page.get(at).content.decode()
    assert "Wij verhuizen." not in anew
    assert "Fout:" not in anew
    assert page.post(at, day | {"dag_dag": "24", "gezien": seen(town)}).status_code == 302
    assert "Wij verhuizen." not in page.get(f"{at}?{MEND}=ja").content.decode()


@pytest.mark.parametrize("stale", ["", "2020-01-01T00:00:00+00:00", "2020-01-01", "vroeger"])
def test_who_saw_older_settings_overwrites_nothing(page: Client, town: UUID, stale: str) -> None:
    before = organisation(town)
    form = {"gezien": stale, "nummer": "14 0400"}
    shown = refused(page, "/beheer/organisatie/telefoon/", form)
    assert "Een collega veranderde hier net iets" in shown
    assert 'value="14 0400"' in shown
    assert organisation(town) == before


def test_the_last_change_is_shown_and_put_back(page: Client, ans: Actor, town: UUID, clock: Traveller) -> None:
    change_organisation(ans, organisation=town, phone=Phone("140400", "14 0400"))
    shown = body(page, "")
    assert "<strong>Telefoonnummer</strong>: 14 0400" in shown
    assert "Hiervoor: 14 0399" in shown

    clock.shift(1)
    page.post(f"/beheer/organisatie/{last_changes(town)[0][0]}/terug/")
    assert organisation(town).phone == Phone("140399", "14 0399")
    assert Change.objects.count() == 2  # putting back is a change too
    clock.shift(1)
    page.post(f"/beheer/organisatie/{last_changes(town)[0][0]}/terug/")
    assert organisation(town).phone == Phone("140400", "14 0400")


def test_each_change_is_put_back_until_the_same_is_changed_again(
    page: Client, ans: Actor, town: UUID, clock: Traveller
) -> None:
    made = []
    for change in ({"phone": Phone("140400", "14 0400")}, {"tone": "je"}, {"phone": Phone("140401", "14 0401")}):
        change_organisation(ans, organisation=town, **change)
        made.append(last_changes(town)[0][0])
        clock.shift(1)
    shown = body(page, "")
    assert [f"/beheer/organisatie/{one}/terug/" in shown for one in made] == [False, True, True]
    assert shown.count("Dit is daarna nog eens veranderd.") == 1
    with pytest.raises(Stale):
        put_back(ans, made[0])
    put_back(ans, made[1])
    assert (organisation(town).tone, organisation(town).phone.display) == ("u", "14 0401")
    clock.shift(1)
    put_back(ans, made[2])
    clock.shift(1)
    put_back(ans, made[0])  # what stood in its way is put back
    assert organisation(town).phone.display == "14 0399"


def test_what_was_before_cannot_be_rewritten(ans: Actor, town: UUID) -> None:
    change_organisation(ans, organisation=town, tone="je")
    for attempt in ("UPDATE organisations_change SET before = '{}'", "DELETE FROM organisations_change"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt)


def test_another_organisations_change_does_not_exist(ans: Actor, town: UUID) -> None:
    change_organisation(ans, organisation=town, tone="je")
    abroad = worker((make_town("polderdam", host="polderdam.example"), CHANGE))
    ((change, _),) = last_changes(town)
    with pytest.raises(NotFound):
        put_back(abroad, change)
    assert browser_of(abroad).post(f"/beheer/organisatie/{change}/terug/").status_code == 404
    assert {browser_of(abroad).get(f"/beheer/organisatie/{path}?bij={town}").status_code for path in ROOMS} == {404}
    form = {"gezien": seen(town), "nummer": "14 0400"}
    assert browser_of(abroad).post(f"/beheer/organisatie/telefoon/?bij={town}", form).status_code == 404
    assert organisation(town).phone.display == "14 0399"


@pytest.mark.parametrize("held", [None, "cases.handle", "catalogue.edit", "dossier.audit"])
def test_nobody_but_an_administrator_comes_in(town: UUID, held: str | None) -> None:
    bo = browser_of(worker(*([(town, held)] if held else [])))
    assert {bo.get(f"/beheer/organisatie/{path}").status_code for path in ROOMS} == {403}
    for path in (*ROOMS[1:], "dagen/weg/", f"{uuid4()}/terug/"):
        assert bo.post(f"/beheer/organisatie/{path}", {"gezien": seen(town)}).status_code == 403
    assert not Change.objects.exists()


def test_who_works_for_two_organisations_chooses(town: UUID) -> None:
    polderdam = make_town("polderdam", host="polderdam.example")
    ans = worker((town, CHANGE), (polderdam, CHANGE))
    assert workplace(ans, CHANGE).organisation.name == "Gemeente Lommerwaard"
    assert workplace(ans, CHANGE, str(polderdam)).organisation.name == "Gemeente Polderdam"
    assert [one.current for one in workplace(ans, CHANGE, str(polderdam)).others] == [False, True]
    with pytest.raises(NotFound):
        workplace(ans, CHANGE, "geen-sleutel")


def test_the_same_again_is_no_change(town: UUID) -> None:
    change_organisation(SYSTEM, organisation=town, tone="u", phone=organisation(town).phone)
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", ()),
        ("Dicht", ()),
        ("8.00 tot 17.00", ((time(8), time(17), ""),)),
        ("8-17", ((time(8), time(17), ""),)),
        ("8:30 uur – 17:00 uur", ((time(8, 30), time(17), ""),)),
        ("13 tot 16 en 9 tot 12", ((time(9), time(12), ""), (time(13), time(16), ""))),
        ("9.00 tot 12.00 in Elzen en Berken", ((time(9), time(12), "Elzen en Berken"),)),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, spans: tuple[tuple[time, time, str], ...]) -> None:
    assert Times().clean(typed) == spans
    assert Times().clean(written_times(spans)) == spans
