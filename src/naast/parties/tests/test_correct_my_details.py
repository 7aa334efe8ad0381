"""A resident changes how to be reached and helped; an address counts once its owner proved to read it."""

from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.urls import reverse

from naast.dossier import api as dossier
from naast.dossier.tests.conftest import Town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import Actor
from naast.kernel.errors import NotFound
from naast.kernel.models import StoredEvent
from naast.parties import api
from naast.parties.actions.addresses import forget_codes
from naast.parties.models import DigitalAddress, SentCode
from naast.parties.queries.people import digital_addresses
from naast.parties.types import AddressCheck, Channel, WrongCode

pytestmark = pytest.mark.django_db


def _code() -> AddressCheck:
    """As the capability that sends messages gets it."""
    event = StoredEvent.objects.filter(name="parties.AddressCheckAsked").order_by("-occurred_at", "-id").first()
    assert event is not None
    check = api.address_check(UUID(event.payload["check"]))
    assert check is not None
    return check


def test_a_new_address_is_used_only_after_its_code(town: Town, mirthe: Actor) -> None:
    address = api.add_mail(mirthe, "mirthe@example.nl")
    assert api.reach(mirthe.party) is None
    api.verify_address(mirthe, address=address, code=_code().code)
    reach = api.reach(mirthe.party)
    assert reach is not None
    assert (reach.channel, reach.address) == (Channel.MAIL, "mirthe@example.nl")


def test_the_code_never_stands_in_an_event_or_in_the_dossier(town: Town, mirthe: Actor) -> None:
    api.add_mail(mirthe, "mirthe@example.nl")
    code = _code().code
    assert not StoredEvent.objects.filter(payload__icontains=code).exists()
    assert not any(code in one.detail + one.sentence for one in dossier.timeline(mirthe, subject=mirthe.party))


def test_five_wrong_tries_and_the_right_code_no_longer_works(town: Town, mirthe: Actor) -> None:
    address = api.add_mail(mirthe, "mirthe@example.nl")
    code = _code().code
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            api.verify_address(mirthe, address=address, code=wrong)
    with pytest.raises(WrongCode):
        api.verify_address(mirthe, address=address, code=code)
    assert digital_addresses(mirthe.party)[0].verified_at is None


def test_after_four_wrong_tries_the_right_code_works(town: Town, mirthe: Actor) -> None:
    address = api.add_mail(mirthe, "mirthe@example.nl")
    code = _code().code
    for _ in range(4):
        with pytest.raises(WrongCode):
            api.verify_address(mirthe, address=address, code="")
    api.verify_address(mirthe, address=address, code=f" {code} ")
    assert digital_addresses(mirthe.party)[0].verified_at


@pytest.mark.parametrize(("seconds", "works"), [(599, True), (600, False)])
def test_a_code_works_for_ten_minutes(
    clock: time_machine.Traveller, town: Town, mirthe: Actor, seconds: int, works: bool
) -> None:
    address = api.add_mail(mirthe, "mirthe@example.nl")
    code = _code().code
    clock.shift(seconds)
    if works:
        api.verify_address(mirthe, address=address, code=code)
    else:
        with pytest.raises(WrongCode):
            api.verify_address(mirthe, address=address, code=code)


def test_a_new_code_ends_the_old_one(town: Town, mirthe: Actor) -> None:
    address = api.add_mail(mirthe, "mirthe@example.nl")
    api.send_code_again(mirthe, address)
    assert (SentCode.objects.count(), forget_codes()) == (1, 0)


def test_a_code_that_is_too_old_is_not_kept(town: Town, mirthe: Actor, clock: time_machine.Traveller) -> None:
    api.add_mail(mirthe, "mirthe@example.nl")
    clock.shift(601)
    assert (forget_codes(), SentCode.objects.count()) == (1, 0)


def test_a_verified_address_replaces_the_one_before(town: Town, mirthe: Actor) -> None:
    for value in ("oud@example.nl", "nieuw@example.nl"):
        api.verify_address(mirthe, address=api.add_mail(mirthe, value), code=_code().code)
    assert [one.value for one in digital_addresses(mirthe.party)] == ["nieuw@example.nl"]


def test_another_residents_address_is_not_there(town: Town, mirthe: Actor, sjoerd: Actor) -> None:
    address = api.add_mail(mirthe, "kanarie-mirthe@example.nl")
    code = _code().code
    with pytest.raises(NotFound):
        api.verify_address(sjoerd, address=address, code=code)
    with pytest.raises(NotFound):
        api.remove_address(sjoerd, address)
    browser = browser_of(sjoerd)
    for name in ("verify", "send-again", "remove"):
        for key in (address, uuid4()):
            assert browser.post(reverse(f"parties:{name}", args=[key]), {"code": code}).status_code == 404
    assert "kanarie" not in browser.get(reverse("parties:mine")).content.decode()
    assert digital_addresses(mirthe.party)[0].verified_at is None


def test_the_whole_way_on_the_pages(town: Town, mirthe: Actor) -> None:
    browser = browser_of(mirthe)
    asked = browser.post(reverse("parties:add", args=["e-mail"]), {"value": "mirthe@example.nl"}, follow=True)
    assert "mirthe@example.nl" in asked.content.decode()
    url = asked.redirect_chain[-1][0]
    refused = browser.post(url, {"code": "geen"})
    assert refused.status_code == 422
    assert "Deze code klopt niet" in refused.content.decode()
    done = browser.post(url, {"code": _code().code}, follow=True).content.decode()
    assert "We gebruiken voortaan dit adres" in done
    kinds = [one.kind for one in dossier.timeline(mirthe, subject=mirthe.party)]
    assert {"parties.address_added", "parties.address_verified"} <= set(kinds)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("e-mail", ""),
        ("e-mail", "mirthe"),
        ("e-mail", "a\x00b@example.nl"),
        ("e-mail", "x" * 300 + "@example.nl"),
        ("telefoon", ""),
        ("telefoon", "12"),
        ("telefoon", "０６１２３４５６７８"),
        ("telefoon", "bel mij"),
        ("telefoon", "9" * 1000),
    ],
)
def test_a_wrong_address_is_told_beside_the_field_and_kept(town: Town, mirthe: Actor, kind: str, value: str) -> None:
    answer = browser_of(mirthe).post(reverse("parties:add", args=[kind]), {"value": value})
    assert answer.status_code == 422
    assert 'href="#id_value"' in answer.content.decode()
    assert not digital_addresses(mirthe.party)


def test_a_phone_number_is_kept_as_given_and_no_code_is_promised(town: Town, mirthe: Actor) -> None:
    browser = browser_of(mirthe)
    url = reverse("parties:add", args=["telefoon"])
    assert "code" not in browser.get(url).content.decode()
    page = browser.post(url, {"value": "06 12345678"}, follow=True)
    assert page.redirect_chain == [(reverse("parties:mine"), 302)]
    assert "Dit nummer gaf u zelf op. We hebben het niet nagekeken." in page.content.decode()
    [number] = digital_addresses(mirthe.party)
    assert not StoredEvent.objects.filter(name="parties.AddressCheckAsked").exists()
    assert browser.get(reverse("parties:verify", args=[number.id])).status_code == 302
    assert browser.post(reverse("parties:send-again", args=[number.id])).status_code == 404


def test_a_new_number_replaces_the_one_before(town: Town, mirthe: Actor) -> None:
    for value in ("+31612345678", "+31687654321"):
        api.set_phone(mirthe, value)
    assert [one.value for one in digital_addresses(mirthe.party)] == ["+31687654321"]


def test_the_same_address_stands_there_once(town: Town, mirthe: Actor) -> None:
    api.add_mail(mirthe, "mirthe@example.nl")
    with pytest.raises(IntegrityError):
        DigitalAddress.objects.create(party_id=mirthe.party, kind="email", value="mirthe@example.nl")


@pytest.mark.parametrize("typed", ["06 12 34 56 78", "0612345678", "+31 6 12345678", "0031612345678", "06-12345678"])
def test_a_phone_number_is_kept_in_one_way(town: Town, mirthe: Actor, typed: str) -> None:
    browser_of(mirthe).post(reverse("parties:add", args=["telefoon"]), {"value": typed})
    assert [one.value for one in digital_addresses(mirthe.party)] == ["+31612345678"]


def test_too_many_codes_in_a_minute_are_refused(clock: time_machine.Traveller, town: Town, mirthe: Actor) -> None:
    browser, url = browser_of(mirthe), reverse("parties:add", args=["e-mail"])
    answers = [browser.post(url, {"value": f"m{number}@example.nl"}).status_code for number in range(5)]
    assert answers == [302, 302, 302, 429, 429]
