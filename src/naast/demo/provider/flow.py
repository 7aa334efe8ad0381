"""The code flow from the provider's side (OpenID Connect Core 1.0; PKCE with S256 is required)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from naast.demo.provider.clients import Client, Invented, acr
from naast.identity.types import LEVELS, LOGOUT_EVENT
from naast.kernel.actor import Assurance

CODE_LASTS = 60
TOKEN_LASTS = 300
ASKED = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)


class Wrong(Exception):
    """A request that is answered with an error of OAuth 2.0 (RFC 6749, 5.2)."""

    def __init__(self, error: str, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.error, self.why, self.status = error, why, status


@dataclass(frozen=True, slots=True)
class Granted:
    """A code that was handed out and not yet exchanged."""

    client: Client
    person: Invented
    level: Assurance
    nonce: str
    challenge: str
    session: str
    until: float


@dataclass
class Provider:
    """One issuer, everything in memory: whoever stops it signs everybody out of it."""

    issuer: str
    client: Client
    key: ECKey = field(
        default_factory=lambda: ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
    )
    codes: dict[str, Granted] = field(default_factory=dict)
    access: dict[str, Invented] = field(default_factory=dict)
    sessions: dict[str, Invented] = field(default_factory=dict)

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "end_session_endpoint": f"{self.issuer}/uitloggen",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["ES256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": list(LEVELS) if self.client.has_levels else [],
            "authorization_response_iss_parameter_supported": True,
            "backchannel_logout_supported": self.client.signed_out is not None,
            "backchannel_logout_session_supported": True,
        }

    def keys(self) -> dict[str, Any]:
        return dict(KeySet([self.key]).as_dict(private=False))

    def check(self, asked: Mapping[str, str]) -> None:
        """Raises Wrong. Never redirects to an address that is not the client's."""
        if asked.get("client_id") != self.client.id or asked.get("redirect_uri") != self.client.back:
            raise Wrong("invalid_request", "unknown client or address to come back to")
        if asked.get("response_type") != "code" or "openid" not in asked.get("scope", "").split():
            raise Wrong("unsupported_response_type", "only the code flow of OpenID Connect")
        if asked.get("code_challenge_method") != "S256" or len(asked.get("code_challenge", "")) != 43:
            raise Wrong("invalid_request", "PKCE with S256 is required")
        if not asked.get("state") or not asked.get("nonce"):
            raise Wrong("invalid_request", "state and nonce are required")

    def grant(self, asked: Mapping[str, str], *, person: str, level: str) -> tuple[str, str]:
        """(where to send the browser, the name of the new session)."""
        self.check(asked)
        chosen = self.client.people.get(person)
        if chosen is None:
            raise Wrong("access_denied", "nobody of that name")
        code, session = secrets.token_urlsafe(32), secrets.token_urlsafe(16)
        self.codes[code] = Granted(
            client=self.client,
            person=chosen,
            level=min(LEVELS.get(level, Assurance.LOW), chosen.most),
            nonce=asked["nonce"],
            challenge=asked["code_challenge"],
            session=session,
            until=time.time() + CODE_LASTS,
        )
        self.sessions[session] = chosen
        answer = urlencode({"code": code, "state": asked["state"], "iss": self.issuer})
        return f"{self.client.back}?{answer}", session

    def cancel(self, asked: Mapping[str, str]) -> str:
        """Where to send somebody who does not want to sign in after all."""
        self.check(asked)
        answer = urlencode({"error": "access_denied", "state": asked["state"], "iss": self.issuer})
        return f"{self.client.back}?{answer}"

    def token(self, form: Mapping[str, str], authorization: str) -> dict[str, Any]:
        """The answer of the token endpoint. A code works once; a second try also kills what the first one gave."""
        self._check_client(authorization)
        granted = self.codes.pop(form.get("code", ""), None)
        if granted is None or granted.until < time.time() or form.get("redirect_uri") != self.client.back:
            raise Wrong("invalid_grant", "unknown, used or expired code")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if not hmac.compare_digest(challenge.rstrip(b"=").decode(), granted.challenge):
            raise Wrong("invalid_grant", "the verifier does not fit the challenge")
        access = secrets.token_urlsafe(32)
        self.access[access] = granted.person
        return {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": TOKEN_LASTS,
            "id_token": self._id_token(granted),
        }

    def userinfo(self, authorization: str) -> dict[str, Any]:
        person = self.access.get(authorization.removeprefix("Bearer "))
        if person is None:
            raise Wrong("invalid_token", "unknown access token", 401)
        return {"sub": person.key, **person.claims}

    def end(self, session: str) -> str | None:
        """Forget a session; the logout token for the client, if it wants to be told."""
        person = self.sessions.pop(session, None)
        if person is None or self.client.signed_out is None:
            return None
        claims = {"events": {LOGOUT_EVENT: {}}, "sub": person.key, "sid": session, "jti": secrets.token_urlsafe(16)}
        return self._sign(claims, kind="logout+jwt")

    def _id_token(self, granted: Granted) -> str:
        claims = {
            "sub": granted.person.key,
            "nonce": granted.nonce,
            "sid": granted.session,
            "auth_time": int(time.time()),
            **granted.person.claims,
        }
        if level := acr(granted.level):
            claims["acr"] = level
        return self._sign(claims, kind="JWT")

    def _sign(self, claims: Mapping[str, Any], *, kind: str) -> str:
        at = int(time.time())
        whole = {"iss": self.issuer, "aud": self.client.id, "iat": at, "exp": at + TOKEN_LASTS, **claims}
        return jwt.encode({"alg": "ES256", "typ": kind, "kid": self.key.kid}, whole, self.key)

    def _check_client(self, authorization: str) -> None:
        given = authorization.removeprefix("Basic ")
        expected = base64.b64encode(f"{self.client.id}:{self.client.secret}".encode()).decode()
        if not hmac.compare_digest(given.encode(), expected.encode()):
            raise Wrong("invalid_client", "unknown client or secret", 401)
