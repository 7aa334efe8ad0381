"""Our side of OpenID Connect: the code flow with PKCE, and every check on what comes back.

One strict client for both doors, residents and staff. Sources: OpenID Connect Core 1.0 (3.1.2, 3.1.3.7), Discovery 1.0,
Back-Channel Logout 1.0; RFC 7636 (PKCE), RFC 9207 (issuer in the answer), RFC 9700 (best practice). Levels: eIDAS, as in the
Dutch OIDC profile (NL GOV). What is refused is told to the log, never to the browser.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from naast.identity.types import LEVELS, LOGOUT_EVENT
from naast.kernel.actor import Assurance
from naast.kernel.authorities import authorities
from naast.kernel.clock import now

# Signatures only by a private key that we do not have: `none` and the HS family would let anybody with our public data sign.
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
LEEWAY = 30  # seconds between two well-kept clocks
OLDEST = 600  # seconds since a token was issued
BELIEVED = timedelta(seconds=OLDEST + LEEWAY)  # longer no token is
KEEP = timedelta(minutes=10)
TIMEOUT = 5.0
Claims = Mapping[str, Any]


class Unreachable(Exception):
    """The provider does not answer, or not with what it promised to answer."""


class Untrusted(Exception):
    """What came back did not pass a check. The message says which one; it holds nothing of a person."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID provider that we are a client of."""

    issuer: str
    client: str
    secret: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the provider publishes about itself, as far as we use it."""

    authorize: str
    token: str
    keys: str
    end_session: str | None
    names_itself: bool  # it puts `iss` in each answer (RFC 9207)


_metadata: dict[str, tuple[datetime, Metadata]] = {}
_keys: dict[str, tuple[datetime, KeySet]] = {}


def metadata(provider: Provider) -> Metadata:
    """The provider's endpoints, read again every ten minutes. Raises Unreachable or Untrusted."""
    if (kept := _metadata.get(provider.issuer)) and now() - kept[0] < KEEP:
        return kept[1]
    found = _get(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != provider.issuer:
        raise Untrusted("discovery names another issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        _check_endpoint(provider, found.get(name))
    fresh = Metadata(
        authorize=found["authorization_endpoint"],
        token=found["token_endpoint"],
        keys=found["jwks_uri"],
        end_session=found.get("end_session_endpoint"),
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
    )
    _metadata[provider.issuer] = (now(), fresh)
    return fresh


def authorization_url(
    provider: Provider, *, back: str, state: str, nonce: str, verifier: str, level: Assurance = Assurance.NONE
) -> str:
    """Where to send the browser. A level asks the provider for at least that assurance."""
    values = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": back,
        "scope": "openid email profile" if level is Assurance.NONE else "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    if level is not Assurance.NONE:
        values["acr_values"] = next(name for name, known in LEVELS.items() if known is level)
    return f"{metadata(provider).authorize}?{urlencode(values)}"


def fetch_claims(provider: Provider, *, code: str, verifier: str, back: str, nonce: str) -> Claims:
    """Exchange the code for an ID token and check it. Raises Unreachable or Untrusted."""
    data = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    answer = _json(
        httpx.Request("POST", metadata(provider).token, data=data, headers={"Accept": "application/json"}),
        auth=httpx.BasicAuth(quote(provider.client, safe=""), quote(provider.secret, safe="")),  # RFC 6749, 2.3.1
    )
    token = answer.get("id_token")
    if not isinstance(token, str):
        raise Untrusted("no ID token")
    claims = _checked(provider, token)
    if not nonce or claims.get("nonce") != nonce:
        raise Untrusted("another nonce")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise Untrusted("no subject")
    return claims


def assurance(claims: Claims) -> Assurance:
    """The level at which the provider says this person signed in. Raises Untrusted for a level that we do not know."""
    try:
        return LEVELS[claims["acr"]]
    except (KeyError, TypeError):
        raise Untrusted("no known assurance level") from None


def logout_claims(provider: Provider, token: str) -> Claims:
    """A logout token, checked (Back-Channel Logout 1.0, section 2.6). Raises Unreachable or Untrusted."""
    claims = _checked(provider, token)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise Untrusted("not a logout token")
    if "nonce" in claims:
        raise Untrusted("an ID token is not a logout token")
    if not claims.get("sub") and not claims.get("sid"):
        raise Untrusted("names nobody")
    if not isinstance(claims.get("jti"), str) or not claims["jti"]:
        raise Untrusted("cannot be told from another")
    return claims


def issued_at(claims: Claims) -> datetime:
    """When the provider made the token, by its own clock. Raises Untrusted."""
    return datetime.fromtimestamp(_instant(claims, "iat"), UTC)


def _checked(provider: Provider, token: str) -> Claims:
    claims = _signed_by(provider, token)
    at = now().timestamp()
    if claims.get("iss") != provider.issuer:
        raise Untrusted("another issuer")
    if claims.get("aud") not in (provider.client, [provider.client]):
        raise Untrusted("not meant for us alone")
    if claims.get("azp", provider.client) != provider.client:
        raise Untrusted("issued to another client")
    if _instant(claims, "exp") <= at - LEEWAY:
        raise Untrusted("expired")
    if not at - OLDEST <= _instant(claims, "iat") <= at + LEEWAY:
        raise Untrusted("issued too long ago, or in the future")
    if "nbf" in claims and _instant(claims, "nbf") > at + LEEWAY:
        raise Untrusted("not valid yet")
    return claims


def _signed_by(provider: Provider, token: str) -> Claims:
    reason = ""
    for fresh in (False, True):  # it may be signed with a key that is newer than those we keep
        try:
            return jwt.decode(token, _key_set(provider, fresh=fresh), algorithms=ALGORITHMS).claims
        except (JoseError, ValueError, TypeError) as error:  # TypeError for `crit` that is no list
            reason = type(error).__name__
    raise Untrusted(f"signature: {reason}")


def _key_set(provider: Provider, *, fresh: bool) -> KeySet:
    url = metadata(provider).keys
    kept = _keys.get(url)
    if kept and now() - kept[0] < (timedelta(seconds=10) if fresh else KEEP):
        return kept[1]
    try:
        keys = KeySet.import_key_set(_get(url))  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError):
        raise Untrusted("unreadable keys") from None
    _keys[url] = (now(), keys)
    return keys


def _instant(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Untrusted(f"no {name}")
    return float(value)


def _check_endpoint(provider: Provider, url: object) -> None:
    """An https provider has https endpoints; only one on this machine, in the demo, may do without."""
    if not isinstance(url, str) or not urlsplit(url).hostname:
        raise Untrusted("an endpoint is missing")
    if urlsplit(url).scheme != urlsplit(provider.issuer).scheme:
        raise Untrusted("an endpoint is not as safe as the issuer")


def _get(url: str) -> dict[str, Any]:
    return _json(httpx.Request("GET", url, headers={"Accept": "application/json"}))


def _json(request: httpx.Request, auth: httpx.Auth | None = None) -> dict[str, Any]:
    try:
        with httpx.Client(verify=authorities(), timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client:
            answer = client.send(request, auth=auth)
        if answer.status_code != httpx.codes.OK:
            raise Unreachable(f"{urlsplit(str(request.url)).path} answers {answer.status_code}")
        body = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise Unreachable(f"{urlsplit(str(request.url)).path}: {type(error).__name__}") from None
    if not isinstance(body, dict):
        raise Unreachable(f"{urlsplit(str(request.url)).path} answers no object")
    return body
