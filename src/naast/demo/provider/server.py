"""The provider behind HTTP, on this machine only."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from django.template import Engine

from naast.demo.provider.clients import NAMES, acr, clients
from naast.demo.provider.flow import ASKED, Provider, Wrong
from naast.identity.types import LEVELS
from naast.kernel.actor import Assurance

HERE = Path(__file__).parent
TEMPLATES = Engine(dirs=[str(HERE / "templates")])
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
MOST_BYTES = 20_000


class Server(ThreadingHTTPServer):
    """Both issuers on one port. The cookie carries the port: browsers share cookies between the ports of a machine."""

    daemon_threads = True

    def __init__(self, port: int, base_url: str, *, secret: str) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        address = f"http://localhost:{self.server_port}"
        made = clients(base_url, secret=secret)
        self.providers = {name: Provider(f"{address}/{name}", client) for name, client in made.items()}
        self.cookie = f"voorbeeld-inloggen-{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Finds the issuer and the endpoint in the path, and answers."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(
            {
                "/.well-known/openid-configuration": lambda provider: self._json(provider.metadata()),
                "/keys": lambda provider: self._json(provider.keys()),
                "/authorize": self._choose,
                "/userinfo": lambda provider: self._json(provider.userinfo(self.headers.get("Authorization", ""))),
                "/uitloggen": self._sign_out,
                "/stijl.css": lambda _: self._send(HTTPStatus.OK, (HERE / "style.css").read_bytes(), "text/css"),
            }
        )

    def do_POST(self) -> None:
        self._answer({"/kies": self._chosen, "/token": self._token})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: addresses hold codes."""

    def _answer(self, endpoints: Mapping[str, Callable[[Provider], None]]) -> None:
        name, _, rest = urlsplit(self.path).path.strip("/").partition("/")
        provider, endpoint = self.server.providers.get(name), endpoints.get(f"/{rest}")
        try:
            if provider is None or endpoint is None:
                raise Wrong("not_found", "no such page", HTTPStatus.NOT_FOUND)
            endpoint(provider)
        except Wrong as wrong:
            self._json({"error": wrong.error, "error_description": wrong.why}, status=wrong.status)

    def _choose(self, provider: Provider) -> None:
        asked = self._query()
        provider.check(asked)
        wanted = LEVELS.get(asked.get("acr_values", "").split(" ")[0], Assurance.LOW)
        values = {
            "client": provider.client,
            "people": provider.client.people.values(),
            "levels": [(acr(level), name, level is wanted) for level, name in NAMES.items()],
            "asked": [(name, asked[name]) for name in ASKED if name in asked],
            "issuer": provider.issuer,
        }
        self._page("choose.html", values)

    def _chosen(self, provider: Provider) -> None:
        form = self._form()
        if "cancel" in form:
            self._redirect(provider.cancel(form))
            return
        url, session = provider.grant(form, person=form.get("person", ""), level=form.get("level", ""))
        self._redirect(url, cookie=session)

    def _token(self, provider: Provider) -> None:
        self._json(provider.token(self._form(), self.headers.get("Authorization", "")))

    def _sign_out(self, provider: Provider) -> None:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get(self.server.cookie)
        token = provider.end(cookie.value) if cookie else None
        if token and provider.client.signed_out:
            httpx.post(provider.client.signed_out, data={"logout_token": token}, timeout=5, trust_env=False)
        self._page("signed_out.html", {"client": provider.client, "issuer": provider.issuer}, cookie="")

    def _query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.path).query))

    def _form(self) -> dict[str, str]:
        length = int(self.headers.get("Content-Length", "0"))
        if length > MOST_BYTES:
            raise Wrong("invalid_request", "too large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return dict(parse_qsl(self.rfile.read(length).decode(errors="replace")))

    def _page(self, template: str, values: dict[str, Any], *, cookie: str | None = None) -> None:
        body = TEMPLATES.render_to_string(template, values).encode()
        self._send(HTTPStatus.OK, body, "text/html; charset=utf-8", cookie=cookie)

    def _json(self, body: Mapping[str, Any], *, status: int = HTTPStatus.OK) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _redirect(self, url: str, *, cookie: str | None = None) -> None:
        self._send(HTTPStatus.SEE_OTHER, b"", "text/plain", location=url, cookie=cookie)

    def _send(self, status: int, body: bytes, kind: str, *, location: str = "", cookie: str | None = None) -> None:
        self.send_response(status)
        for name, value in {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        if location:
            self.send_header("Location", location)
        if cookie is not None:
            ends = "" if cookie else "; Max-Age=0"
            self.send_header("Set-Cookie", f"{self.server.cookie}={cookie}; Path=/; HttpOnly; SameSite=Lax{ends}")
        self.end_headers()
        self.wfile.write(body)
