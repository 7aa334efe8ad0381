"""All that we know of the person self, with where it comes from."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naast.design.types import Known
from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.speech import WAYS
from naast.organisations.api import organisation
from naast.parties.access import access_person, own_mandates, own_party
from naast.parties.models import Address, Mandate, Person, Preference
from naast.parties.queries.people import language_of, names_of
from naast.parties.types import MandateView, SpeechOffer


def known_facts(actor: Actor) -> list[Known]:
    """Name, birth date and addresses; what we do not know is not shown."""
    person = access_person(actor, own_party(actor))
    facts = [_known(person, _("Naam"), person.name)] if person.name else []
    if person.birth_date:
        facts.append(_known(person, _("Geboortedatum"), date_format(person.birth_date, "j F Y")))
    places = Address.objects.filter(party=person.party_id, until=None).order_by("kind")
    return facts + [Known(_address_label(one), one.lines, source_words(one.source)) for one in places]


def _known(person: Person, label: str, value: str) -> Known:
    return Known(label, value, source_words(person.source), person.source_at)


def source_words(source: str) -> str:
    """Where a fact comes from, to follow "Van"."""
    return {"brp": _("de Basisregistratie Personen"), "sign-in": _("uw inlog")}.get(source, _("u zelf"))


def _address_label(address: Address) -> str:
    return {"home": _("Woonadres"), "correspondence": _("Briefadres")}.get(address.kind, _("Postadres"))


def preference_of(actor: Actor) -> Preference:
    """What the person chose; empty where nothing was chosen."""
    return Preference.objects.filter(party=own_party(actor)).first() or Preference()


def offer_of_speech(actor: Actor, chosen: str) -> SpeechOffer | None:
    """For who reads the pages as `chosen` while our messages speak otherwise; None when asked about it before."""
    if actor.organisation is None:
        return None
    written = language_of(own_party(actor), tone=organisation(actor.organisation).tone)
    if chosen not in WAYS or chosen in (written, preference_of(actor).speech_declined):
        return None
    return SpeechOffer(chosen, ((_("U leest nu"), str(WAYS[chosen])), (_("Uw berichten"), str(WAYS[written]))))


def given_mandates(actor: Actor) -> list[tuple[MandateView, str]]:
    """Who may act for this person now or soon, with their names."""
    rows = own_mandates(actor).filter(withdrawn_at=None, until__gt=now()).order_by("until")
    names = names_of([row.to_id for row in rows])
    return [(row.view, names.get(row.to_id, "")) for row in rows]


def held_mandates(actor: Actor) -> list[tuple[MandateView, str]]:
    """For whom this person may act now, with their names."""
    rows = Mandate.objects.filter(to=own_party(actor), withdrawn_at=None, starts__lte=now(), until__gt=now())
    names = names_of([row.by_id for row in rows])
    return [(row.view, names.get(row.by_id, "")) for row in rows.order_by("until")]
