"""The stand-in as an ASGI application: POST /personen as published, and POST /_demo/mode to make it fail."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from naast.demo.stand_ins.brp.fields import only
from naast.demo.stand_ins.brp.modes import MODES, Send, answer
from naast.demo.stand_ins.brp.queries import MOST_FOUND, Wrong, finds, wrongs_in
from naast.demo.stand_ins.brp.residents import Register, found_json, person_json

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Scope = Mapping[str, Any]

PROBLEM = b"application/problem+json"
MOST_BYTES = 200_000
ABOUT = "https://www.rfc-editor.org/rfc/rfc9110#status."


class Problem(Exception):
    """An answer that is not a person, in the shape the standard publishes."""

    def __init__(self, status: int, code: str, title: str, wrongs: tuple[Wrong, ...] = ()) -> None:
        super().__init__(title)
        self.status = status
        self.body: dict[str, Any] = {"type": f"{ABOUT}{status}", "title": title, "status": status, "code": code}
        if wrongs:
            self.body["invalidParams"] = [_invalid_param(one) for one in wrongs]


def _invalid_param(wrong: Wrong) -> dict[str, str]:
    """The published name of a parameter has 30 plain letters at most; what a caller made up is cut to that."""
    name = "".join(letter for letter in wrong.name if letter.isascii() and (letter.isalnum() or letter in "._"))[:30]
    named = {"name": name} if name else {}
    return {**named, "code": wrong.code, "reason": wrong.reason}


@dataclass
class StandIn:
    """The register behind its published door. `mode` is one of MODES."""

    register: Register
    api_key: str
    today: Callable[[], date] = date.today
    mode: str = "ok"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await _lifespan(receive, send)
        try:
            body = await _body(receive)
            return await self._answer(scope, body, send)
        except Problem as problem:
            return await _json(send, problem.status, problem.body, PROBLEM)

    async def _answer(self, scope: Scope, body: bytes, send: Send) -> None:
        if scope["path"] == "/_demo/mode":
            return await self._switch(scope, body, send)
        failing = MODES[self.mode]
        if failing is not None:
            return await failing(send)
        _require_route(scope)
        _require_headers(_headers(scope), self.api_key)
        return await _json(send, 200, self.answer_to(_object(body)))

    async def _switch(self, scope: Scope, body: bytes, send: Send) -> None:
        wanted = _object(body).get("mode") if scope["method"] == "POST" else self.mode
        if not isinstance(wanted, str) or wanted not in MODES:
            raise Problem(
                400, "paramsValidation", "Onbekende stand.", (Wrong("mode", "value", f"Kies uit {', '.join(MODES)}."),)
            )
        self.mode = wanted
        return await _json(send, 200, {"mode": self.mode})

    def answer_to(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """The published answer to a query. Raises Problem."""
        if wrongs := wrongs_in(query):
            raise Problem(400, "paramsValidation", "Een of meerdere parameters zijn niet correct.", tuple(wrongs))
        found = [one for one in self.register.values() if finds(query, one)]
        whole = query["type"].startswith("Raadpleeg")
        if len(found) > MOST_FOUND and not whole:
            raise Problem(400, "tooManyResults", "Teveel zoekresultaten.")
        today = self.today()
        people = [person_json(one, self.register, today) if whole else found_json(one, today) for one in found]
        return {"type": query["type"], "personen": [only(person, query["fields"]) for person in people]}


def _require_route(scope: Scope) -> None:
    if scope["path"].removeprefix("/haalcentraal/api/brp") != "/personen":
        raise Problem(404, "notFound", "Opgevraagde resource bestaat niet.")
    if scope["method"] != "POST":
        raise Problem(405, "methodNotAllowed", "Methode wordt niet ondersteund.")


def _require_headers(headers: Mapping[str, str], api_key: str) -> None:
    if headers.get("x-api-key") != api_key:
        raise Problem(401, "authentication", "Niet correct geauthenticeerd.")
    accept = headers.get("accept", "*/*")
    if not any(one in accept for one in ("*/*", "application/*", "application/json")):
        raise Problem(406, "notAcceptable", "Gevraagde contenttype wordt niet ondersteund.")
    kind, _, charset = headers.get("content-type", "").lower().partition(";")
    if kind.strip() != "application/json" or charset.replace(" ", "") not in ("", "charset=utf-8"):
        raise Problem(415, "unsupported", "Unsupported Media Type")


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


async def _body(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if len(body) > MOST_BYTES:
            raise Problem(413, "tooLarge", "De aanvraag is te groot.")
        if not message.get("more_body"):
            return body


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Problem(400, "json", "De aanvraag is geen geldige json.")
    if not found:
        raise Problem(400, "paramsRequired", "Ten minste een parameter moet worden opgegeven.")
    return found


async def _json(
    send: Send, status: int, body: Mapping[str, Any], kind: bytes = b"application/json; charset=utf-8"
) -> None:
    await answer(send, status, json.dumps(body).encode(), kind)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
