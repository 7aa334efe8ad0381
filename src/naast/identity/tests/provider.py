"""An OpenID provider on this machine that does everything right, except for the one thing a test twists."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

Values = dict[str, Any]
CLIENT = "naast-residents"
SECRET = "een geheim: met tekens"
EIDAS = "http://eidas.europa.eu/LoA/"
KEY = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
STRANGER = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)


def same(values: Values) -> Values:
    return values


def signed(provider: Provider, claims: Values) -> str:
    return jwt.encode({"alg": "RS256", "kid": KEY.kid}, claims, KEY)


@dataclass(frozen=True)
class Twist:
    """What this provider does wrong. Each function gets what an honest provider would send, and gives what is sent."""

    metadata: Callable[[Values], Values] = same
    keys: Callable[[Values], Values] = same
    answer: Callable[[Values], Values] = same
    token: Callable[[Values], Values] = same
    claims: Callable[[Values], Values] = same
    sign: Callable[[Provider, Values], str] = signed
    token_status: int = 200


@dataclass
class Provider:
    issuer: str = ""
    client: str = CLIENT
    person: Values = field(default_factory=lambda: {"sub": "mirthe", "bsn": "999990007", "acr": EIDAS + "substantial"})
    twist: Twist = field(default_factory=Twist)
    codes: dict[str, Values] = field(default_factory=dict)
    token_requests: list[Values] = field(default_factory=list)

    def metadata(self) -> Values:
        honest = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/end",
            "authorization_response_iss_parameter_supported": True,
        }
        return self.twist.metadata(honest)

    def keys(self) -> Values:
        return self.twist.keys(dict(KeySet([KEY]).as_dict()))

    def answer(self, location: str) -> Values:
        """Somebody signs in at the address that Naast sent the browser to; what comes back to the callback."""
        asked = dict(parse_qsl(urlsplit(location).query))
        code = hashlib.sha256(asked["state"].encode()).hexdigest()
        self.codes[code] = asked
        return self.twist.answer({"code": code, "state": asked["state"], "iss": self.issuer})

    def token(self, form: Values, authorization: str) -> Values:
        """Raises KeyError for a code that was used: a code works once."""
        asked = self.codes.pop(form["code"])
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        assert challenge.rstrip(b"=").decode() == asked["code_challenge"]
        self.token_requests.append({**form, "authorization": authorization, "asked": asked})
        at = int(time.time())
        claims = {"iss": self.issuer, "aud": self.client, "iat": at, "exp": at + 300, "nonce": asked["nonce"]}
        claims = self.twist.claims({**claims, "sid": "session-1", **self.person})
        answer = {"access_token": "x", "token_type": "Bearer", "id_token": self.twist.sign(self, claims)}
        return self.twist.token(answer)

    def logout_token(self, **changes: Any) -> str:
        at = int(time.time())
        event = {"http://schemas.openid.net/event/backchannel-logout": {}}
        claims = {"iss": self.issuer, "aud": self.client, "iat": at, "exp": at + 120, "jti": "1", "events": event}
        claims = {**claims, "sub": self.person["sub"], **changes}
        return signed(self, {name: value for name, value in claims.items() if value is not None})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        pages = {"/.well-known/openid-configuration": self.provider.metadata, "/keys": self.provider.keys}
        self._send(200, pages[urlsplit(self.path).path]())

    def do_POST(self) -> None:
        form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        try:
            self._send(
                self.provider.twist.token_status, self.provider.token(form, self.headers.get("Authorization", ""))
            )
        except KeyError:
            self._send(400, {"error": "invalid_grant"})

    def _send(self, status: int, body: Values) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elders")
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The provider behind real HTTP on a free port of this machine."""
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
