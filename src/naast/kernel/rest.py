"""The ground of each public REST interface: django-ninja reads what comes in and describes it, the manners are ours.

The manners are those of the Dutch API Design Rules 2 (Logius): no trailing slash, the version in each answer, every error as
problem details (RFC 9457), and the description at `openapi.json`, which a browser may read from any site. The address of the
interface itself leads there.

Whoever programs reads Dutch here: sentences of this file are not translated.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from naast.kernel.answers import PROBLEM, not_found, problem, refusal
from naast.kernel.errors import Refused
from naast.kernel.guards import public_page

View = Callable[..., HttpResponse]
Language = Annotated[
    Literal["nl", "nl-je", "en"],
    Field(
        description="Taal van de teksten: Nederlands met u of met je, of Engels. Wat niet vertaald is, blijft Nederlands."
    ),
]
MOST_BYTES = 1_000_000  # of a body: 100,000 characters in any writing, with room to spare
KEPT = 300  # seconds that a cache may give the same answer
DESCRIBED = {
    200: "Gelukt",
    304: "Niet veranderd sinds de vorige keer",
    400: "De vraag klopt niet; `errors` zegt wat",
    404: "Dit is er niet",
    413: "Er kwam meer dan één miljoen bytes",
    415: "De vraag is geen JSON",
    429: "Te vaak achter elkaar; `Retry-After` zegt wanneer het weer kan",
}

# What pydantic finds wrong, by its own names of errors, in words of ours.
UNKNOWN = "Dit kennen we hier niet."
_NO_OBJECT, _NO_WHOLE = "Dit moet een object zijn.", "Dit moet een heel getal zijn."
SAID = {
    "bool_parsing": "Dit moet true of false zijn.",
    "dict_type": _NO_OBJECT,
    "extra_forbidden": UNKNOWN,
    "greater_than_equal": "Dit moet minstens {ge} zijn.",
    "int_from_float": _NO_WHOLE,
    "int_parsing": _NO_WHOLE,
    "int_parsing_size": _NO_WHOLE,
    "less_than_equal": "Dit mag hoogstens {le} zijn.",
    "literal_error": "Kies uit {expected}.",
    "missing": "Dit ontbreekt.",
    "model_attributes_type": _NO_OBJECT,
    "model_type": _NO_OBJECT,
    "string_type": "Dit moet tekst zijn.",
    "string_unicode": "Dit moet tekst zijn.",
    "value_error": "{error}",  # of a validator of ours, which raised it with a sentence
}


class Wire(BaseModel):
    """A value on the wire: names in lowerCamelCase, made from our own values."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


class Asked(Wire):
    """A body that is sent to us: exactly the fields and kinds of values that the description names."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Wrong(Wire):
    """One thing that is wrong in a question: where it stands, its name, and what is wrong with it."""

    place: str
    name: str
    detail: str


class Problem(Wire):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] | None = None


class Link(Wire):
    href: str


class Rest(NinjaAPI):
    """One interface. `routes` are its paths, each guarded, below `/api/<name>/v<major>/`."""

    def __init__(self, *, name: str, title: str, version: str, description: str) -> None:
        super().__init__(title=title, version=version, description=description, openapi_url="", docs_url="")
        self.name = name
        self.add_decorator(_readable, mode="view")

    @property
    def routes(self) -> tuple[list[URLPattern], str]:
        """To be included at `/api/<name>/v<major>/`."""
        paths: list[Any] = self.urls[0]
        found = [one for one in paths if one.name != "api-root"]
        found += [path("openapi.json", self._openapi, name="openapi"), path("", self._entrance, name="entrance")]
        for one in found:
            one.callback = self._with_manners(one.callback)
        return found, self.name

    def set_default_exception_handlers(self) -> None:
        """What nobody expected goes on to Django, which tells nothing of it."""
        known: dict[type[Exception], Any] = {
            ValidationError: _wrong, HttpError: _unreadable, Http404: not_found, Refused: refusal,
        }  # fmt: skip
        for kind, answer in known.items():
            self.add_exception_handler(kind, answer)

    def _with_manners(self, view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            response = _asked(view, request, **kwargs)
            if request.method == "POST":
                response["Cache-Control"] = "no-store"
            elif response.status_code == HTTPStatus.OK:
                response = _kept(request, response)
            response["API-Version"] = self.version
            return response

        guarded = public_page(entered)
        guarded.csrf_exempt = True  # type: ignore[attr-defined]  # takes JSON only, which no foreign form can send
        return guarded

    def _entrance(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return _not_this_way("GET, HEAD")
        response = redirect(f"{request.path}openapi.json")
        response["Access-Control-Allow-Origin"] = "*"  # a browser that follows asks this of each step
        return response

    def _openapi(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return _not_this_way("GET, HEAD")
        response = JsonResponse(self.described(request), json_dumps_params={"ensure_ascii": False})
        response["Access-Control-Allow-Origin"] = "*"  # rule /core/publish-openapi
        return response

    def described(self, request: HttpRequest) -> dict[str, Any]:
        """The OpenAPI description as this organisation gives it."""
        made: dict[str, Any] = dict(self.get_openapi_schema(path_prefix=""))
        organisation = request.organisation  # type: ignore[attr-defined]
        base = request.build_absolute_uri(request.path.removesuffix("/openapi.json"))
        made["servers"] = [{"url": base}]
        made["info"]["contact"] = {
            "name": organisation.name if organisation else "Naast",
            "url": request.build_absolute_uri("/"),
            "email": settings.NAAST_API_CONTACT,
        }
        for operations in made["paths"].values():
            for method, operation in operations.items():
                operation["responses"] = _responses(method, operation["responses"])
        made["components"]["headers"] = {"API-Version": _header("Volledige versie van deze API", example=self.version)}
        return made


def speak(response: HttpResponse, language: Language) -> None:
    """The language of the answer is what the question asks, whatever the browser likes to read."""
    response["Content-Language"] = language[:2]


def _responses(method: str, responses: dict[int, Any]) -> dict[str, Any]:
    """As they are answered: each with its version, errors as problem details, and a GET may be unchanged."""
    version = {"API-Version": {"$ref": "#/components/headers/API-Version"}}
    described: dict[str, Any] = {}
    for status, one in responses.items():
        content = {PROBLEM if status >= HTTPStatus.BAD_REQUEST else kind: body for kind, body in one["content"].items()}
        described[str(status)] = {"description": DESCRIBED[status], "headers": {**version}, "content": content}
    if method == "get":
        described["304"] = {"description": DESCRIBED[304], "headers": {**version}}
        described["200"]["headers"] |= {
            "ETag": _header("Kenmerk van dit antwoord, voor `If-None-Match`"),
            "Cache-Control": _header("Hoe lang dit antwoord bewaard mag worden"),
        }
    if "429" in described:
        described["429"]["headers"]["Retry-After"] = _header("Over hoeveel seconden het weer kan")
    return dict(sorted(described.items()))


def _header(description: str, **more: Any) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}, **more}


def _readable(run: View) -> View:
    """Refuses what would be read wrongly: another form of body, and a name in the address that nothing reads."""
    operation: Any = run.__self__  # type: ignore[attr-defined]
    queries = [one for one in operation.models if one.__ninja_param_source__ == "query"]
    known = {name for one in queries for name in one.__ninja_flatten_map__}

    @wraps(run)
    def checked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if strange := sorted(set(request.GET) - known):
            return _not_right([Wrong(place="query", name=name, detail=UNKNOWN) for name in strange])
        return _refused_body(request) or run(request, **kwargs)

    return checked


def _asked(view: View, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """HEAD is GET without its body (RFC 9110, section 9.3.2), which the server leaves off."""
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    response = view(request, **kwargs)
    request.method = method
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _not_this_way(response["Allow"].replace("GET", "GET, HEAD"))
    return response


def _refused_body(request: HttpRequest) -> HttpResponse | None:
    if request.method != "POST":
        return None
    if request.content_type != "application/json":
        return problem(415, "Stuur de vraag als JSON, met Content-Type: application/json.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES or len(request.body) > MOST_BYTES:
        return problem(413, "Dit is te veel. Stuur hoogstens één miljoen bytes.")
    return None


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For a cache, and not sent again to who has it (RFC 9110, section 13). Whoever is signed in gets `no-store` after all."""
    response["Cache-Control"] = f"public, max-age={KEPT}"
    response["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
    conditional: Any = get_conditional_response(request, etag=response["ETag"], response=response)
    if conditional.status_code == HTTPStatus.PRECONDITION_FAILED:
        return problem(412, "Dit is intussen veranderd.")
    answer: HttpResponse = conditional
    return answer


def _not_this_way(allowed: str) -> HttpResponse:
    response = problem(405, "Dit kan hier niet op deze manier.")
    response["Allow"] = allowed
    return response


def _wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What was sent is not repeated: it may be personal, and answers are logged by others."""
    told = (one for one in error.errors if one["type"] != "none_required")  # of what may also be left out
    return _not_right([_where(one["loc"], _in_dutch(one)) for one in told])


def _in_dutch(error: dict[str, Any]) -> str:
    told = {name: str(value).replace(" or ", " of ") for name, value in error.get("ctx", {}).items()}
    return SAID.get(error["type"], "Dit past niet bij de beschrijving.").format(**told)


def _where(place: tuple[str | int, ...], said: str) -> Wrong:
    """Of a body ninja names the argument of our own function too, of an address only where pydantic tried several kinds of value,
    and then that kind as well; that is nobody's business."""
    names = place[2:] if place[0] == "body" else place[2:3] or place[1:]
    return Wrong(place=str(place[0]), name=".".join(map(str, names)), detail=said)


def _not_right(wrong: list[Wrong]) -> HttpResponse:
    return problem(400, "De vraag klopt niet.", errors=[one.model_dump(by_alias=True) for one in wrong])


def _unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "We konden dit niet lezen. Stuur geldige JSON.")
