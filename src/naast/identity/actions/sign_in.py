"""Signing in at a provider: leaving with a state that works once, and coming back with an answer that passes every check."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from stdnum.nl import bsn as bsn_number

from naast.identity import models, oidc
from naast.identity.actions.sessions import close_sessions_of
from naast.identity.oidc import Claims, Provider, Unreachable, Untrusted
from naast.identity.ports import PersonDirectory
from naast.identity.queries import digest
from naast.kernel.actor import Assurance
from naast.kernel.clock import now
from naast.kernel.crypto import blind_index, blind_indexes
from naast.kernel.errors import Refused
from naast.kernel.registry import registry

Door = Literal["resident", "staff"]
ATTEMPT_LASTS = timedelta(minutes=10)
SUBJECT = "identity.subject"
log = logging.getLogger(__name__)


class NotSignedIn(Refused):
    """The way in stayed closed; the sentence says why and what helps."""

    status = 403


class TurnedBack(NotSignedIn):
    """Somebody turned back at the provider; `attempt` is what they were about to do."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__(_("U bent niet ingelogd. Wat u invulde, is bewaard."))
        self.attempt = attempt


class NotSureEnough(NotSignedIn):
    """The person is known, and signed in less surely than the service asks; `level` is what it asks."""

    def __init__(self, level: Assurance) -> None:
        super().__init__(_("Voor deze dienst moeten we zekerder weten dat u het bent."))
        self.level = level


@dataclass(frozen=True, slots=True)
class Attempt:
    """What we meant to do when the browser left for the provider."""

    next: str
    level: Assurance
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class SignedInPerson:
    """A resident as the provider vouches for them."""

    party: UUID
    assurance: Assurance
    subject: bytes
    provider_session: str
    vouched_at: datetime
    speech: str  # `nl`, `nl-je` or `en`; empty when this person chose nothing yet


def provider_for(door: Door) -> Provider:
    """The provider of this installation. Raises NotSignedIn when none is set."""
    options = settings.NAAST
    if door == "resident":
        found = Provider(options.resident_issuer, options.resident_client, options.resident_secret)
    else:
        found = Provider(options.staff_issuer, options.staff_client, options.staff_secret)
    if not found.issuer:
        raise NotSignedIn(_("Inloggen kan nu niet. Bel ons, dan helpen we u."))
    return found


def begin(door: Door, *, browser: str, level: Assurance, back: str, next_page: str) -> str:
    """Remember the attempt and say where to send the browser. `back` is our callback. Raises NotSignedIn."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _each in range(3))
    try:
        url = oidc.authorization_url(
            provider_for(door), back=back, state=state, nonce=nonce, verifier=verifier, level=level
        )
    except (Unreachable, Untrusted) as error:
        raise _closed(door, error) from None
    models.SignInAttempt.objects.create(
        door=door,
        state_digest=digest(state),
        browser_digest=digest(browser),
        nonce=nonce,
        verifier=verifier,
        level=level,
        next=next_page,
        expires_at=now() + ATTEMPT_LASTS,
    )
    return url


def finish(door: Door, *, browser: str, back: str, answer: Mapping[str, str]) -> tuple[Attempt, Claims]:
    """The attempt that this answer belongs to, used up, and the checked claims. Raises NotSignedIn."""
    provider = provider_for(door)
    try:
        attempt = _take_attempt(door, state=answer.get("state", ""), browser=browser)
        code = _code(provider, answer, attempt)
        claims = oidc.fetch_claims(provider, code=code, verifier=attempt.verifier, back=back, nonce=attempt.nonce)
    except (Unreachable, Untrusted) as error:
        raise _closed(door, error) from None
    return attempt, claims


def person_from(claims: Claims, *, level: Assurance) -> SignedInPerson:
    """The resident behind these claims, if sure enough. Raises NotSignedIn."""
    try:
        assurance = oidc.assurance(claims)
        number = _bsn(claims)
    except Untrusted as error:
        raise _closed("resident", error) from None
    if assurance < level:
        raise NotSureEnough(level)
    people = _directory()
    party = people.person_for(bsn=number, claims=claims)
    return SignedInPerson(
        party=party,
        assurance=assurance,
        subject=blind_index(SUBJECT, _subject(claims)),
        provider_session=_session(claims),
        vouched_at=oidc.issued_at(claims),
        speech=people.speech_of(party),
    )


@transaction.atomic
def worker_from(claims: Claims) -> UUID:
    """The member of staff behind these claims: by pinned subject, or the first time by verified e-mail. Raises NotSignedIn."""
    subject = digest(_subject(claims))
    staff = models.User.objects.select_for_update().filter(is_active=True)
    if known := staff.filter(provider_subject=subject).first():
        return known.id
    email = str(claims.get("email", "")).lower() if claims.get("email_verified") is True else ""
    new = staff.filter(email=email, provider_subject=None).first() if email else None
    if new is None:
        log.warning("staff sign-in refused: %s", _why_unknown(email))
        raise NotSignedIn(_("We kennen u hier niet als medewerker. Vraag uw functioneel beheerder om toegang."))
    new.provider_subject = subject
    new.save(update_fields=["provider_subject"])
    return new.id


def _why_unknown(email: str) -> str:
    """For the log: what an operator can do, and never whose address it is."""
    if not email:
        return "the provider gave no verified address"
    if models.User.objects.filter(email=email, is_active=True).exists():
        return "a colleague with another account or provider than before; `naast staff invite` with the address takes the new one"
    return "nobody in service with this address"


def logout_by_provider(token: str) -> None:
    """Do what a logout token says, once. Raises Unreachable or Untrusted."""
    claims = oidc.logout_claims(provider_for("resident"), token)
    issued = oidc.issued_at(claims)
    subjects = blind_indexes(SUBJECT, _subject(claims)) if claims.get("sub") else ()
    with transaction.atomic():
        _use_once(claims, until=issued + oidc.BELIEVED)
        close_sessions_of(subjects=subjects, provider_session=_session(claims), vouched_until=issued)


def _use_once(claims: Claims, *, until: datetime) -> None:
    """Back-Channel Logout 1.0, 2.6 (8). Raises Untrusted for a token that did its work already."""
    token = digest(f"{claims['iss']} {claims['jti']}")
    _, is_new = models.UsedLogoutToken.objects.get_or_create(token_digest=token, defaults={"forget_at": until})
    if not is_new:
        raise Untrusted("used before")


def _take_attempt(door: Door, *, state: str, browser: str) -> Attempt:
    with transaction.atomic():
        row = (
            models.SignInAttempt.objects.select_for_update()
            .filter(door=door, state_digest=digest(state), browser_digest=digest(browser), expires_at__gt=now())
            .first()
        )
        if row is None:
            raise Untrusted("unknown, used or expired state")
        row.delete()
    return Attempt(row.next, Assurance(row.level), row.nonce, row.verifier)


def _code(provider: Provider, answer: Mapping[str, str], attempt: Attempt) -> str:
    named = answer.get("iss")
    if named != provider.issuer and (named is not None or oidc.metadata(provider).names_itself):
        raise Untrusted("the answer comes from another issuer")
    if "error" in answer:
        raise TurnedBack(attempt)
    if not answer.get("code"):
        raise Untrusted("no code")
    return answer["code"]


def _bsn(claims: Claims) -> str:
    number = claims.get(settings.NAAST.resident_bsn_claim)
    if not isinstance(number, str) or not bsn_number.is_valid(number):
        raise Untrusted("no valid citizen service number")
    return bsn_number.compact(number)


def _session(claims: Claims) -> str:
    """The provider's name for its own session; empty when it gives none."""
    return str(claims.get("sid", ""))[:200]


def _subject(claims: Claims) -> str:
    return f"{claims['iss']} {claims['sub']}"


def _directory() -> PersonDirectory:
    return registry.declared(PersonDirectory)[0]


def _closed(door: Door, error: Exception) -> NotSignedIn:
    log.warning("sign-in of %s refused: %s", door, error)
    return NotSignedIn(_("Inloggen lukte niet. Probeer het nog een keer, of bel ons. Wat u invulde, is bewaard."))
