"""Live pages: telling an open page that something changed, so that it fetches itself again through its own view.

`publish` writes a note in the transaction of the change and wakes the listeners when that commits (NOTIFY). Each process has one
listening connection, opened when the first page follows something and closed after the last; notes are handed on in memory. An
event carries the topic and a number, never content. Who follows is asked afresh before every event and every few seconds.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from naast.kernel.actor import Actor
from naast.kernel.clock import now
from naast.kernel.guards import public_page
from naast.kernel.models import LiveNote
from naast.kernel.registry import Declaration, declared, find
from naast.kernel.types import Ref

logger = logging.getLogger(__name__)

CHANNEL = "naast_live"
MOST_TOPICS = 20
RECHECK = 4.0  # seconds: whoever loses a right loses the stream within five
HEARTBEAT = 25.0  # seconds: proxies cut a silent connection after thirty or sixty
KEPT = timedelta(hours=1)
OVERLAP = timedelta(seconds=60)  # a transaction that started earlier may commit later, with a lower number
JUST_NOW = timedelta(seconds=30)  # a page may have been made just before the change that it now waits for


@dataclass(frozen=True, kw_only=True)
class LiveTopic(Declaration):
    """A kind of thing that pages follow, as `case` in `case:0192…`."""

    may_follow: Callable[[Actor, UUID], bool]


class UnknownTopic(LookupError):
    """No capability declares a LiveTopic of this kind."""


def publish(topic: str) -> None:
    """Tell all who follow this topic that it changed, once the running transaction commits. Raises UnknownTopic."""
    if find(LiveTopic, Ref.parse(topic).kind) is None:
        raise UnknownTopic(topic)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH note AS (INSERT INTO kernel_livenote (topic, at) VALUES (%s, %s) RETURNING seq, topic)"
            " SELECT pg_notify(%s, seq || ' ' || topic) FROM note",
            [topic, now(), CHANNEL],
        )


def newest(topic: str) -> int:
    """The number of the last note on this topic, 0 when there is none: a page that knows it is not told what it shows."""
    last = LiveNote.objects.filter(topic=topic).order_by("seq").values_list("seq", flat=True).last()
    return last or 0


def forget_notes() -> int:
    """Remove notes that no page can still catch up with. A sweep."""
    return LiveNote.objects.filter(at__lt=now() - KEPT).delete()[0]


class Follower:
    """One open page. Only the newest number of each topic waits for it, so a slow page costs no memory."""

    def __init__(self, topics: frozenset[str]) -> None:
        self.topics = topics
        self._waiting: dict[str, int] = {}
        self._bell = asyncio.Event()

    def tell(self, topic: str, seq: int) -> None:
        self._waiting[topic] = max(seq, self._waiting.get(topic, 0))
        self._bell.set()

    async def changed(self, *, within: float) -> list[tuple[int, str]]:
        """What changed, as (number, topic) in order of number; empty when nothing did in this many seconds."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), within)
        self._bell.clear()
        waiting, self._waiting = self._waiting, {}
        return sorted((seq, topic) for topic, seq in waiting.items())


class Hub:
    """All open pages of one process, and the one connection that listens for them."""

    def __init__(self) -> None:
        self._followers: dict[str, set[Follower]] = {}
        self._listening: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self._alive_at = 0.0

    @asynccontextmanager
    async def following(self, topics: Iterable[str]) -> AsyncIterator[Follower]:
        """A follower that is told of every note from now on."""
        follower = Follower(frozenset(topics))
        for topic in follower.topics:
            self._followers.setdefault(topic, set()).add(follower)
        try:
            await self._start()
            yield follower
        finally:
            self._leave(follower)

    async def _start(self) -> None:
        if self._listening is None:
            self._alive_at = asyncio.get_running_loop().time()
            self._listening = asyncio.create_task(self._listen(), name="naast live")
        with suppress(TimeoutError):  # with the database away the page still opens; its first check will end it
            await asyncio.wait_for(self._ready.wait(), RECHECK)

    def _leave(self, follower: Follower) -> None:
        for topic in follower.topics:
            self._followers[topic].discard(follower)
            if not self._followers[topic]:
                del self._followers[topic]
        if not self._followers and self._listening:
            self._listening.cancel()
            self._listening = None
            self._ready.clear()

    async def _listen(self) -> None:
        """Keeps one connection for as long as there are followers; after a loss the next one catches up first."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**_address(), autocommit=True) as listener:
                    await listener.execute(f"LISTEN {CHANNEL}")
                    await self._catch_up(listener)
                    self._ready.set()
                    await self._hand_on(listener)
            except psycopg.Error:
                logger.warning("The listening connection was lost; opening it again.")
                self._ready.clear()
                await asyncio.sleep(random.uniform(0.2, 1.0))

    async def _hand_on(self, listener: psycopg.AsyncConnection[Any]) -> None:
        while True:
            async for note in listener.notifies(timeout=HEARTBEAT):
                seq, _, topic = note.payload.partition(" ")
                self._tell(int(seq), topic)
            await listener.execute("SELECT 1")  # a connection that died without a word says so here
            self._alive_at = asyncio.get_running_loop().time()

    async def _catch_up(self, listener: psycopg.AsyncConnection[Any]) -> None:
        away = timedelta(seconds=asyncio.get_running_loop().time() - self._alive_at)
        missed = await listener.execute(
            "SELECT seq, topic FROM kernel_livenote WHERE at > %s ORDER BY seq", [now() - away - OVERLAP]
        )
        for seq, topic in await missed.fetchall():
            self._tell(seq, topic)
        self._alive_at = asyncio.get_running_loop().time()

    def _tell(self, seq: int, topic: str) -> None:
        for follower in self._followers.get(topic, ()):
            follower.tell(topic, seq)


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def _hub() -> Hub:
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


def _address() -> dict[str, Any]:
    """How Django reaches the database, without what only its own connections understand."""
    given = connections["default"].get_connection_params()
    kept = {
        name: value for name, value in given.items() if name not in ("context", "cursor_factory", "prepare_threshold")
    }
    return kept | {"application_name": CHANNEL}


@public_page
async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events (HTML Living Standard, section 9.2) for `?on=case:…&on=queue:…`; 404 unless all may be followed."""
    topics = frozenset(request.GET.getlist("on"))
    if not topics or len(topics) > MOST_TOPICS or not await _ask(request, topics):
        return HttpResponse(status=404)
    response = StreamingHttpResponse(_stream(request, topics), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _stream(request: HttpRequest, topics: frozenset[str]) -> AsyncIterator[str]:
    # What came before this view used a connection of the pool, and would hold it for as long as the page is open.
    await sync_to_async(connections.close_all)()
    yield f"retry: {random.randint(1000, 6000)}\n\n"  # after a restart the pages come back one by one
    async with _hub().following(topics) as follower:
        try:
            for seq, topic in await _off_loop(_missed, request.headers.get("Last-Event-ID", ""), topics):
                follower.tell(topic, seq)
            async for part in _parts(request, follower):
                yield part
        except DatabaseError:
            logger.warning("A live page was closed: the database did not answer.")


async def _parts(request: HttpRequest, follower: Follower) -> AsyncIterator[str]:
    """Events and heartbeats, until this actor may not follow all of it any more."""
    clock = asyncio.get_running_loop().time
    spoke_at = clock()
    while True:
        changes = await follower.changed(within=RECHECK)
        if not await _ask(request, follower.topics):
            return
        for seq, topic in changes:
            yield f"id: {seq}\nevent: changed\ndata: {topic}\n\n"
        if not changes and clock() - spoke_at >= HEARTBEAT:
            yield ":\n\n"
        elif not changes:
            continue
        spoke_at = clock()


async def _ask(request: HttpRequest, topics: frozenset[str]) -> bool:
    return bool(await _off_loop(_may_follow, request, topics))


def _may_follow(request: HttpRequest, topics: frozenset[str]) -> bool:
    """Whether the actor of this request, read afresh, may follow all of these now."""
    actor: Actor = request.actor_now()  # type: ignore[attr-defined]
    return all(_may_follow_one(actor, topic) for topic in topics)


def _may_follow_one(actor: Actor, topic: str) -> bool:
    try:
        about = Ref.parse(topic)
    except ValueError:
        return False
    kind = next((one for one in declared(LiveTopic) if one.key == about.kind), None)
    return kind is not None and str(about) == topic and kind.may_follow(actor, about.id)


def _missed(last: str, topics: frozenset[str]) -> list[tuple[int, str]]:
    """What to tell a page that comes (back): the notes since the last it saw, or everything when that is forgotten.

    Now and then a note is told twice; the page then fetches itself once too often and shows the same.
    """
    notes = LiveNote.objects.order_by("seq")
    if not last:
        return list(notes.filter(topic__in=topics, at__gt=now() - JUST_NOW).values_list("seq", "topic"))
    seen = notes.filter(seq=int(last)).first() if last.isdecimal() and len(last) < 19 else None
    if seen is None:
        newest = notes.values_list("seq", flat=True).last() or 0
        return [(newest, topic) for topic in topics]
    since = notes.filter(topic__in=topics, at__gt=seen.at - OVERLAP).exclude(seq=seen.seq)
    return list(since.values_list("seq", "topic"))


async def _off_loop(ask: Callable[..., Any], *arguments: Any) -> Any:
    """Ask the database in a thread of the pool and give the connection back at once."""

    def asked() -> Any:
        try:
            return ask(*arguments)
        finally:
            connections.close_all()

    return await sync_to_async(asked, thread_sensitive=False)()
