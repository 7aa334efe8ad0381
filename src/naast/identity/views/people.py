"""An administrator sees who has which role since when, brings people in, and gives and takes roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from naast.design.refused import came_back, come_back, forget_refused
from naast.design.types import Link
from naast.identity import queries
from naast.identity.access import ASSIGN
from naast.identity.actions.staff import assign, bring_in, disable_staff, end_assignment
from naast.identity.api import Request, staff_page
from naast.identity.forms import FindForm, NewColleagueForm, RoleForm
from naast.identity.types import Colleague
from naast.kernel.actor import Actor
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import Refused
from naast.organisations import api as organisations
from naast.organisations.types import Workplace

LEFT = "eerder"


@require_safe
@staff_page(ASSIGN)
def people(request: Request) -> HttpResponse:
    """Everybody with a role here, or who had one before; found by name or address."""
    here, form = _here(request), FindForm(request.GET)
    left, page = request.GET.get("wie") == LEFT, _number(request.GET.get("pagina", "1"))
    found, more = queries.people_at(request.actor, here.organisation.id, words=form.words, left=left, page=page)
    given = {"bij": str(here.organisation.id), **({"woorden": form.words} if form.words else {})}
    before = {**given, **({"wie": LEFT} if left else {})}
    values = {
        "here": here,
        "form": form,
        "tabs": [
            Link("Nu met een rol", f"?{urlencode(given)}", current=not left),
            Link("Eerder", f"?{urlencode({**given, 'wie': LEFT})}", current=left),
        ],
        "left": left,
        "heading": "Wie eerder een rol had" if left else "Wie nu een rol heeft",
        "people": [(one, _roles(one), _at(here, "identity:person", one.id)) for one in found],
        "empty": "Niemand gevonden." if form.words else "Hier staat niemand.",
        "next_url": f"?{urlencode({**before, 'pagina': str(page + 1)})}" if more else "",
        "previous_url": f"?{urlencode({**before, 'pagina': str(page - 1)})}" if page > 1 else "",
        "add_url": _at(here, "identity:add-staff"),
    }
    return render(request, "identity/people.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(ASSIGN)
def add(request: Request) -> HttpResponse:
    """Somebody comes to work here, with a first role."""
    here = _here(request)
    teams = organisations.teams(here.organisation.id)
    if request.method == "POST":
        return _add(request, here, NewColleagueForm(teams, request.POST))
    kept = came_back(request)
    form = kept.on(NewColleagueForm(teams, kept.typed)) if kept else NewColleagueForm(teams)
    values = {"here": here, "form": form, "back_url": _at(here, "identity:people")}
    return render(request, "identity/add_staff.html", values)


def _add(request: Request, here: Workplace, form: NewColleagueForm) -> HttpResponse:
    if form.is_valid():
        given = form.cleaned_data
        try:
            user = bring_in(
                request.actor,
                email=given["mail"],
                full_name=given["naam"],
                organisation=here.organisation.id,
                role=given["rol"],
                team=_key(given["team"]),
            )
        except Refused as refused:
            form.add_error("mail", refused.sentence)
        else:
            forget_refused(request)
            messages.success(request, f"{given['naam']} kan nu inloggen met het account van het werk.")
            return redirect(_at(here, "identity:person", user))
    return come_back(request, form, _at(here, "identity:add-staff"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(ASSIGN)
def person(request: Request, user: UUID) -> HttpResponse:
    """One colleague: which roles since when, and one more."""
    here = _here(request)
    one = queries.colleague(request.actor, user, organisation=here.organisation.id)
    teams = organisations.teams(here.organisation.id)
    if request.method == "POST":
        return _give(request, here, user, RoleForm(teams, request.POST))
    kept = came_back(request)
    values = {
        "here": here,
        "person": one,
        "form": kept.on(RoleForm(teams, kept.typed)) if kept else RoleForm(teams),
        "is_self": user == request.actor.id,
        "back_url": _at(here, "identity:people"),
        "end_url": _at(here, "identity:end-access", user),
    }
    return render(request, "identity/person.html", values)


def _give(request: Request, here: Workplace, user: UUID, form: RoleForm) -> HttpResponse:
    if not form.is_valid():
        return come_back(request, form, _at(here, "identity:person", user))
    role, team = form.cleaned_data["rol"], _key(form.cleaned_data["team"])
    assign(request.actor, user=user, organisation=here.organisation.id, role=role, team=team)
    forget_refused(request)
    messages.success(request, "De rol is gegeven. Hij geldt meteen.")
    return redirect(_at(here, "identity:person", user))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(ASSIGN)
def end_role(request: Request, assignment: UUID) -> HttpResponse:
    """Say once more which role of whom ends, then end it."""
    whose, role, organisation = queries.role_of_colleague(request.actor, assignment)
    back = f"{reverse('identity:person', args=[whose.id])}?{urlencode({'bij': str(organisation)})}"
    if request.method == "POST":
        try:
            end_assignment(request.actor, assignment=assignment)
            messages.success(request, f"{whose.name} heeft deze rol niet meer: {role.words}.")
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect(back)
    return render(request, "identity/end_role.html", {"person": whose, "role": role, "back_url": back})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(ASSIGN)
def give_role_back(request: Request, assignment: UUID) -> HttpResponse:
    """Say once more which role of whom begins anew, then give it."""
    whose, role, team, organisation = queries.role_to_give_back(request.actor, assignment)
    if request.method == "POST":
        assign(request.actor, user=whose.id, organisation=organisation, role=role.role, team=team)
        messages.success(request, f"{whose.name} heeft deze rol weer: {role.words}. Hij geldt meteen.")
        return redirect(f"{reverse('identity:person', args=[whose.id])}?{urlencode({'bij': str(organisation)})}")
    back = f"{reverse('dossier:changes')}?{urlencode({'bij': str(organisation)})}"
    values = {"person": whose, "role": role, "back_url": back, "back_to": "Wijzigingen"}
    return render(request, "identity/end_role.html", values)


def where_roles_end(actor: Actor, assignments: Sequence[UUID]) -> Mapping[UUID, str]:
    """Where a role that was given is taken, while it is held."""
    return {key: reverse("identity:end-role", args=[key]) for key in queries.held_among(actor, assignments)}


def where_roles_come_back(actor: Actor, assignments: Sequence[UUID]) -> Mapping[UUID, str]:
    """Where a role that was taken is given again, while nobody did that yet."""
    return {key: reverse("identity:give-role-back", args=[key]) for key in queries.ended_among(actor, assignments)}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(ASSIGN)
def end_access(request: Request, user: UUID) -> HttpResponse:
    """Say once more whose access ends, then end it."""
    here = _here(request)
    one = queries.colleague(request.actor, user, organisation=here.organisation.id)
    back = _at(here, "identity:person", user)
    if request.method == "POST":
        try:
            disable_staff(request.actor, user=user)
            messages.success(request, f"{one.name} is uit dienst en kan niet meer inloggen.")
        except Refused as refused:
            messages.error(request, refused.sentence)
        return redirect(back)
    return render(request, "identity/end_access.html", {"here": here, "person": one, "back_url": back})


def _here(request: Request) -> Workplace:
    return organisations.workplace(request.actor, ASSIGN, request.GET.get("bij"))


def _at(here: Workplace, name: str, *keys: UUID) -> str:
    return f"{reverse(name, args=keys)}?{urlencode({'bij': str(here.organisation.id)})}"


def _roles(one: Colleague) -> list[str]:
    """`Behandelaar, team Belastingen, sinds 3-3-2026`; of who left, the last role and until when."""
    if one.held:
        return [f"{role.words}, sinds {role.since.astimezone(AMSTERDAM):%-d-%-m-%Y}" for role in one.held]
    return [f"{role.words}, tot {role.until.astimezone(AMSTERDAM):%-d-%-m-%Y}" for role in one.ended[:1] if role.until]


def _key(text: str) -> UUID | None:
    return UUID(text) if text else None


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 5 and text != "0" else 1
