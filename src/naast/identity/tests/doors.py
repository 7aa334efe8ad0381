"""Through the door without a provider, for tests of any capability: the same session as after a real sign-in."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client

from naast.identity.actions.sessions import open_resident_session, open_staff_session
from naast.kernel.actor import ANONYMOUS, Assurance
from naast.kernel.clock import now


def enter_as_resident(
    client: Client, *, party: UUID, organisation: UUID | None = None, assurance: Assurance = Assurance.SUBSTANTIAL
) -> None:
    request = _request(client)
    open_resident_session(
        request,
        party=party,
        organisation=organisation,
        assurance=assurance,
        subject=b"\0" * 32,
        provider_session="",
        vouched_at=now(),
    )
    _keep(client, request)


def enter_as_staff(client: Client, *, user: UUID) -> None:
    request = _request(client)
    open_staff_session(request, user=user)
    _keep(client, request)


def _request(client: Client) -> HttpRequest:
    request = HttpRequest()
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    request.session = SessionStore(cookie.value if cookie else None)
    request.actor = ANONYMOUS  # type: ignore[attr-defined]
    return request


def _keep(client: Client, request: HttpRequest) -> None:
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key
