"""An editor says a text of a service in other words: sees what it does, puts it live with a reason, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naast.catalogue import api as catalogue
from naast.catalogue.types import Place, TextRemark, Wording, Words, said
from naast.design.refused import came_back, come_back, forget_refused
from naast.design.types import Column, Link, Table
from naast.finding import api as finding
from naast.identity.api import Request, staff_page
from naast.kernel.errors import Refused, Stale
from naast.studio.forms import FIELD_OF, LiveForm, ServiceForm, TextForm
from naast.studio.views import EDIT, act, organisation_of

SHOWN = 120  # characters of a text in a list
TONES = {"nl": "Met u", "nl_JE": "Met je", "en": "In het Engels"}
LANGUAGES = {"nl": "nl", "nl_JE": "nl-je", "en": "en"}  # of a tone, as Django calls it
ON_THE_PAGE = ("service/", "steps/", "texts/about", "texts/need")
NAMES = {
    "service/title": "Titel",
    "service/lead": "Korte tekst onder de titel",
    "service/start": "Woorden op de knop",
    "texts/about": "Meer weten",
    "texts/need": "Dit heeft u nodig",
}
KINDS = {
    ("steps", "label"): "Stap {}",
    ("steps", "detail"): "Uitleg bij stap {}",
    ("questions", "label"): "Vraag {}",
    ("questions", "hint"): "Uitleg bij vraag {}",
    ("questions", "why"): "Waarom we vraag {} stellen",
    ("endings", "title"): "Kop van slot {}",
}
RULES = {
    "length": "‘{}’ is een lange zin. Maak er twee van. Ongeveer 15 woorden is genoeg.",
    "nobody": "‘{}’ zegt niet wie het doet. Schrijf: wij …",
    "passive": "‘{}’ zegt niet wie het doet. Schrijf: wij …, of: de SVB …",
    "jargon": "‘{}’ is geen gewoon Nederlands. Schrijf: {better}.",
    "long word": "‘{}’ is een lang woord. Haal het uit elkaar, of zeg wat het is.",
    "abbreviation": "‘{}’ is een afkorting. Schrijf het voluit.",
    "exclamation": "Er staat een uitroepteken. Schrijf een punt.",
    "brackets": "‘{}’ staat tussen haken. Maak er een eigen zin van, of laat het weg.",
}
KNOWN_BY = (
    "In ‘{sentence}’ kan iemand te herkennen zijn. Wij houden daarvan over: ‘{kept}’."
    " Schrijf het zonder naam, nummer of adres."
)


@require_safe
@staff_page(EDIT)
def services(request: Request) -> HttpResponse:
    """Every service, found by its name, and what was written last."""
    here, form = organisation_of(request), ServiceForm(request.GET)
    words = form.words.casefold().split()
    titles = {one.slug: said(one.title, "nl") for one in catalogue.services(here)}
    found = [slug for slug, title in titles.items() if all(one in title.casefold() for one in words)]
    found.sort(key=lambda slug: titles[slug].casefold())
    rows = tuple((Link(titles[slug], reverse("studio:service-texts", args=[slug])),) for slug in found)
    latest = catalogue.wordings_of(request.actor, here)
    values = {
        "form": form,
        "table": Table("Diensten", (Column("Dienst"),), rows, empty="Geen dienst gevonden."),
        "latest": _latest(latest, titles),
    }
    return render(request, "studio/texts.html", values)


@require_safe
@staff_page(EDIT)
def service(request: Request, slug: str) -> HttpResponse:
    """The texts of a service one by one, as residents read them now."""
    here = organisation_of(request)
    texts = catalogue.texts_of(request.actor, here, slug)
    names = _names(place for place, _own in texts)
    written = catalogue.wordings_of(request.actor, here, slug=slug)
    drafts = {one.place for one in written if one.is_draft}
    rows = tuple(
        (
            Link(names[place.key], reverse("studio:write-text", args=[slug, place.key])),
            _cut(place.words["nl"]),
            "concept" if place.key in drafts else "eigen tekst" if own else "",
        )
        for place, own in texts
    )
    title = _title(here, slug)
    values = {
        "title": title,
        "table": Table("Teksten", (Column("Waar"), Column("Nu live"), Column("Staat")), rows),
        "latest": _latest(written, {slug: title}),
    }
    return render(request, "studio/service_texts.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(EDIT)
def write(request: Request, slug: str, place: str) -> HttpResponse:
    """One text in other words; kept as a draft that nobody reads yet."""
    here = organisation_of(request)
    live, draft, seen = catalogue.draft_at(request.actor, here, slug, place)
    shown = draft.words if draft else live
    tones = {*live, *shown}
    if request.method == "POST":
        return _keep(request, slug, place, TextForm(tones, request.POST), live)
    names = _names(one for one, _own in catalogue.texts_of(request.actor, here, slug))
    values: dict[str, object] = {"slug": slug, "title": _title(here, slug), "name": names[place]}
    if kept := came_back(request):
        values["form"] = kept.on(TextForm(tones, {**kept.typed, "gezien": seen}))
        values["newer"] = {"live": live, "draft": draft} if kept.typed.get("gezien") != seen else None
    else:
        first = {name: shown.get(tone, "") for tone, name in FIELD_OF.items()}
        values["form"] = TextForm(tones, initial={**first, "gezien": seen})
    return render(request, "studio/write_text.html", values)


def _keep(request: Request, slug: str, place: str, form: TextForm, live: Words) -> HttpResponse:
    here = organisation_of(request)
    if form.is_valid() and not _refuse(form, here, slug, place, live):
        given = {"words": form.words, "seen": form.cleaned_data["gezien"]}
        try:
            made = catalogue.write_text(request.actor, organisation=here, slug=slug, place=place, **given)
            forget_refused(request)
            return redirect("studio:text", made)
        except Stale as stale:
            form.add_error(None, stale.sentence)
        except Refused as refused:
            form.add_error("u", refused.sentence)
    return come_back(request, form, request.path)


def _refuse(form: TextForm, here: UUID, slug: str, place: str, live: Words) -> bool:
    """Say at each field what keeps it from going live; whether something does."""
    for tone, sentence in catalogue.wrong_with(here, slug, place, form.words).items():
        form.add_error(FIELD_OF[tone] if FIELD_OF[tone] in form.fields else None, sentence)
    for tone, words in form.words.items():
        new = catalogue.new_sentences(live.get(tone, ""), words)
        for sentence, kept in finding.tell_of_somebody(here, new, beside=live.get(tone, "")).items():
            form.add_error(FIELD_OF[tone], KNOWN_BY.format(sentence=sentence, kept=kept))
    return bool(form.errors)


@require_safe
@staff_page(EDIT)
def wording(request: Request, own_text: UUID) -> HttpResponse:
    """What changes with these words, before they are live; and the way back when they are."""
    one = catalogue.wording(request.actor, own_text)
    names = _names(place for place, _own in catalogue.texts_of(request.actor, one.organisation, one.slug))
    drafted, kept, seen = _drafted(one), came_back(request), {"gezien": one.seen}
    remarks = catalogue.remarks_on(one) if one.is_draft else ()
    form = LiveForm({**kept.typed, **seen} if kept else None, initial=seen, asks_to_read=bool(drafted))
    values = {
        "one": one,
        "title": _title(one.organisation, one.slug),
        "name": names.get(one.place, one.place),
        "state": state_of(one),
        "tones": _tones(one),
        "drafted": drafted,
        "old_english": bool(one.is_draft and "en" in one.now and one.words.get("en") == one.now["en"]),
        "must": [_told(remark) for remark in remarks if not remark.is_advice],
        "better": [_told(remark) for remark in remarks if remark.is_advice],
        "pages": _pages(one),
        "form": kept.on(form) if kept else form,
    }
    return render(request, "studio/text.html", values)


@require_safe
@staff_page(EDIT)
def preview(request: Request, own_text: UUID) -> HttpResponse:
    """The page of the service as a resident would read it with these words."""
    one = catalogue.wording(request.actor, own_text)
    tone = request.GET.get("toon", "nl")
    tone = tone if tone in TONES else "nl"
    links = [Link(label, f"?toon={key}", current=key == tone) for key, label in TONES.items()]
    with translation.override(LANGUAGES[tone]):
        page = catalogue.page_of(catalogue.preview_of(one), tone)
        values = {
            "page": page,
            "title": page.title,
            "tones": links,
            "back_url": reverse("studio:text", args=[own_text]),
        }
        return render(request, "studio/preview.html", values)


@require_POST
@staff_page(EDIT)
def go_live(request: Request, own_text: UUID) -> HttpResponse:
    one = catalogue.wording(request.actor, own_text)
    form = LiveForm(request.POST, asks_to_read=bool(_drafted(one)))
    if form.is_valid():
        given = form.cleaned_data
        try:
            catalogue.put_text_live(request.actor, own_text, seen=given["gezien"], reason=given["reden"])
            forget_refused(request)
            messages.success(request, "Deze tekst staat live.")
            return redirect("studio:text", own_text)
        except Stale:
            form.add_error(None, "Een collega veranderde deze tekst net. Kijk opnieuw wat er nu verandert.")
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return come_back(request, form, reverse("studio:text", args=[own_text]))


@require_POST
@staff_page(EDIT)
def drop(request: Request, own_text: UUID) -> HttpResponse:
    slug = catalogue.wording(request.actor, own_text).slug
    act(request, own_text, catalogue.drop_text, "Het concept is weg. Er verandert niets.")
    return redirect("studio:service-texts", slug)


@require_POST
@staff_page(EDIT)
def put_back(request: Request, own_text: UUID) -> HttpResponse:
    act(request, own_text, catalogue.put_text_back, "De tekst van hiervoor staat weer live.")
    return redirect("studio:text", own_text)


def _tones(one: Wording) -> list[Mapping[str, object]]:
    """Of a draft each tone that changes, word by word; and how a resident reads it, where no whole page shows that."""
    found: list[Mapping[str, object]] = []
    for tone, name in TONES.items():
        before, after = one.now.get(tone, ""), one.words.get(tone, "")
        if not after or (one.is_draft and before == after):
            continue
        runs = catalogue.word_by_word(before, after) if one.is_draft else ()
        html = "" if _pages(one) else catalogue.read_as(one, tone)
        found.append({"name": name, "lang": LANGUAGES[tone][:2], "runs": runs, "html": html})
    return found


def _drafted(one: Wording) -> list[tuple[str, str]]:
    """Each new sentence of which the computer wrote the je-form, with that; what it was not sure of first."""
    if not one.is_draft:
        return []
    new, new_je = (catalogue.new_sentences(one.now.get(tone, ""), one.words.get(tone, "")) for tone in ("nl", "nl_JE"))
    made = sorted(((u, *catalogue.je_of(u)) for u in new), key=lambda each: not each[2])
    return [(u, je) for u, je, _doubts in made if je != u and je in new_je]


def _told(remark: TextRemark) -> str:
    sentence = RULES[remark.rule].format(remark.about, better=remark.better)
    return sentence if remark.tone == "nl" else f"{TONES[remark.tone]}: {sentence}"


def _pages(one: Wording) -> list[Link]:
    """The whole page in each tone, where the text stands on it."""
    if not one.is_draft or not one.place.startswith(ON_THE_PAGE):
        return []
    at = reverse("studio:text-preview", args=[one.id])
    return [Link(f"De hele pagina {label[0].lower()}{label[1:]}", f"{at}?toon={tone}") for tone, label in TONES.items()]


def state_of(one: Wording) -> str:
    if one.ended_at:
        return "teruggezet" if one.live_at else "weggegooid"
    if one.live_at is None:
        return "concept"
    return "live" if one.is_last and one.fits else "past niet meer" if one.is_last else "vervangen"


def _latest(found: Iterable[Wording], titles: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    return [
        (
            reverse("studio:text", args=[one.id]),
            titles.get(one.slug, one.slug),
            _cut(one.words.get("nl", "")),
            state_of(one),
        )
        for one in found
    ]


def _names(places: Iterable[Place]) -> dict[str, str]:
    """What an editor calls each place. Steps, questions and endings are numbered as they come; an ending's text follows it."""
    names: dict[str, str] = {}
    numbers: dict[tuple[str, str], int] = {}
    ending = ""
    for place in places:
        *before, key, name = ("", *place.key.split("/"))
        kind = before[-1]
        if (kind, name) in KINDS:
            number = numbers.setdefault((kind, key), 1 + sum(1 for of, _key in numbers if of == kind))
            ending = f"{number}: ‘{place.words['nl']}’" if kind == "endings" else ""
            names[place.key] = KINDS[kind, name].format(ending or number)
        else:
            names[place.key] = NAMES.get(place.key, f"Tekst bij slot {ending or name}")
            ending = ""
    return names


def _title(organisation: UUID, slug: str) -> str:
    return said(catalogue.service_of(catalogue.current(organisation, slug)).title, "nl")


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"
