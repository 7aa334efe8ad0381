"""What people asked, for editors to learn from: what was not found, what was left, and words that mend it after a trial."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naast.catalogue import api as catalogue
from naast.catalogue.types import said
from naast.design.refused import came_back, come_back, forget_refused
from naast.design.types import Column, Link, Table
from naast.finding import api
from naast.finding.api import MARK
from naast.finding.types import Added, Answer, AskedLine, Change, Kind, What
from naast.identity.api import Request, staff_page
from naast.kernel.actor import Actor
from naast.kernel.clock import AMSTERDAM
from naast.kernel.errors import Refused
from naast.studio.forms import FindForm, WordsForm

EDIT = "catalogue.edit"
SEARCH = "zoek-dienst"
TITLES = {What.NOT_FOUND: "Gevraagd en niet gevonden", What.LEFT: "Gevonden en niets geopend", What.ALL: "Alle vragen"}
NOTHING = "In deze periode vroeg nog niemand iets."
EMPTY = {
    What.NOT_FOUND: "Op elke vraag kwam een antwoord.",
    What.LEFT: "Wie iets vond, opende het ook.",
    What.ALL: NOTHING,
}
UNREADABLE = "Er is geen vraag die u kunt lezen."
KINDS = {
    Kind.SERVICES: "een dienst",
    Kind.LIFE_EVENT: "een plan met meer diensten",
    Kind.CLARIFY: "we vroegen wat iemand bedoelt",
    Kind.HUMAN: "eerst een mens",
    Kind.STATUS: "hoe het met een aanvraag staat",
    Kind.OUT_OF_SCOPE: "dit weten we hier nog niet, of hier gaan wij niet over",  # two headings, of which one is kept
}
SUICIDE = "113"
DESPAIR = (
    "‘{}’ kan iemand schrijven die niet meer wil leven. Die woorden zijn van geen enkele dienst: wie dat typt, krijgt eerst"
    " een mens te spreken. Haal deze regel weg."
)
FORMULA = tuple("=+-@\t\r")  # how a cell begins that a spreadsheet would run (OWASP, CSV injection)


@require_safe
@staff_page(EDIT)
def asked(request: Request) -> HttpResponse:
    """What was asked, each question once, the most asked first."""
    here, what, form = organisation_of(request), _what(request), FindForm(request.GET)
    page = _number(request.GET.get("pagina", "1"))
    found = api.asked(request.actor, here, what, days=form.days, words=form.words, page=page)
    wordless = 0 if form.words else api.wordless(request.actor, here, what, days=form.days)
    titles = _titles(here)
    given: dict[str, str] = {
        "soort": what.value,
        "dagen": str(form.days),
        **({"woorden": form.words} if form.words else {}),
    }
    values = {
        "form": form,
        "what": what,
        "title": TITLES[what],
        "tabs": [
            Link(TITLES[one], f"?{urlencode({**given, 'soort': one.value})}", current=one is what) for one in What
        ],
        "lines": [(one, _tongue(one), _first_answer(one, titles), _add_url(one)) for one in found.lines],
        "wordless": wordless,
        "empty": "" if found.lines else UNREADABLE if wordless else _why_empty(request.actor, here, what, form),
        "next_url": f"?{urlencode({**given, 'pagina': str(page + 1)})}" if found.more else "",
        "previous_url": f"?{urlencode({**given, 'pagina': str(page - 1)})}" if page > 1 else "",
        "export_url": f"{reverse('studio:export')}?{urlencode(given)}",
        "figures": _figures(request.actor, here, form.days, titles),
        "trouble": api.in_trouble(request.actor, here, days=form.days),
        "added": [
            (one, titles.get(one.slug, one.slug), state_of(one)) for one in api.latest_added(request.actor, here)
        ],
    }
    return render(request, "studio/asked.html", values)


def _why_empty(actor: Actor, here: UUID, what: What, form: FindForm) -> str:
    if form.words:
        return "Niets gevonden met deze woorden."
    return EMPTY[what] if api.asked(actor, here, What.ALL, days=form.days).lines else NOTHING


@require_safe
@staff_page(EDIT)
def export(request: Request) -> HttpResponse:
    """The same questions as a table that a Dutch Excel opens: it asks for semicolons, and a mark to read UTF-8."""
    here, form = organisation_of(request), FindForm(request.GET)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="vragen.csv"'
    rows, titles = csv.writer(response, delimiter=";"), _titles(here)
    rows.writerow(["vraag", "antwoord", "eerste dienst", "naam van die dienst", "keer", "laatst"])
    for one in api.asked_in_full(request.actor, here, _what(request), days=form.days, words=form.words):
        first, last = [one.first, titles.get(one.first, "")], f"{one.last.astimezone(AMSTERDAM):%Y-%m-%d}"
        rows.writerow([_cell(one.text), KINDS[one.kind], *first, one.times, last])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(EDIT)
def add_words(request: Request) -> HttpResponse:
    """Words for a service: written down, and tried at once."""
    here = organisation_of(request)
    services = sorted(_titles(here).items(), key=lambda one: one[1])
    if request.method == "POST":
        return _try_first(request, here, services)
    kept = came_back(request)
    if kept and SEARCH in request.GET:
        return render(request, "studio/add_words.html", _with_found(here, services, kept.typed))
    first = {"dienst": request.GET.get("dienst", ""), "woorden": request.GET.get("woorden", "")}
    form = kept.on(WordsForm(services, kept.typed)) if kept else WordsForm(services, initial=first)
    return render(request, "studio/add_words.html", {"form": form})


def _try_first(request: Request, here: UUID, services: list[tuple[str, str]]) -> HttpResponse:
    if SEARCH in request.POST:
        return come_back(request, WordsForm(services), f"{request.path}?{SEARCH}=ja")
    form = WordsForm(services, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if line := _despair(here, given["dienst"], given["woorden"]):
            form.add_error("woorden", DESPAIR.format(line))
            return come_back(request, form, request.path)
        try:
            made = api.propose(request.actor, organisation=here, slug=given["dienst"], words=given["woorden"])
        except Refused as refused:
            form.add_error("woorden", refused.sentence)
        else:
            api.try_words(request.actor, made)
            forget_refused(request)
            return redirect("studio:added", made)
    return come_back(request, form, request.path)


def _despair(here: UUID, slug: str, lines: Iterable[str]) -> str:
    """The first line that brings 113 before anything else, unless this service stands beside it; "" when none does."""
    asked = ((line, api.ask(line, organisation=here)) for line in lines)
    return next((line for line, found in asked if _first_call(found) == SUICIDE and slug not in found.named), "")


def _first_call(found: Answer) -> str:
    return found.helplines[0].phone if found.in_trouble and found.helplines else ""


def _with_found(here: UUID, services: list[tuple[str, str]], typed: Mapping[str, str]) -> dict[str, object]:
    """The same form, with only the services that were looked for to choose from; what was typed stays."""
    looked_for = typed.get("zoek", "")[:100].strip()
    found = _found(here, services, looked_for) if looked_for else []
    first = {**typed, **({"dienst": found[0][0]} if len(found) == 1 else {})}
    form = WordsForm(found or services, initial=first)
    return {"form": form, **(_told(looked_for, len(found)) if looked_for else {})}


def _told(looked_for: str, found: int) -> dict[str, object]:
    """What came of it, beside the list, where the keyboard goes on."""
    told = (
        f"Gevonden met ‘{looked_for}’: {found}." if found else f"Niets gevonden met ‘{looked_for}’. Dit zijn ze alle."
    )
    return {"told": told, "first": {"data-focus-first": "ja"}}


def _found(here: UUID, services: list[tuple[str, str]], looked_for: str) -> list[tuple[str, str]]:
    """Those whose name has each of the words; where none has, what the finder answers who asks it so."""
    words, titles = looked_for.casefold().split(), dict(services)
    named = [(slug, title) for slug, title in services if all(word in title.casefold() for word in words)]
    return named or [(one.slug, titles[one.slug]) for one in api.ask(looked_for, organisation=here).results]


@require_safe
@staff_page(EDIT)
def added(request: Request, added: UUID) -> HttpResponse:
    """What changes with these words, before they go live; and the way back when they are."""
    one = api.added(request.actor, added)
    titles = _titles(one.organisation)
    values = {"added": one, "title": titles.get(one.slug, one.slug), "state": state_of(one)}
    tables = {"own": _own(one, titles), "table": _changes(one, titles)}
    return render(
        request, "studio/added.html", {**values, **tables, "led_away": _led_away(one, titles), **_effect(one)}
    )


@require_POST
@staff_page(EDIT)
def try_words(request: Request, added: UUID) -> HttpResponse:
    act(request, added, api.try_words, "We hebben deze woorden uitgeprobeerd.")
    return redirect("studio:added", added)


@require_POST
@staff_page(EDIT)
def go_live(request: Request, added: UUID) -> HttpResponse:
    act(request, added, api.go_live, "Deze woorden staan live.")
    return redirect("studio:added", added)


@require_POST
@staff_page(EDIT)
def take_away(request: Request, added: UUID) -> HttpResponse:
    act(request, added, api.take_away, "Deze woorden zijn weg.")
    return redirect("studio:added", added)


def act(request: Request, key: UUID, verb: Callable[[Actor, UUID], None], done: str) -> None:
    """Do this, and let the next page say that it was done, or why not."""
    try:
        verb(request.actor, key)
        messages.success(request, done)
    except Refused as refused:
        messages.error(request, refused.sentence)


def state_of(one: Added) -> str:
    if one.ended:
        return "weggehaald"
    if one.live:
        return "live"
    return "uitgeprobeerd" if one.tried is not None else "nog niet uitgeprobeerd"


def _changes(one: Added, titles: Mapping[str, str]) -> Table:
    rows = tuple(
        (change.text, _named(change.before, titles), _named(change.after, titles), _right(change))
        for change in one.changes
    )
    columns = (Column("Vraag"), Column("Eerst"), Column("Straks"), Column("Klopt het straks?"))
    return Table("Wat verandert", columns, rows, empty="Geen enkele vraag krijgt een ander eerste antwoord.")


def _own(one: Added, titles: Mapping[str, str]) -> Table:
    rows = tuple((own.text, _named(own.before, titles), _named(own.after, titles)) for own in one.own)
    return Table("Wie deze woorden typt, krijgt", (Column("Woorden"), Column("Nu"), Column("Straks")), rows)


def _effect(one: Added) -> dict[str, bool]:
    """Whether the trial showed that nothing changes, and then whether all of these words led to the service already."""
    nothing = one.tried is not None and not one.changes and all(own.before == own.after for own in one.own)
    return {"nothing": nothing, "known": nothing and all(own.after == one.slug for own in one.own)}


def _led_away(one: Added, titles: Mapping[str, str]) -> list[str]:
    """The words that lead to another service now, and would not any more, each with that service."""
    moved = (own for own in one.own if own.before != own.after and own.before not in list(Kind))
    return [f"‘{own.text}’ ({_named(own.before, titles)})" for own in moved]


def _named(answer: str, titles: Mapping[str, str]) -> str:
    return titles.get(answer) or (KINDS[Kind(answer)] if answer in list(Kind) else answer)


def _right(change: Change) -> str:
    return "oordeel zelf" if change.right is None else "ja" if change.right else "nee"


def _figures(actor: Actor, here: UUID, days: int, titles: Mapping[str, str]) -> Table:
    found = api.per_service(actor, here, days=days)
    rows = tuple((titles.get(one.slug, one.slug), one.times, one.followed, one.begun) for one in found)
    numbers = tuple(Column(one, numeric=True) for one in ("Stond bovenaan", "Aangeklikt", "Daarna begonnen"))
    return Table("Meest gevraagd", (Column("Dienst"), *numbers), rows, empty=NOTHING)


def _titles(organisation: UUID) -> dict[str, str]:
    return {one.slug: said(one.title, "nl") for one in catalogue.services(organisation)}


def _first_answer(line: AskedLine, titles: Mapping[str, str]) -> str:
    """The service where one was the answer, else what was done instead."""
    return titles.get(line.first, line.first) if line.kind is Kind.SERVICES else KINDS[line.kind]


def _tongue(line: AskedLine) -> str:
    """The name of the language that was asked in, where it is not Dutch."""
    if line.language == "nl":
        return ""
    with translation.override("nl"):
        return str(translation.get_language_info(line.language)["name_translated"])


def _add_url(line: AskedLine) -> str:
    """The form with the words that may be used: without what was taken out."""
    return f"{reverse('studio:add-words')}?{urlencode({'woorden': ' '.join(MARK.sub(' ', line.text).split())})}"


def _what(request: Request) -> What:
    asked = request.GET.get("soort", "")
    return What(asked) if asked in list(What) else What.NOT_FOUND


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def organisation_of(request: Request) -> UUID:
    """That of this door when one is an editor here, else the first where one is."""
    allowed = sorted(request.actor.organisations_with(EDIT))
    return request.organisation.id if request.organisation and request.organisation.id in allowed else allowed[0]
