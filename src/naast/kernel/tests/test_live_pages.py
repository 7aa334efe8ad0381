"""An open page is told that something changed: who may know, nobody else, and nothing but that.

A real server in a thread, real connections; a right is a Hold about the thing, so that it can be taken away in between.
"""

import contextlib
import queue
import socket
import threading
import time
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest
import uvicorn
from django.core.asgi import get_asgi_application
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from naast.kernel import live
from naast.kernel.actor import ANONYMOUS, SYSTEM, Actor, ActorKind
from naast.kernel.clock import now
from naast.kernel.holds import place_hold
from naast.kernel.live import LiveTopic, UnknownTopic, forget_notes, publish
from naast.kernel.models import Hold, LiveNote
from naast.kernel.types import Ref

pytestmark = pytest.mark.django_db(transaction=True)
ANNA, BRAM = UUID(int=1), UUID(int=2)
POOL = 3


def page(request):
    return HttpResponse(str(LiveNote.objects.count()))


urlpatterns = [path("", include("naast.kernel.urls")), path("page/", page)]


def who_is_there(get_response):
    """Stands for identity's middleware, which asks the database before each view: the header names the party."""

    def actor(request):
        party = request.headers.get("X-Party")
        return Actor(kind=ActorKind.RESIDENT, party=UUID(party)) if party else ANONYMOUS

    def middleware(request):
        request.actor = actor(request)
        Hold.objects.exists()
        request.actor_now = lambda: actor(request)
        return get_response(request)

    return middleware


def has_right(actor, door):
    return Hold.objects.filter(about_id=door, organisation=actor.party).exists()


def give_right(party, door):
    place_hold(SYSTEM, organisation=party, about=Ref("door", door), reason="recht", until=now() + timedelta(days=1))


@pytest.fixture
def site(declare):
    """The address of a running server whose database pool has three places."""
    declare(LiveTopic(key="door", may_follow=has_right))
    options = connections["default"].settings_dict["OPTIONS"]
    before = options["pool"]
    connections["default"].close()
    connections["default"].close_pool()
    options["pool"] = {"min_size": 1, "max_size": POOL, "timeout": 3}
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[f"{__name__}.who_is_there"], ALLOWED_HOSTS=["127.0.0.1"]):
        server = uvicorn.Server(uvicorn.Config(get_asgi_application(), port=0, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        wait_until(lambda: server.started)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = server.force_exit = True
        thread.join(10)
    connections["default"].close()
    connections["default"].close_pool()
    options["pool"] = before


@pytest.fixture
def open_page(site):
    pages = []

    def opened(party, *topics, last=""):
        pages.append(Page(site, party, topics, last))
        return pages[-1]

    yield opened
    for one in pages:
        one.close()


class Page:
    """A browser with one page open: `events` are (number, topic)."""

    def __init__(self, site, party, topics, last):
        headers = {"X-Party": str(party)} if party else {}
        self.client = httpx.Client(timeout=20, trust_env=False)
        request = self.client.build_request(
            "GET",
            f"{site}/live/",
            params={"on": list(topics)},
            headers=headers | ({"Last-Event-ID": last} if last else {}),
        )
        self.answer = self.client.send(request, stream=True)
        self.lines = queue.Queue()
        self.told = set()
        self.socket = self.answer.extensions["network_stream"].get_extra_info("socket")
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        try:
            for line in self.answer.iter_lines():
                self.lines.put(line)
        except (httpx.HTTPError, RuntimeError):
            pass
        self.lines.put(None)

    def next(self, within=5.0):
        """The next event that was not told before (a note may come twice, see live); None when the stream ended.

        Raises queue.Empty when neither comes in time.
        """
        fields = {}
        while (line := self.lines.get(timeout=within)) is not None:
            if not line and "data" in fields:
                assert set(fields) == {"id", "event", "data"}
                assert fields["event"] == "changed"
                event = int(fields["id"]), fields["data"]
                if event not in self.told:
                    self.told.add(event)
                    return event
                fields = {}
                continue
            name, _, value = line.partition(": ")
            fields = fields | {name: value} if line else {}
        return None

    def is_silent(self):
        try:
            heard = self.next(within=0.3)
        except queue.Empty:
            return True
        return heard is None

    def close(self):
        with contextlib.suppress(OSError):  # the server may have closed it
            self.socket.shutdown(socket.SHUT_RDWR)  # wakes the reader, which a mere close does not
        self.reader.join(5)
        self.client.close()


def wait_until(true, within=10.0):
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.02)


def listeners():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            [live.CHANNEL],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def door():
    door = uuid4()
    give_right(ANNA, door)
    return door


@pytest.fixture
def listening(open_page, door):
    """Anna's page, already told of one change, so that it surely listens."""
    anna = open_page(ANNA, f"door:{door}")
    wait_until(listeners)
    publish(f"door:{door}")
    assert anna.next()
    return anna


def test_a_change_is_told_when_it_commits_and_says_nothing_but_its_topic_and_number(listening, door):
    with transaction.atomic():
        publish(f"door:{door}")
        assert listening.is_silent()
    assert listening.next() == (LiveNote.objects.last().seq, f"door:{door}")


def test_a_change_that_is_rolled_back_is_not_told(listening, door):
    with transaction.atomic():
        publish(f"door:{door}")
        transaction.set_rollback(True)
    assert listening.is_silent()


def test_the_stream_has_the_headers_that_keep_proxies_and_caches_off(listening):
    headers = listening.answer.headers
    assert headers["content-type"] == "text/event-stream"
    assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")


@pytest.mark.parametrize("party", [None, BRAM])
def test_who_may_not_see_a_thing_cannot_follow_it_and_learns_nothing(open_page, door, party):
    own = uuid4()
    give_right(BRAM, own)
    refused = [
        open_page(party, f"door:{door}"),
        open_page(party, f"door:{uuid4()}"),
        open_page(party, f"door:{own}", f"door:{door}"),
    ]
    assert [(one.answer.status_code, one.next()) for one in refused] == [(404, None)] * 3


@pytest.mark.parametrize(
    "topics",
    [[], ["door"], ["door:"], ["door:1"], ["window:{0}"], ["door:{0}\n"], ["DOOR:{0}"], ["door:{0}"] + ["x"] * 20],
)
def test_what_is_no_topic_is_not_found(open_page, door, topics):
    assert open_page(ANNA, *(topic.format(door) for topic in topics)).answer.status_code == 404


def test_a_page_hears_of_its_own_topics_only(listening, open_page, door):
    other = uuid4()
    give_right(BRAM, other)
    bram = open_page(BRAM, f"door:{other}")
    publish(f"door:{other}")
    assert bram.next()[1] == f"door:{other}"
    assert listening.is_silent()


def test_who_lost_the_right_is_not_told_of_the_next_change_and_loses_the_stream(listening, door):
    Hold.objects.filter(about_id=door).delete()
    publish(f"door:{door}")
    assert listening.next() is None


def test_who_lost_the_right_loses_the_stream_within_five_seconds_also_when_nothing_changes(open_page, door):
    assert live.RECHECK < 5
    anna = open_page(ANNA, f"door:{door}")
    wait_until(listeners)
    Hold.objects.filter(about_id=door).delete()
    before = time.monotonic()
    assert anna.next(within=6) is None
    assert time.monotonic() - before < 5


def test_a_page_that_comes_back_is_told_what_it_missed(listening, open_page, door):
    last = LiveNote.objects.last().seq
    listening.close()
    publish(f"door:{door}")
    assert open_page(ANNA, f"door:{door}", last=str(last)).next() == (last + 1, f"door:{door}")


def test_a_number_of_another_page_gives_nothing_of_that_page(open_page, door):
    foreign = uuid4()
    give_right(BRAM, foreign)
    publish(f"door:{foreign}")
    last = LiveNote.objects.last().seq
    publish(f"door:{foreign}")
    assert open_page(ANNA, f"door:{door}", last=str(last)).is_silent()


@pytest.mark.parametrize("last", ["999999999", "9" * 400, "-1", "1; DROP TABLE", "²"])
def test_a_page_whose_number_is_unknown_is_told_to_look_at_everything_it_follows(open_page, door, last):
    assert open_page(ANNA, f"door:{door}", last=last.encode()).next()[1] == f"door:{door}"


def test_a_change_that_got_a_lower_number_but_committed_later_is_not_missed(listening, open_page, door):
    slow, go_on, numbered = uuid4(), threading.Event(), threading.Event()
    give_right(ANNA, slow)

    def commit_late():
        try:
            with transaction.atomic():
                publish(f"door:{slow}")
                numbered.set()
                go_on.wait(10)
        finally:
            connection.close()

    thread = threading.Thread(target=commit_late)
    thread.start()
    numbered.wait(10)
    publish(f"door:{door}")
    last = LiveNote.objects.last().seq
    go_on.set()
    thread.join()
    came_back = open_page(ANNA, f"door:{door}", f"door:{slow}", last=str(last))
    assert (last - 1, f"door:{slow}") in [came_back.next(), came_back.next()]  # the other is told once more


def test_what_changed_while_the_page_was_being_made_is_told(open_page, door):
    publish(f"door:{door}")
    assert open_page(ANNA, f"door:{door}").next()[1] == f"door:{door}"


def test_one_connection_listens_for_all_pages_and_goes_with_the_last(listening, open_page, door):
    others = [open_page(ANNA, f"door:{door}") for _ in range(4)]
    for one in others:
        one.next()
    assert len(listeners()) == 1
    for one in [listening, *others]:
        one.close()
    wait_until(lambda: not listeners())


def test_when_the_listening_connection_is_lost_nothing_that_happened_meanwhile_is(listening, door):
    (pid,) = listeners()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    publish(f"door:{door}")
    seen = [listening.next() for _ in range(1)]
    assert seen[0][0] <= LiveNote.objects.last().seq
    wait_until(lambda: listeners() and listeners() != [pid])
    publish(f"door:{door}")
    newest = LiveNote.objects.last().seq
    while seen[-1][0] < newest:
        seen.append(listening.next())


def test_more_pages_stay_open_than_the_pool_has_connections_and_an_ordinary_page_still_comes(site, open_page, door):
    publish(f"door:{door}")
    pages = [open_page(ANNA, f"door:{door}") for _ in range(4 * POOL)]
    assert [one.next()[1] for one in pages] == [f"door:{door}"] * len(pages)
    answers = [httpx.get(f"{site}/page/", trust_env=False) for _ in range(5)]
    assert [(one.status_code, one.text) for one in answers] == [(200, "1")] * 5


def test_a_quiet_stream_beats_so_that_no_proxy_cuts_it(open_page, door, monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT", 0.2)
    monkeypatch.setattr(live, "RECHECK", 0.1)
    anna = open_page(ANNA, f"door:{door}")
    assert anna.lines.get(timeout=5).startswith("retry: ")
    assert anna.lines.get(timeout=5) == ""
    assert [anna.lines.get(timeout=5) for _ in range(4)] == [":", "", ":", ""]


def test_pages_do_not_all_come_back_at_once(open_page, door):
    waits = {open_page(ANNA, f"door:{door}").lines.get(timeout=5) for _ in range(5)}
    assert len(waits) > 1
    assert all(1000 <= int(one.removeprefix("retry: ")) <= 6000 for one in waits)


def test_only_a_declared_kind_can_be_published(declare):
    with pytest.raises(UnknownTopic):
        publish(f"window:{uuid4()}")


def test_notes_are_kept_for_an_hour(declare, clock):
    declare(LiveTopic(key="door", may_follow=has_right))
    publish(f"door:{uuid4()}")
    clock.shift(3599)
    assert forget_notes() == 0
    clock.shift(2)
    assert forget_notes() == 1
