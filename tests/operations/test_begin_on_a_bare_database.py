"""An operator makes the first organisation and its first administrator, offers services, and gives a lost role back."""

from datetime import timedelta

import pytest
from django.test import Client

from commands.conftest import Typed
from naast.catalogue import api as catalogue
from naast.dossier.models import AuditLine
from naast.identity.api import disable_staff, staff_actor, staff_by_email
from naast.identity.models import OpenSession, User
from naast.identity.queries import digest
from naast.kernel.actor import SYSTEM
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.organisations.api import by_slug, organisations, team_of_first_contact, teams
from operations.test_look_after_it import naast

pytestmark = pytest.mark.django_db
NEW = (
    "organisation", "new", "lommerwaard", "--name", "Gemeente Lommerwaard", "--phone", "14 0399",
    "--administrator", "Anna@lommerwaard.example", "--administrator-name", "Anna de Wit",
)  # fmt: skip


@pytest.fixture
def begun(typed: Typed) -> None:
    assert typed(*NEW).returncode == 0


def roles_of(mail: str) -> set[str]:
    user = staff_by_email(mail)
    return {one.role.value for one in staff_actor(user.id).assignments} if user else set()


@pytest.mark.django_db(transaction=True)
def test_a_first_organisation_has_a_team_and_an_administrator():
    done = naast(*NEW)
    assert (done.returncode, done.stderr) == (0, "")
    assert "naast services publish lommerwaard" in done.stdout
    found = by_slug("lommerwaard")
    assert (found.name, found.phone.number, found.tone, found.invented) == (
        "Gemeente Lommerwaard",
        "140399",
        "u",
        False,
    )
    first = team_of_first_contact(found.id)
    assert first
    assert [one.name for one in teams(found.id)] == [first.name] == ["Klantcontact"]
    assert roles_of("anna@lommerwaard.example") == {"functional-administrator"}
    assert AuditLine.objects.get(what="identity.role_assigned").actor_kind == "system"


def test_a_second_of_the_same_name_is_refused(begun: None, typed: Typed):
    done = typed(*NEW, "--host", "loket.example")
    assert done.returncode == 1
    assert "There is already an organisation 'lommerwaard'" in done.stdout
    assert len(organisations()) == 1


def test_what_cannot_be_makes_nothing(typed: Typed):
    done = typed(*NEW, "--phone", "bel maar")
    assert done.returncode == 2
    assert organisations() == ()


def test_services_are_offered_and_what_is_the_same_is_not_offered_again(begun: None, typed: Typed):
    done = typed("services", "publish", "lommerwaard", "paspoort", "verhuismelding")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "offers 2 new or newer services" in done.stdout
    offered = {one.slug for one in catalogue.services(by_slug("lommerwaard").id)}
    assert offered == {"paspoort", "verhuismelding"}
    assert "offers 0 new or newer services" in typed("services", "publish", "lommerwaard", "paspoort").stdout


def test_what_is_not_there_is_said(begun: None, typed: Typed):
    nowhere = ("staff", "invite", "bo@x.example", "--name", "Bo", "--organisation", "nergens")
    no_package = ("services", "publish", "lommerwaard", "bestaat-niet")
    for command, said in ((nowhere, "There is no organisation 'nergens'"), (no_package, "There is no such package")):
        done = typed(*command)
        assert done.returncode == 1
        assert said in done.stderr


def test_an_organisation_that_is_not_there_is_told_with_those_that_are(begun: None, typed: Typed):
    done = typed("services", "publish", "nobody")
    assert done.returncode == 1
    assert done.stderr == (
        "There is no organisation 'nobody'. There is: lommerwaard. `naast organisation new` makes one.\n"
    )


def test_an_operator_gives_a_lost_role_back(begun: None, typed: Typed):
    done = typed("staff", "invite", "bo@lommerwaard.example", "--name", "Bo", "--organisation", "lommerwaard")
    assert done.returncode == 0, done.stdout + done.stderr
    assert roles_of("bo@lommerwaard.example") == {"functional-administrator"}


def test_who_was_put_out_of_service_comes_back_only_when_that_is_said(begun: None, typed: Typed):
    bo = ("staff", "invite", "bo@lommerwaard.example", "--name", "Bo", "--organisation", "lommerwaard")
    typed(*bo)
    user = staff_by_email("bo@lommerwaard.example")
    assert user
    disable_staff(SYSTEM, user=user.id)
    refused = typed(*bo)
    assert refused.returncode == 1
    assert "Add --again" in refused.stdout
    with pytest.raises(NotFound):
        roles_of("bo@lommerwaard.example")
    assert typed(*bo, "--again").returncode == 0
    assert roles_of("bo@lommerwaard.example") == {"functional-administrator"}
    assert AuditLine.objects.filter(what="identity.staff_returned").count() == 1


def test_an_operator_ends_all_that_somebody_has_at_once(begun: None, typed: Typed, client: Client):
    anna = staff_by_email("anna@lommerwaard.example")
    assert anna
    client.force_login(User.objects.get(pk=anna.id))
    key = client.session.session_key
    assert key
    OpenSession.objects.create(key_digest=digest(key), user_id=anna.id, ends_at=now() + timedelta(minutes=30))
    client.raise_request_exception = False
    assert client.get("/werk/passkeys/").status_code == 200
    done = typed("staff", "end", "Anna@lommerwaard.example")
    assert done.returncode == 0
    assert "Nobody is administrator of Gemeente Lommerwaard now" in done.stdout
    assert client.get("/werk/passkeys/").status_code == 302
    with pytest.raises(NotFound):
        roles_of("anna@lommerwaard.example")
    assert AuditLine.objects.get(what="identity.staff_disabled").actor_kind == "system"
    typed("staff", "end", "anna@lommerwaard.example")  # without a role too it is noted
    assert AuditLine.objects.filter(what="identity.staff_disabled").count() == 2
    assert typed("staff", "end", "nobody@lommerwaard.example").returncode == 1
