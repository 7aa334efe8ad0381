"""Opening, prolonging and ending sessions.

Times are those of the application's clock; the hosts of one installation keep theirs by NTP, as an operator must anyway for TLS.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest

from naast.dossier import api as dossier
from naast.identity import models
from naast.identity.events import ResidentSignedIn, ResidentSignedOut, StaffSignedIn
from naast.identity.queries import digest
from naast.kernel.actor import Actor, ActorKind, Assurance
from naast.kernel.clock import now
from naast.kernel.events import announce

RESIDENT_IDLE = timedelta(minutes=15)  # DigiD, norm for web services; WCAG 2.2.1 asks the warning and the extension
STAFF_IDLE = timedelta(minutes=30)
STAFF_LIMIT = timedelta(hours=10)
STEP = timedelta(seconds=10)  # activity is written at most this often


@transaction.atomic
def open_resident_session(
    request: HttpRequest,
    *,
    party: UUID,
    organisation: UUID | None,
    assurance: Assurance,
    subject: bytes,
    provider_session: str,
    vouched_at: datetime,
) -> None:
    """Sign a resident in under a fresh session key. What was begun here without a name goes along."""
    _fresh_key(request, keep=_is_free_for(request, party))
    request.actor = Actor(kind=ActorKind.RESIDENT, party=party, organisation=organisation, assurance=assurance)  # type: ignore[attr-defined]
    models.OpenSession.objects.create(
        key_digest=digest(str(request.session.session_key)),
        party=party,
        organisation=organisation,
        assurance=assurance,
        subject=subject,
        provider_session=provider_session,
        vouched_at=vouched_at,
        ends_at=now() + RESIDENT_IDLE,
    )
    if organisation:
        _enter_in_dossier(request.actor, party, organisation)  # type: ignore[attr-defined]
    announce(ResidentSignedIn(party=party, organisation=organisation, assurance=assurance))


@transaction.atomic
def open_staff_session(request: HttpRequest, *, user: UUID) -> None:
    """Sign a member of staff in under a fresh session key. Nothing that was in this browser's session goes along."""
    _fresh_key(request, keep=False)
    login(request, models.User.objects.get(pk=user), backend="django.contrib.auth.backends.ModelBackend")
    at = now()
    models.OpenSession.objects.create(
        key_digest=digest(str(request.session.session_key)),
        user_id=user,
        ends_at=at + STAFF_IDLE,
        limit_at=at + STAFF_LIMIT,
    )
    announce(StaffSignedIn(user=user))


def touch(session: UUID, *, last_active_at: datetime) -> datetime | None:
    """Note that the person did something; the new end, or None when the last note is only seconds old.

    None too when the session was ended since this request began: what signs out meanwhile is not undone.
    """
    if now() - last_active_at < STEP:
        return None
    row = models.OpenSession.objects.get(pk=session)
    at = now()
    ends_at = at + RESIDENT_IDLE if row.party else min(at + STAFF_IDLE, row.limit_at or at)
    unchanged = models.OpenSession.objects.filter(pk=session, ends_at=row.ends_at, ends_at__gt=at)
    return ends_at if unchanged.update(ends_at=ends_at, last_active_at=at) else None


@transaction.atomic
def close_session(request: HttpRequest, actor: Actor) -> None:
    """Sign out: the session, its key and everything kept in it are gone."""
    if request.session.session_key:
        _end(digest(request.session.session_key))
    request.session.flush()
    if actor.is_resident and actor.party:
        announce(ResidentSignedOut(party=actor.party, organisation=actor.organisation))


@transaction.atomic
def close_sessions_of(*, subjects: tuple[bytes, ...], provider_session: str, vouched_until: datetime) -> int:
    """End what a provider told us then to end: one session of theirs, or all of one person. How many ended."""
    ended = models.OpenSession.objects.filter(ends_at__gt=now(), party__isnull=False, vouched_at__lte=vouched_until)
    ended = ended.filter(provider_session=provider_session) if provider_session else ended.filter(subject__in=subjects)
    rows = list(ended.select_for_update())
    for row in rows:
        row.ends_at = now()
        row.save(update_fields=["ends_at"])
        announce(ResidentSignedOut(party=row.party, organisation=row.organisation))  # type: ignore[arg-type]
    return len(rows)


def end_sessions_of_user(user: UUID) -> None:
    models.OpenSession.objects.filter(user=user, ends_at__gt=now()).update(ends_at=now())


def remove_old_sessions() -> int:
    """Sweep: forget what a browser kept here once that is over, also of who never signed in; ended sessions after a day, attempts
    that came to nothing, and logout tokens that nobody believes any more."""
    browsers, _ = Session.objects.filter(expire_date__lt=now()).delete()
    sessions, _ = models.OpenSession.objects.filter(ends_at__lt=now() - timedelta(days=1)).delete()
    attempts, _ = models.SignInAttempt.objects.filter(expires_at__lt=now()).delete()
    tokens, _ = models.UsedLogoutToken.objects.filter(forget_at__lt=now()).delete()
    return browsers + sessions + attempts + tokens


def _enter_in_dossier(actor: Actor, party: UUID, organisation: UUID) -> None:
    dossier.record(
        actor,
        subject=party,
        organisation=organisation,
        kind="identity.signed_in",
        purpose="identity.sign_in",
        about=None,
        content={},
    )


def _is_free_for(request: HttpRequest, party: UUID) -> bool:
    """Whether this browser's session belongs to nobody yet, or to this very person."""
    key = request.session.session_key
    row = models.OpenSession.objects.filter(key_digest=digest(key)).first() if key else None
    return row is None or row.party == party


def _fresh_key(request: HttpRequest, *, keep: bool) -> None:
    if key := request.session.session_key:
        _end(digest(key))
    if keep:
        request.session.cycle_key()
    else:
        request.session.flush()
        request.session.create()


def _end(key_digest: bytes) -> None:
    models.OpenSession.objects.filter(key_digest=key_digest, ends_at__gt=now()).update(ends_at=now())
