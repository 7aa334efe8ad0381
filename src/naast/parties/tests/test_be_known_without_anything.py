"""People without BSN, address, birth date, e-mail or phone are people like others; people are never merged by a machine."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from naast.dossier.tests.conftest import Town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.errors import Refused
from naast.parties import api
from naast.parties.models import Address, PartyIdentifier, Person
from naast.parties.tests.conftest import BSN_MIRTHE, BSN_SJOERD, signed_in
from naast.parties.types import EntityForm

pytestmark = pytest.mark.django_db


def test_a_name_is_enough_and_the_page_says_what_we_know(town: Town) -> None:
    party = api.register_person(SYSTEM, family_name="Jansen")
    page = browser_of(signed_in(party, town)).get(reverse("parties:mine"))
    assert page.status_code == 200
    assert "Jansen" in page.content.decode()
    assert api.reach(party) is None


@pytest.mark.parametrize("born", ["1980", "0000-05-12", "", "2020-02-30"])
def test_a_birth_date_that_is_no_whole_day_is_unknown(town: Town, born: str) -> None:
    """OpenID Connect Core, section 5.1: a year alone, and the year 0000 for a year that is left out."""
    party = api.person_for(bsn=BSN_MIRTHE, claims={"family_name": "Zandstra", "birthdate": born})
    assert api.person(SYSTEM, party).birth_date is None


def test_somebody_whose_name_we_do_not_know_yet_is_ordinary_too(town: Town) -> None:
    party = api.person_for(bsn=BSN_MIRTHE, claims={"given_name": None, "family_name": None})
    page = browser_of(signed_in(party, town)).get(reverse("parties:mine")).content.decode()
    assert "We weten uw naam nog niet" in page


def test_a_correspondence_address_is_as_good_as_a_home(town: Town) -> None:
    party = api.register_person(SYSTEM, family_name="Baan")
    Address.objects.create(
        party_id=party, kind="correspondence", lines="Havenkade 2\n1234 AB Lommerhaven", source="self"
    )
    reach = api.reach(party)
    assert reach is not None
    assert reach.address.startswith("Havenkade 2")


def test_who_signs_in_again_is_the_same_person(town: Town) -> None:
    claims = {"given_name": "Mirthe", "family_name": "Zandstra", "birthdate": "1997-03-14"}
    first = api.person_for(bsn=BSN_MIRTHE, claims=claims)
    assert api.person_for(bsn=BSN_MIRTHE, claims={}) == first
    assert api.name_of(first) == "Mirthe Zandstra"
    assert api.person_for(bsn=BSN_SJOERD, claims=claims) != first


@pytest.mark.parametrize("bsn", ["", "1", "999993654", "abcdefghi", "9999936530", "999 993 654"])
def test_a_number_that_fails_the_elfproef_makes_nobody(town: Town, bsn: str) -> None:
    with pytest.raises(Refused):
        api.person_for(bsn=bsn, claims={})
    assert not Person.objects.exists()


def test_the_same_name_and_birth_date_stay_two_people(town: Town, mirthe: Actor) -> None:
    twin = api.register_person(SYSTEM, given_names="Mirthe Anna", family_name="Zandstra")
    assert twin != mirthe.party
    with pytest.raises(Refused):
        api.register_person(SYSTEM, family_name="Zandstra", bsn=BSN_MIRTHE)
    assert Person.objects.count() == 2


def test_no_code_merges_people() -> None:
    """Automatic merging joined different people elsewhere; only a human may, and no screen for it exists yet."""
    source = Path(api.__file__).parent
    code = [file.read_text() for file in source.rglob("*.py") if "tests" not in file.parts]
    assert not [text for text in code if "def merge" in text or "party_id=survivor" in text]


def test_the_bsn_is_not_readable_in_its_row(town: Town, mirthe: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, index FROM parties_partyidentifier")
        for row in cursor.fetchall():
            assert all(BSN_MIRTHE.encode() not in bytes(value) for value in row)
    assert PartyIdentifier.objects.get().value == BSN_MIRTHE


def test_a_collective_without_a_number_has_people_with_roles(town: Town, mirthe: Actor) -> None:
    collective = api.register_legal_entity(SYSTEM, name="Buurttuin De Elzen", form=EntityForm.COLLECTIVE)
    api.give_role(SYSTEM, entity=collective, party=mirthe.party, role="contact")
    assert api.names_of([collective, mirthe.party]) == {
        collective: "Buurttuin De Elzen",
        mirthe.party: "Mirthe Zandstra",
    }


@pytest.mark.django_db(transaction=True)
def test_two_first_sign_ins_at_once_make_one_person() -> None:
    def sign_in() -> object:
        try:
            return api.person_for(bsn=BSN_SJOERD, claims={})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = {run.result() for run in [pool.submit(sign_in) for _ in range(4)]}
    assert len(found) == 1
    assert Person.objects.count() == 1
