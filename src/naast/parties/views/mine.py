"""My details and how I like to be served: what we know, where from, and how the person changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from naast.design.types import Known
from naast.kernel.errors import NotFound
from naast.kernel.guards import actor_of, resident_page
from naast.kernel.limits import limit_request
from naast.kernel.registry import registry
from naast.kernel.speech import remember_speech
from naast.organisations.api import organisation
from naast.parties import api
from naast.parties.actions.preferences import door
from naast.parties.forms import CodeForm, MailForm, PhoneForm, PreferenceForm, SpeechForm
from naast.parties.ports import FactSource
from naast.parties.queries import mine as queries
from naast.parties.queries.consents import consent_words
from naast.parties.queries.people import digital_addresses, language_of
from naast.parties.queries.registers import registered_facts
from naast.parties.types import SPEECH, Channel, DigitalAddressView, Lane, Registered, WrongCode

MAIL, PHONE = "e-mail", "telefoon"  # as the addresses of the pages name them
KINDS = {MAIL: MailForm, PHONE: PhoneForm}
OWN_PAGE = "/mijn/"  # the portal lies above
CODES_PER_MINUTE = 3
TRIES_PER_MINUTE = 20
REGISTER_PER_MINUTE = 6


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def mine(request: HttpRequest) -> HttpResponse:
    """All that we know on one page; POST reads the registers too, which writes down that they were read."""
    registers: Sequence[Registered] = ()
    if request.method == "POST":
        limit_request(request, "parties.register", per_minute=REGISTER_PER_MINUTE)
        registers = api.read_registers(actor_of(request))
    return render(request, "parties/mine.html", _page(request, registers))


def _page(request: HttpRequest, registers: Sequence[Registered]) -> dict[str, Any]:
    actor = actor_of(request)
    consents = api.consents_of(_party(request))
    read: list[tuple[Registered, list[Known]]] = [(one, registered_facts(one)) for one in registers]
    return {
        "facts": queries.known_facts(actor),
        "registers": read,
        "can_ask": any(registry.declared(FactSource)),
        "addresses": digital_addresses(_party(request)),
        "given": queries.given_mandates(actor),
        "held": queries.held_mandates(actor),
        "consents": [(one, consent_words(one.purpose), organisation(one.organisation).name) for one in consents],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def preferences(request: HttpRequest) -> HttpResponse:
    """How we reach, help and address this person. Who chooses e-mail or the phone goes on to give what we miss for it."""
    if request.method != "POST":
        return render(request, "parties/preferences.html", {"form": _preference_form(request)})
    form = PreferenceForm(request.POST)
    if not form.is_valid():
        return render(request, "parties/preferences.html", {"form": form}, status=422)
    language, tone = SPEECH[form.cleaned_data["speech"]]
    api.set_preference(
        actor_of(request),
        channel=Channel(form.cleaned_data["channel"]),
        lane=Lane(form.cleaned_data["lane"]),
        language=language,
        tone=tone,
    )
    back = _after_choosing(request, form.cleaned_data)
    remember_speech(back, form.cleaned_data["speech"])
    return back


@require_POST
@resident_page()
def speech(request: HttpRequest) -> HttpResponse:
    """What somebody says to the offer on their own page: write me as I read, or leave it."""
    form = SpeechForm(request.POST)
    if form.is_valid() and form.cleaned_data["answer"] == "ja":
        language, tone = SPEECH[form.cleaned_data["speech"]]
        api.set_preference(actor_of(request), language=language, tone=tone)
        messages.success(request, _("Bewaard. Nieuwe berichten schrijven we voortaan zoals u nu leest."))
    elif form.is_valid():
        api.set_preference(actor_of(request), speech_declined=form.cleaned_data["speech"])
        messages.success(request, _("Bewaard. Uw berichten blijven zoals ze zijn."))
    return redirect(OWN_PAGE)


def _after_choosing(request: HttpRequest, chosen: dict[str, Any]) -> HttpResponse:
    """In the language that was chosen a moment ago."""
    with override(chosen["speech"]):
        if chosen["channel"] == Channel.MAIL and not _has_mail(_party(request)):
            messages.success(request, _("Bewaard. Geef nu uw e-mailadres door, dan kunnen we u mailen."))
            return redirect("parties:add", MAIL)
        if chosen["channel"] == Channel.PHONE and not api.phone_of(_party(request)):
            messages.success(request, _("Bewaard. Geef nu uw telefoonnummer door, dan kunnen we u bellen."))
            return redirect("parties:add", PHONE)
        messages.success(request, _("Bewaard. Zo helpen we u voortaan."))
    return redirect("parties:preferences")


def _has_mail(party: UUID) -> bool:
    return any(one.kind == "email" and one.verified_at for one in digital_addresses(party))


def _preference_form(request: HttpRequest) -> PreferenceForm:
    """What was chosen; else what happens now, so that saving another choice does not change it unseen."""
    chosen, reach = queries.preference_of(actor_of(request)), api.reach(_party(request))
    return PreferenceForm(
        initial={
            "lane": chosen.lane or Lane.FAST,
            "channel": chosen.channel or (reach.channel if reach else ""),
            "speech": language_of(_party(request), tone=organisation(door(actor_of(request))).tone),
        }
    )


@resident_page()
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """One question: the new address or number. To a mail address goes a code."""
    if kind not in KINDS:
        raise NotFound
    form = KINDS[kind](request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "parties/add.html", {"form": form, "with_code": kind == MAIL}, status=status)
    if kind == MAIL:
        limit_request(request, "parties.code", per_minute=CODES_PER_MINUTE)
        return redirect("parties:verify", api.add_mail(actor_of(request), form.cleaned_data["value"]))
    api.set_phone(actor_of(request), form.cleaned_data["value"])
    messages.success(request, _("Bewaard. We bellen u alleen als het nodig is."))
    return redirect("parties:mine")


@resident_page()
def verify(request: HttpRequest, address: UUID) -> HttpResponse:
    """Type the code that was sent."""
    one = _own(request, address)
    if one.verified_at or one.kind != "email":
        return redirect("parties:mine")
    if request.method == "POST":
        limit_request(request, "parties.verify", per_minute=TRIES_PER_MINUTE)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            api.verify_address(actor_of(request), address=address, code=form.cleaned_data["code"])
        except WrongCode as wrong:
            form.add_error("code", wrong.sentence)
        else:
            messages.success(request, _("Dank u. We gebruiken voortaan dit adres."))
            return redirect("parties:mine")
    status = 422 if form.errors else 200
    return render(request, "parties/verify.html", {"form": form, "address": one}, status=status)


@require_POST
@resident_page()
def send_again(request: HttpRequest, address: UUID) -> HttpResponse:
    _own(request, address)
    limit_request(request, "parties.code", per_minute=CODES_PER_MINUTE)
    api.send_code_again(actor_of(request), address)
    messages.success(request, _("We sturen u een nieuwe code. De oude werkt niet meer."))
    return redirect("parties:verify", address)


@require_POST
@resident_page()
def remove(request: HttpRequest, address: UUID) -> HttpResponse:
    api.remove_address(actor_of(request), address)
    messages.success(request, _("Weggehaald. We gebruiken dit adres niet meer."))
    return redirect("parties:mine")


@require_POST
@resident_page()
def withdraw_consent(request: HttpRequest, consent: UUID) -> HttpResponse:
    api.withdraw_consent(actor_of(request), consent)
    messages.success(request, _("U trok uw toestemming in. Dat geldt vanaf nu."))
    return redirect("parties:mine")


@require_POST
@resident_page()
def withdraw_mandate(request: HttpRequest, mandate: UUID) -> HttpResponse:
    api.withdraw_mandate(actor_of(request), mandate)
    messages.success(request, _("Ingetrokken. Deze persoon mag vanaf nu niets meer voor u regelen."))
    return redirect("parties:mine")


def _own(request: HttpRequest, address: UUID) -> DigitalAddressView:
    found = next((one for one in digital_addresses(_party(request)) if one.id == address), None)
    if found is None:
        raise NotFound
    return found


def _party(request: HttpRequest) -> UUID:
    party = actor_of(request).party
    if party is None:
        raise NotFound
    return party
