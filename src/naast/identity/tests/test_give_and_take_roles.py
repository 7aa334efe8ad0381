"""The functional administrator sees who has which role since when, brings people in, and gives and takes roles."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings
from time_machine import Traveller

from naast.design.refused import MEND
from naast.design.tests.refusing import refused
from naast.dossier.models import AuditLine
from naast.identity import models
from naast.identity.actions.staff import NO_LONGER, OWN_ACCESS, OWN_ROLE, end_assignment
from naast.identity.api import assign, create_staff, disable_staff, staff_actor
from naast.identity.api import end_assignment as take
from naast.identity.tests.doors import enter_as_staff
from naast.identity.tests.provider import Provider
from naast.identity.tests.test_sign_in_as_staff import sign_in
from naast.kernel.actor import SYSTEM, Role
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused

ADMINISTRATOR = Role.FUNCTIONAL_ADMINISTRATOR


@pytest.fixture(autouse=True)
def _whole_site(_site: None, settings: Settings, clock: Traveller) -> None:
    settings.ROOT_URLCONF = "naast.site.urls"


def hire(town: UUID, name: str, role: Role) -> UUID:
    user = create_staff(SYSTEM, email=f"{name}@lommerwaard.example", full_name=name.title())
    assign(SYSTEM, user=user, organisation=town, role=role)
    return user


@pytest.fixture
def ans(town: UUID) -> UUID:
    return hire(town, "ans", ADMINISTRATOR)


@pytest.fixture
def ans_at_work(ans: UUID, client: Client) -> Client:
    enter_as_staff(client, user=ans)
    return client


@pytest.fixture
def other() -> Client:
    """A browser of somebody else."""
    return Client()


def role_of(user: UUID) -> UUID:
    return models.RoleAssignment.objects.get(user=user, ends_at=None).id


def roles_of(user: UUID) -> set[str]:
    return set(models.RoleAssignment.objects.filter(user=user, ends_at=None).values_list("role", flat=True))


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())


def test_the_list_says_who_has_what_since_when(ans_at_work: Client, karim: UUID) -> None:
    page = body(ans_at_work, "/beheer/medewerkers/")
    assert "Karim Haddouti" in page
    assert f"Contactmedewerker, team Klantcontact, sinds {now():%-d-%-m-%Y}" in page
    assert "Functioneel beheerder" in page


@pytest.mark.parametrize(
    ("words", "found"), [("hadd", True), ("KARIM had", True), ("karim@", True), ("zeppelin", False)]
)
def test_somebody_is_found_by_name_or_address(ans_at_work: Client, karim: UUID, words: str, found: bool) -> None:
    page = body(ans_at_work, f"/beheer/medewerkers/?woorden={words}")
    assert ("Karim Haddouti" in page) is found
    assert ("Niemand gevonden" in page) is not found


def test_a_long_list_comes_in_pages(ans_at_work: Client, town: UUID) -> None:
    for number in range(51):
        hire(town, f"medewerker-{number:02}", Role.AGENT)
    first, second = body(ans_at_work, "/beheer/medewerkers/"), body(ans_at_work, "/beheer/medewerkers/?pagina=2")
    assert ("Medewerker-00" in first, "Medewerker-50" in first) == (True, False)
    assert ("Medewerker-00" in second, "Medewerker-50" in second) == (False, True)


def test_who_comes_gets_a_first_role_and_can_sign_in_by_that_address(
    ans_at_work: Client, provider: Provider, team: UUID
) -> None:
    form = {"naam": "Gerda Mulder", "mail": " Gerda@Lommerwaard.example", "rol": "agent", "team": str(team)}
    assert ans_at_work.post("/beheer/medewerkers/nieuw/", form).status_code == 302
    gerda = models.User.objects.get(email="gerda@lommerwaard.example")
    assert (gerda.full_name, gerda.has_usable_password()) == ("Gerda Mulder", False)
    assert roles_of(gerda.pk) == {"agent"}
    assert models.RoleAssignment.objects.get(user=gerda).team_id == team

    gerdas = Client()
    sign_in(gerdas, provider, {"sub": "g-1", "email": "gerda@lommerwaard.example", "email_verified": True}, "/werk/")
    assert gerdas.get("/werk/").status_code == 200


def test_who_works_elsewhere_keeps_the_name_and_gets_a_role_here(
    ans_at_work: Client, town: UUID, other_town: UUID
) -> None:
    wout = hire(other_town, "wout", Role.SPECIALIST)
    form = {"naam": "Iemand Anders", "mail": "wout@lommerwaard.example", "rol": "specialist", "team": ""}
    assert ans_at_work.post("/beheer/medewerkers/nieuw/", form).status_code == 302
    assert models.User.objects.get(pk=wout).full_name == "Wout"
    assert models.RoleAssignment.objects.filter(user=wout, organisation=town).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"naam": ""}, "Vul de naam in"),
        ({"mail": ""}, "Vul het e-mailadres van het werk in"),
        ({"mail": "gerda"}, "Dit is geen e-mailadres"),
        ({"mail": "ans@lommerwaard.example"}, "Dit is uw eigen adres"),
        ({"rol": ""}, "Kies een rol"),
        ({"rol": "superuser"}, "Kies een van de antwoorden"),
        ({"team": str(uuid4())}, "team"),
    ],
)
def test_what_is_not_right_is_said_and_nobody_comes(ans_at_work: Client, wrong: dict[str, str], said: str) -> None:
    form = {"naam": "Gerda Mulder", "mail": "gerda@lommerwaard.example", "rol": "agent", "team": ""} | wrong
    assert said in refused(ans_at_work, "/beheer/medewerkers/nieuw/", form)
    assert models.User.objects.count() == 1


def test_who_left_is_not_brought_in_again_by_the_same_address(ans_at_work: Client, karim: UUID) -> None:
    models.User.objects.filter(pk=karim).update(is_active=False)
    form = {"naam": "Karim", "mail": "karim@lommerwaard.example", "rol": "editor", "team": ""}
    shown = refused(ans_at_work, "/beheer/medewerkers/nieuw/", form)
    assert "is uit dienst" in shown
    assert 'value="karim@lommerwaard.example"' in shown
    assert roles_of(karim) == {"agent"}


def test_without_a_role_nothing_is_given_and_back_sends_nothing_again(ans_at_work: Client, karim: UUID) -> None:
    at = f"/beheer/medewerkers/{karim}/"
    assert "Kies een rol" in refused(ans_at_work, at, {"rol": "", "team": ""})
    assert "Kies een rol" in body(ans_at_work, f"{at}?{MEND}=ja")
    assert "Kies een rol" not in body(ans_at_work, at)
    assert roles_of(karim) == {"agent"}


def test_a_role_is_given_and_holds_at_once(ans_at_work: Client, ans: UUID, karim: UUID, town: UUID) -> None:
    response = ans_at_work.post(f"/beheer/medewerkers/{karim}/", {"rol": "specialist", "team": ""})
    assert response.status_code == 302
    assert staff_actor(karim).may("cases.decide", at=town)
    line = AuditLine.objects.get(what="identity.role_assigned", actor=ans)
    assert (line.organisation, line.before, line.after) == (town, "", "Behandelaar")


def test_before_a_role_is_taken_the_page_asks_once_more(ans_at_work: Client, karim: UUID) -> None:
    page = body(ans_at_work, f"/beheer/medewerkers/rollen/{role_of(karim)}/weg/")
    assert "Karim Haddouti is sinds" in page
    assert "Contactmedewerker, team Klantcontact" in page
    assert roles_of(karim) == {"agent"}


def test_a_role_that_is_taken_ends_what_that_person_has_open(
    ans_at_work: Client, ans: UUID, karim: UUID, town: UUID
) -> None:
    karims = Client()
    enter_as_staff(karims, user=karim)
    assert karims.get("/werk/").status_code == 200
    assert ans_at_work.post(f"/beheer/medewerkers/rollen/{role_of(karim)}/weg/").status_code == 302

    assert karims.get("/werk/").status_code == 302  # to the door
    assert not staff_actor(karim).permissions
    line = AuditLine.objects.get(what="identity.role_ended", actor=ans)
    assert (line.organisation, line.before, line.after) == (town, "Contactmedewerker, team Klantcontact", "")
    assert "Karim" not in line.before


def test_a_role_that_was_taken_or_given_by_mistake_is_put_back_from_the_changes(
    ans_at_work: Client, karim: UUID, town: UUID
) -> None:
    taken, changes = role_of(karim), "/beheer/wijzigingen/?door=alles"
    back, again = f"/beheer/medewerkers/rollen/{taken}/terug/", f"/beheer/medewerkers/rollen/{taken}/weg/"
    assert (again in body(ans_at_work, changes), back in body(ans_at_work, changes)) == (True, False)
    ans_at_work.post(again)
    assert (again in body(ans_at_work, changes), back in body(ans_at_work, changes)) == (False, True)
    assert "<strong>Contactmedewerker, team Klantcontact</strong>" in body(ans_at_work, back)
    assert roles_of(karim) == set()  # reading what it means gives nothing
    assert ans_at_work.post(back).status_code == 302
    assert staff_actor(karim).may("work.take", at=town)
    page = body(ans_at_work, changes)
    assert (back in page, f"/beheer/medewerkers/rollen/{role_of(karim)}/weg/" in page) == (False, True)
    ans_at_work.post(back)  # twice is once
    assert models.RoleAssignment.objects.filter(user=karim, ends_at=None).count() == 1


def test_nobody_gets_a_role_back_from_themselves_or_after_leaving(
    ans_at_work: Client, ans: UUID, karim: UUID, town: UUID
) -> None:
    gone, own = role_of(karim), assign(SYSTEM, user=ans, organisation=town, role=Role.AGENT)
    take(SYSTEM, assignment=own)
    disable_staff(SYSTEM, user=karim)
    enter_as_staff(ans_at_work, user=ans)  # taking a role ended what she had open
    for one in (gone, own):
        assert ans_at_work.post(f"/beheer/medewerkers/rollen/{one}/terug/").status_code == 404
    assert (roles_of(ans), roles_of(karim)) == ({ADMINISTRATOR}, set())


def test_who_had_a_role_is_found_under_before(ans_at_work: Client, karim: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=1))
    take(SYSTEM, assignment=role_of(karim))
    assert "Karim Haddouti" not in body(ans_at_work, "/beheer/medewerkers/")
    assert "Karim Haddouti" in body(ans_at_work, "/beheer/medewerkers/?wie=eerder")
    assert "heeft hier nu geen rol" in body(ans_at_work, f"/beheer/medewerkers/{karim}/")


def test_who_is_out_of_service_has_no_role_any_more_and_the_changes_say_so(
    ans_at_work: Client, ans: UUID, karim: UUID, clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=1))
    disable_staff(staff_actor(ans), user=karim)
    assert roles_of(karim) == set()
    assert "Karim Haddouti" not in body(ans_at_work, "/beheer/medewerkers/")
    assert "Karim Haddouti" in body(ans_at_work, "/beheer/medewerkers/?wie=eerder")
    assert "Uit dienst: Karim Haddouti" in body(ans_at_work, "/beheer/wijzigingen/")


def test_who_goes_out_of_service_is_signed_out_at_once_and_cannot_come_back(
    ans_at_work: Client, karim: UUID, other: Client
) -> None:
    enter_as_staff(other, user=karim)
    assert other.get("/werk/").status_code == 200
    assert f"/beheer/medewerkers/{karim}/uit-dienst/" in body(ans_at_work, f"/beheer/medewerkers/{karim}/")
    assert "inloggen kan niet meer" in body(ans_at_work, f"/beheer/medewerkers/{karim}/uit-dienst/")
    assert other.get("/werk/").status_code == 200  # reading what it means ends nothing
    ans_at_work.post(f"/beheer/medewerkers/{karim}/uit-dienst/")
    assert other.get("/werk/").status_code == 302
    assert not models.User.objects.get(pk=karim).is_active
    assert "uit-dienst" not in body(ans_at_work, f"/beheer/medewerkers/{karim}/")


def test_nobody_ends_the_own_access_and_an_administrator_stays(ans_at_work: Client, ans: UUID, town: UUID) -> None:
    bo = hire(town, "bo", ADMINISTRATOR)
    late = staff_actor(bo)  # read before her role ended
    ans_at_work.post(f"/beheer/medewerkers/{ans}/uit-dienst/")
    assert roles_of(ans) == {ADMINISTRATOR}
    with pytest.raises(Refused, match=OWN_ACCESS):
        disable_staff(late, user=bo)
    disable_staff(staff_actor(ans), user=bo)
    with pytest.raises(Refused, match=NO_LONGER):
        disable_staff(late, user=ans)
    assert roles_of(ans) == {ADMINISTRATOR}


def test_nobody_takes_the_own_last_administrator_role(ans_at_work: Client, ans: UUID, town: UUID) -> None:
    hire(town, "bo", ADMINISTRATOR)  # another one does not help: it is the own
    ans_at_work.post(f"/beheer/medewerkers/rollen/{role_of(ans)}/weg/")
    assert roles_of(ans) == {ADMINISTRATOR}
    with pytest.raises(Refused, match=OWN_ROLE):
        end_assignment(staff_actor(ans), assignment=role_of(ans))


def test_another_role_of_oneself_may_be_taken(ans_at_work: Client, ans: UUID, town: UUID) -> None:
    extra = assign(SYSTEM, user=ans, organisation=town, role=Role.MANAGER)
    ans_at_work.post(f"/beheer/medewerkers/rollen/{extra}/weg/")
    assert roles_of(ans) == {ADMINISTRATOR}


def test_the_own_page_gives_no_role_and_says_why(ans_at_work: Client, ans: UUID, town: UUID) -> None:
    page = body(ans_at_work, f"/beheer/medewerkers/{ans}/")
    assert "vraagt u aan een andere beheerder" in page
    assert 'name="rol"' not in page
    assert ans_at_work.post(f"/beheer/medewerkers/{ans}/", {"rol": "editor", "team": ""}).status_code == 403
    assert roles_of(ans) == {ADMINISTRATOR}


@pytest.mark.django_db(transaction=True)
def test_two_who_take_each_others_role_at_once_leave_one(town: UUID) -> None:
    pair = [hire(town, name, ADMINISTRATOR) for name in ("ans", "bo")]
    actors, roles = [staff_actor(one) for one in pair], [role_of(one) for one in pair]
    start, refused = threading.Barrier(2), []

    def take_other(number: int) -> None:
        start.wait()
        try:
            end_assignment(actors[number], assignment=roles[1 - number])
        except Refused as refusal:
            refused.append(refusal.sentence)
        finally:
            connection.close()

    threads = [threading.Thread(target=take_other, args=[number]) for number in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert refused == [NO_LONGER]
    assert models.RoleAssignment.objects.filter(ends_at=None).count() == 1


def test_somebody_of_another_organisation_does_not_exist_here(ans_at_work: Client, other_town: UUID) -> None:
    wout = hire(other_town, "wout", Role.SPECIALIST)
    assert ans_at_work.get(f"/beheer/medewerkers/{wout}/").status_code == 404
    assert ans_at_work.get(f"/beheer/medewerkers/rollen/{role_of(wout)}/weg/").status_code == 404
    assert ans_at_work.post(f"/beheer/medewerkers/rollen/{role_of(wout)}/weg/").status_code == 404
    assert ans_at_work.get(f"/beheer/medewerkers/?bij={other_town}").status_code == 404
    assert ans_at_work.post(f"/beheer/medewerkers/{wout}/", {"rol": "editor"}).status_code == 404
    assert "Wout" not in body(ans_at_work, "/beheer/medewerkers/?woorden=wout&wie=eerder").replace('value="wout"', "")
    assert roles_of(wout) == {"specialist"}


def test_another_organisations_administrator_takes_no_role_here(karim: UUID, other_town: UUID) -> None:
    bo = hire(other_town, "bo", ADMINISTRATOR)
    with pytest.raises(NotFound):
        end_assignment(staff_actor(bo), assignment=role_of(karim))
    assert roles_of(karim) == {"agent"}


def test_who_administers_two_organisations_sees_each_by_itself(
    ans_at_work: Client, ans: UUID, karim: UUID, other_town: UUID
) -> None:
    hire(other_town, "wout", Role.SPECIALIST)
    assign(SYSTEM, user=ans, organisation=other_town, role=ADMINISTRATOR)
    here, there = body(ans_at_work, "/beheer/medewerkers/"), body(ans_at_work, f"/beheer/medewerkers/?bij={other_town}")
    assert ("Karim" in here, "Wout" in here) == (True, False)
    assert ("Karim" in there, "Wout" in there) == (False, True)
    assert "Gemeente Polderdam" in here


@pytest.mark.parametrize("role", [role for role in Role if role is not ADMINISTRATOR])
def test_nobody_but_an_administrator_comes_in(client: Client, town: UUID, ans: UUID, role: Role) -> None:
    bo = hire(town, "bo", role)
    enter_as_staff(client, user=bo)
    paths = ("", "nieuw/", f"{ans}/", f"rollen/{role_of(ans)}/weg/")
    assert {client.get(f"/beheer/medewerkers/{path}").status_code for path in paths} == {403}
    assert {client.post(f"/beheer/medewerkers/{path}").status_code for path in paths[1:]} == {403}
    assert roles_of(ans) == {ADMINISTRATOR}
    leads_there = "Beheer" in client.get("/werk/passkeys/").content.decode()
    assert leads_there == (role is Role.MANAGER)  # to how it goes alone
