"""An administrator changes what residents see of us: phone, hours, special days, face and tone; and puts it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naast.design.faces import key_colours, read, written
from naast.design.forms import Form
from naast.design.refused import came_back, come_back, forget_refused
from naast.design.samples import values as sample_values
from naast.kernel.clock import today
from naast.kernel.errors import NotFound, Refused
from naast.kernel.guards import actor_of, staff_page
from naast.organisations import queries
from naast.organisations.access import CHANGE
from naast.organisations.actions import change_organisation, put_back
from naast.organisations.forms import (
    EVERYWHERE,
    PHONE,
    ColoursForm,
    CounterForm,
    FaceForm,
    OtherDayForm,
    PhoneForm,
    WeekForm,
    places_of,
)
from naast.organisations.types import Counter, Organisation, OtherHours, Reach, Workplace
from naast.organisations.wording import change_in_words, colours_in_words, counter_in_words, other_day, week

DONE = "Dit staat nu zo op de site."
NEVER = datetime.min.replace(tzinfo=UTC)
FORM_PAGE = ["GET", "HEAD", "POST"]
F = TypeVar("F", bound=Form)


@require_safe
@staff_page(CHANGE)
def overview(request: HttpRequest) -> HttpResponse:
    """All settings as they are, each with the way to change it, and the last changes with the way back."""
    here = _here(request)
    values = {
        "here": here,
        "organisation_here": here.organisation,
        "phone_hours": week(here.organisation.hours) or "Nooit",
        "counters": [
            (one, counter_in_words(replace(one, other_hours=())), _at(here, "organisations:change-counter", number))
            for number, one in enumerate(here.organisation.counters)
        ],
        "days": _days(here.organisation),
        "changes": [(change_in_words(one), may) for one, may in queries.last_changes(here.organisation.id)],
        "phone_url": _at(here, "organisations:change-phone"),
        "face_url": _at(here, "organisations:change-face"),
        "colours": colours_in_words(here.organisation.colours),
        "colours_url": _at(here, "organisations:change-colours"),
        "day_url": _at(here, "organisations:add-day"),
        "remove_url": _at(here, "organisations:remove-day"),
        "seen": _seen(here.organisation),
    }
    return render(request, "organisations/settings.html", values)


@require_http_methods(FORM_PAGE)
@staff_page(CHANGE)
def change_phone(request: HttpRequest) -> HttpResponse:
    here = _here(request)
    at = here.organisation
    first = _first(at, nummer=at.phone.display, **WeekForm.typed(at.hours))
    form = _form(request, partial(PhoneForm, initial=first))
    if _is_sent(request, form):
        changes = {"phone": form.cleaned_data["nummer"], "reach": replace(_reach(at), hours=form.week)}
        if changed := _change(request, here, form, changes):
            return changed
    return _form_page(request, here, form, "organisations/change_hours.html", title="Telefoon", first=["nummer"])


@require_http_methods(FORM_PAGE)
@staff_page(CHANGE)
def change_counter(request: HttpRequest, number: int) -> HttpResponse:
    """Name, address and hours of the counter at this place in the list."""
    here = _here(request)
    at = here.organisation
    if number >= len(at.counters):
        raise NotFound
    one = at.counters[number]
    first = _first(at, naam=one.name, adres=one.address, **WeekForm.typed(one.hours))
    form = _form(request, partial(CounterForm, initial=first))
    if _is_sent(request, form):
        given = form.cleaned_data
        now_one = replace(one, name=given["naam"], address=given["adres"], hours=form.week)
        if changed := _change(request, here, form, {"reach": _with_counter(at, number, now_one)}):
            return changed
    return _form_page(request, here, form, "organisations/change_hours.html", title=one.name, first=["naam", "adres"])


@require_http_methods(FORM_PAGE)
@staff_page(CHANGE)
def add_day(request: HttpRequest) -> HttpResponse:
    """A day with other hours. The same day again replaces what stood there."""
    here = _here(request)
    at = here.organisation
    form = _form(request, partial(OtherDayForm, places_of(at), initial=_first(at, waar=EVERYWHERE)))
    if _is_sent(request, form):
        given = form.cleaned_data
        spans = given["tijden"] or ((None, None, ""),)
        days = tuple(OtherHours(given["dag"], given["reden"], *span) for span in spans)
        if changed := _change(request, here, form, {"reach": _with_day(at, given["waar"], given["dag"], days)}):
            return changed
    return _form_page(request, here, form, "organisations/add_day.html", title="Voeg een bijzondere dag toe")


@require_POST
@staff_page(CHANGE)
def remove_day(request: HttpRequest) -> HttpResponse:
    """The day is as any other again; `waar` and `dag` as on the page."""
    here = _here(request)
    where, day = request.POST.get("waar", ""), _date(request.POST.get("dag", ""))
    if where not in dict(places_of(here.organisation)) or day is None:
        raise NotFound
    try:
        reach = _with_day(here.organisation, where, day, ())
        change_organisation(
            actor_of(request), organisation=here.organisation.id, reach=reach, seen=_moment(request.POST.get("gezien"))
        )
        messages.success(request, DONE)
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(_at(here, "organisations:settings"))


@require_http_methods(FORM_PAGE)
@staff_page(CHANGE)
def change_face(request: HttpRequest) -> HttpResponse:
    here = _here(request)
    at = here.organisation
    form = _form(request, partial(FaceForm, initial=_first(at, uiterlijk=at.theme, toon=at.tone)))
    if _is_sent(request, form):
        changes = {"theme": form.cleaned_data["uiterlijk"], "tone": form.cleaned_data["toon"]}
        if changed := _change(request, here, form, changes):
            return changed
    return _form_page(request, here, form, "organisations/change_face.html", title="Uiterlijk en aanspreken")


@require_http_methods(FORM_PAGE)
@staff_page(CHANGE)
def change_colours(request: HttpRequest) -> HttpResponse:
    """The organisation's own colours: looked at as often as one likes, and put on the site when everybody can read them."""
    here = _here(request)
    at = here.organisation
    first = _first(at, **{**key_colours(at.theme), **read(at.colours)})
    form = _form(request, partial(ColoursForm, at.theme, initial=first), sent=_taken(request))
    only_looks = bool({"bekijk", "neem"} & request.POST.keys())
    if _is_sent(request, form) and not only_looks:
        changed = _change(request, here, form, {"colours": written(form.chosen)})
        if changed:
            return changed
    if request.method == "POST" and not request.htmx:  # type: ignore[attr-defined]  # which asks for a look at each key
        return _come_back(request, here, form)
    colours = written(form.chosen) if form.is_bound else at.colours
    values = {"here": here, "form": form, "colours": colours, "back_url": _at(here, "organisations:settings")}
    values["shades"] = form.shades() if form.unreadable else ()
    return render(request, "organisations/change_colours.html", {**sample_values(), **values})


def _taken(request: HttpRequest) -> Mapping[str, str]:
    """What was typed, with the shade that somebody took in its place: `neem=own-135c4a`."""
    ramp, _, shade = request.POST.get("neem", "").partition("-")
    return {**request.POST.dict(), ramp: f"#{shade}"}


@require_POST
@staff_page(CHANGE)
def undo(request: HttpRequest, change: UUID) -> HttpResponse:
    """What was before the change stands again."""
    try:
        put_back(actor_of(request), change)
        messages.success(request, "Het staat weer zoals het was.")
    except Refused as refused:
        messages.error(request, refused.sentence)
    organisation = change_in_words(change).organisation
    return redirect(f"{reverse('organisations:settings')}?{urlencode({'bij': str(organisation)})}")


def _here(request: HttpRequest) -> Workplace:
    return queries.workplace(actor_of(request), CHANGE, request.GET.get("bij"))


def _at(here: Workplace, name: str, *keys: object) -> str:
    return f"{reverse(name, args=keys)}?{urlencode({'bij': str(here.organisation.id)})}"


def _form(request: HttpRequest, form: Callable[..., F], *, sent: Mapping[str, str] | None = None) -> F:
    """As it opens, as it was sent, or as it came back with what was wrong."""
    if request.method == "POST":
        return form(data=request.POST if sent is None else sent)
    kept = came_back(request)
    return kept.on(form(data=kept.typed)) if kept else form()


def _is_sent(request: HttpRequest, form: Form) -> bool:
    return request.method == "POST" and form.is_valid()


def _come_back(request: HttpRequest, here: Workplace, form: Form) -> HttpResponse:
    return come_back(request, form, f"{request.path}?{urlencode({'bij': str(here.organisation.id)})}")


def _first(organisation: Organisation, **values: str) -> dict[str, str]:
    return {"gezien": _seen(organisation), **values}


def _seen(organisation: Organisation) -> str:
    return organisation.changed_at.isoformat() if organisation.changed_at else ""


def _moment(text: str | None) -> datetime:
    """When what the page showed was changed; a text that is no moment never fits, so that nothing is overwritten."""
    try:
        return datetime.fromisoformat(text or "")
    except ValueError:
        return NEVER


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _change(request: HttpRequest, here: Workplace, form: Form, changes: Mapping[str, Any]) -> HttpResponse | None:
    """Back to the settings; or None, with the reason in the form, when a colleague was first."""
    seen = _moment(form.cleaned_data["gezien"])
    try:
        change_organisation(actor_of(request), organisation=here.organisation.id, seen=seen, **changes)
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return None
    forget_refused(request)
    messages.success(request, DONE)
    return redirect(_at(here, "organisations:settings"))


def _form_page(
    request: HttpRequest, here: Workplace, form: Form, template: str, *, title: str, first: list[str] | None = None
) -> HttpResponse:
    """The form; what was sent and not right goes to a page of its own first."""
    if request.method == "POST":
        return _come_back(request, here, form)
    values = {
        "here": here,
        "form": form,
        "title": title,
        "first": [form[name] for name in first or ()],
        "back_url": _at(here, "organisations:settings"),
    }
    return render(request, template, values)


def _reach(organisation: Organisation) -> Reach:
    return Reach(organisation.hours, organisation.other_hours, organisation.counters)


def _with_counter(organisation: Organisation, number: int, counter: Counter) -> Reach:
    counters = (*organisation.counters[:number], counter, *organisation.counters[number + 1 :])
    return replace(_reach(organisation), counters=counters)


def _with_day(organisation: Organisation, where: str, day: date, days: tuple[OtherHours, ...]) -> Reach:
    """These hours on that day at one place or everywhere, instead of what stood there. Days that are over go."""

    def changed(place: str, other: tuple[OtherHours, ...]) -> tuple[OtherHours, ...]:
        if where not in (EVERYWHERE, place):
            return other
        kept = [one for one in other if one.day != day and one.day >= today()]
        return tuple(sorted((*kept, *days), key=lambda one: (one.day, str(one.opens))))

    counters = tuple(
        replace(one, other_hours=changed(str(number), one.other_hours))
        for number, one in enumerate(organisation.counters)
    )
    other = changed(PHONE, organisation.other_hours)
    return replace(_reach(organisation), other_hours=other, counters=counters)


def _days(organisation: Organisation) -> list[tuple[str, str, date, str]]:
    """Each coming day that differs: where (as a key and in words), which day, and its sentence."""
    places = {PHONE: organisation.other_hours} | {
        str(number): one.other_hours for number, one in enumerate(organisation.counters)
    }
    names = dict(places_of(organisation)) | {PHONE: "Telefoon"}
    found = [(key, names[key], one.day, other_day(one)) for key, days in places.items() for one in days]
    return sorted((one for one in found if one[2] >= today()), key=lambda one: (one[2], one[0]))
