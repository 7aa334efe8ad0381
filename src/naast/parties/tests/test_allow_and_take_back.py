"""Consent is given for one organisation and purpose, ends at its end, and is taken back on one page."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from naast.dossier.tests.conftest import Town, make_town
from naast.dossier.tests.pages import browser_of
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused
from naast.parties import api

pytestmark = pytest.mark.django_db
PURPOSE = "parties.tell_of_rights"


def test_it_holds_for_this_organisation_and_purpose_until_its_end(
    clock: time_machine.Traveller, town: Town, mirthe: Actor
) -> None:
    elsewhere = make_town("polderdam", "Gemeente Polderdam")
    api.give_consent(
        mirthe, organisation=town.id, purpose=PURPOSE, source="Mijn gegevens", until=now() + timedelta(hours=1)
    )
    assert api.has_consent(party=mirthe.party, organisation=town.id, purpose=PURPOSE)
    assert not api.has_consent(party=mirthe.party, organisation=elsewhere.id, purpose=PURPOSE)
    assert not api.has_consent(party=mirthe.party, organisation=town.id, purpose="parties.caller")
    clock.shift(3599)
    assert api.has_consent(party=mirthe.party, organisation=town.id, purpose=PURPOSE)
    clock.shift(1)
    assert not api.has_consent(party=mirthe.party, organisation=town.id, purpose=PURPOSE)


def test_the_resident_sees_it_and_takes_it_back_at_once(town: Town, mirthe: Actor) -> None:
    consent = api.give_consent(mirthe, organisation=town.id, purpose=PURPOSE, source="Mijn gegevens")
    browser = browser_of(mirthe)
    assert "Gemeente Lommerwaard" in browser.get(reverse("parties:mine")).content.decode()
    browser.post(reverse("parties:withdraw-consent", args=[consent]))
    browser.post(reverse("parties:withdraw-consent", args=[consent]))
    assert not api.has_consent(party=mirthe.party, organisation=town.id, purpose=PURPOSE)


def test_what_needs_no_consent_is_not_asked(town: Town, mirthe: Actor) -> None:
    with pytest.raises(Refused):
        api.give_consent(mirthe, organisation=town.id, purpose="parties.caller", source="Mijn gegevens")


def test_another_resident_cannot_take_it_back(town: Town, mirthe: Actor, sjoerd: Actor) -> None:
    consent = api.give_consent(mirthe, organisation=town.id, purpose=PURPOSE, source="Mijn gegevens")
    with pytest.raises(NotFound):
        api.withdraw_consent(sjoerd, consent)
    for key in (consent, uuid4()):
        assert browser_of(sjoerd).post(reverse("parties:withdraw-consent", args=[key])).status_code == 404
    assert api.has_consent(party=mirthe.party, organisation=town.id, purpose=PURPOSE)
