"""`/api/finder/v1/`: the finder for the organisation's other sites. Questions come in a body, and are neither kept nor logged."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body
from pydantic import AfterValidator, Field

from naast.catalogue import api as catalogue
from naast.catalogue.types import said
from naast.finding import api, types
from naast.kernel.limits import limit_actor
from naast.kernel.rest import Asked, Language, Problem, Rest, Wire, speak
from naast.organisations.api import at_door

MOST = 5  # services in an answer
QUESTIONS_PER_MINUTE, KEYS_PER_MINUTE = 120, 600  # counted apart from the pages: a program closes those to nobody

finder = Rest(
    name="finder",
    title="Zoeken in eigen woorden",
    version="1.0.0",
    description="Van een vraag in eigen woorden naar de diensten die passen, of naar een mens. De vraag wordt niet bewaard.",
)


def _not_empty(text: str) -> str:
    if not text.strip():
        raise ValueError("Hier staat geen vraag.")
    return text


class Question(Asked):
    text: Annotated[str, AfterValidator(_not_empty)] = Field(
        description="De vraag zoals iemand haar stelt. De eerste 2.000 tekens worden gelezen, wat daarna komt niet.",
        json_schema_extra={"pattern": r"\S"},
    )
    language: Language = "nl"


class Typed(Asked):
    text: str = Field(description="Wat iemand tot nu toe typte.")
    language: Language = "nl"


class Suggestions(Wire):
    """Namen van diensten waar dit op uit kan komen, de beste eerst."""

    suggestions: list[str]


class Upl(Wire):
    """Een naam uit de Uniforme Productnamenlijst."""

    name: str
    uri: str


class Result(Wire):
    """Een dienst die past. `score` loopt van 0 tot 1, `because` zijn de woorden van de vraag die hierheen leidden."""

    slug: str
    title: str
    upl: list[Upl]
    score: float
    because: list[str]
    url: str


class Helpline(Wire):
    """Een nummer om nu te bellen, en voor wie het is."""

    name: str
    phone: str
    say: str


class Need(Wire):
    """Een van de dingen die in één vraag stonden, en wat daar het best bij past."""

    text: str
    result: Result


class Event(Wire):
    """Iets wat er gebeurt in een leven, met de diensten die erbij horen; `url` is de bladzijde met wat eerst komt."""

    key: str
    name: str
    slugs: list[str]
    url: str


class Tongue(Wire):
    """De taal van de vraag, als we daarin geen bladzijden hebben; `say` zegt in die taal hoe een mens helpt."""

    code: str
    name: str
    say: str
    right_to_left: bool


class Answer(Wire):
    """Het antwoord. Bij `human` gaat een mens voor: laat `helplines` dan als eerste zien.

    `kind`: `services` er passen diensten; `life_event` er gebeurt iets waar meer diensten bij horen; `clarify` vraag eerst door;
    `human` eerst een mens; `status` het gaat over een aanvraag die al loopt; `out_of_scope` dit is niet van de organisatie, en
    `elsewhere` zegt van wie dan wel. `own_page` zegt bij `status` of Mijn zaken weet hoe het staat; anders weet de eerste dienst
    dat. `language` is de taal van de vraag (ISO 639-1).
    """

    kind: Literal["services", "life_event", "clarify", "human", "status", "out_of_scope"]
    language: str
    human: bool
    own_page: bool
    results: list[Result]
    helplines: list[Helpline]
    needs: list[Need]
    event: Event | None
    elsewhere: str | None
    tongue: Tongue | None


@finder.post(
    "ask",
    response={200: Answer, (400, 413, 415, 429): Problem},
    by_alias=True,
    operation_id="ask",
    summary="Stel een vraag",
    url_name="ask",
)
def ask(request: HttpRequest, response: HttpResponse, question: Body[Question]) -> Answer:
    limit_actor(request, "finding.rest.ask", per_minute=QUESTIONS_PER_MINUTE)
    locale = catalogue.locale_of(question.language)
    speak(response, question.language)
    found = api.ask(question.text, organisation=at_door(request).id, limit=MOST, language=locale)
    return Answer(
        kind=found.kind.value,
        language=found.language,
        human=found.human,
        own_page=found.kind is types.Kind.STATUS and not found.knows,
        results=[_result(request, one) for one in found.results if one.slug in found.named],
        helplines=[
            Helpline(name=said(one.name, locale), phone=one.phone, say=said(one.say, locale)) for one in found.helplines
        ],
        needs=[Need(text=one.text, result=_result(request, one.result)) for one in found.needs],
        event=_event(request, found.event, locale) if found.event else None,
        elsewhere=said(found.elsewhere, locale) or None,
        tongue=Tongue.model_validate(found.tongue) if found.tongue else None,
    )


@finder.post(
    "suggest",
    response={200: Suggestions, (400, 413, 415, 429): Problem},
    by_alias=True,
    operation_id="suggest",
    summary="Namen van diensten terwijl iemand typt",
    url_name="suggest",
)
def suggest(request: HttpRequest, response: HttpResponse, typed: Body[Typed]) -> Suggestions:
    limit_actor(request, "finding.rest.suggest", per_minute=KEYS_PER_MINUTE)
    locale = catalogue.locale_of(typed.language)
    speak(response, typed.language)
    return Suggestions(suggestions=api.suggestions(typed.text, organisation=at_door(request).id, language=locale))


def _result(request: HttpRequest, one: types.Result) -> Result:
    return Result(
        slug=one.slug,
        title=one.title,
        upl=[Upl.model_validate(name) for name in one.upl],
        score=one.score,
        because=list(one.because),
        url=request.build_absolute_uri(reverse("catalogue:service", args=[one.slug])),
    )


def _event(request: HttpRequest, one: types.Event, locale: str) -> Event:
    url = request.build_absolute_uri(reverse("catalogue:life-event", args=[one.key]))
    return Event(key=one.key, name=said(one.name, locale), slugs=list(one.slugs), url=url)
