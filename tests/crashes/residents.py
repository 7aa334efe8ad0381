"""Invented people who walk the move journey to its end, and who try again whenever they get no answer."""

from __future__ import annotations

import io
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any

import httpx
from PIL import Image

from crashes.desk import Desk
from crashes.ledger import ACKNOWLEDGED, SENDING, Ledger, body_of
from crashes.pages import form_on
from naast.kernel.clock import today

WHO = ("mirthe", "sanne", "bilal", "hiba", "rens", "lotte", "tomasz", "marijke")
JOURNEY = "/regel/verhuismelding/"
PATIENCE = 120.0  # seconds without any answer before a resident gives up, which is a failure
PAUSE = 0.15  # seconds before one tries again
MOST_PAGES = 200  # questions of one request, those that are answered again included
ANSWERED = "requests answered"
WITH_PAPER = 10  # one in so many moves in with somebody and sends a photo of a note


class GaveUp(AssertionError):
    """A resident got no answer for two minutes."""


@dataclass
class Wire:
    """What went over the wire between residents and the desk. `seconds`: from sending to acknowledged, tries included.

    `told` is set at each acknowledgement, for who waits for one. `slowest`: seconds of the slowest request, answered or not.
    `broken`: drafts whose sending was not answered at least once, and whether it was done all the same.
    """

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    slowest: float = 0.0
    broken: dict[str, bool] = field(default_factory=dict)
    told: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def broke_off(self, draft: str, *, committed: bool) -> None:
        with self._lock:
            self.broken[draft] = committed or self.broken.get(draft, False)

    def took(self, seconds: float) -> None:
        with self._lock:
            self.slowest = max(self.slowest, seconds)


@dataclass(frozen=True, slots=True)
class Move:
    """What one resident says in one request; street and phone belong to this one alone."""

    street: str
    phone: str
    with_somebody: bool

    @property
    def address(self) -> dict[str, str]:
        return {"postcode": "8995 LK", "number": "14", "street": self.street, "city": "Elzerbroek"}

    @property
    def body(self) -> str:
        """As the case will show it: two lines as on an envelope, and the number as typed."""
        return body_of(f"{self.street} 14\n8995 LK Elzerbroek", self.phone)

    def answer(self, question: str) -> dict[str, str]:
        day = today() + timedelta(days=9)
        return {
            "situation": {"value": "within"},
            "move_date": {"value_dag": str(day.day), "value_maand": str(day.month), "value_jaar": str(day.year)},
            "new_address": self.address,
            "living_with": {"value": "with_someone" if self.with_somebody else "own"},
            "main_resident": {"given": "yes", "name": "Jo Elzinga"},
            "who_moves": {"nobody": "on"},
            "phone": {"value": self.phone},
        }.get(question, {})


def a_move(number: int, pick: random.Random) -> Move:
    street = f"{''.join(pick.choices('abcdefghijklmnop', k=10)).capitalize()}straat"
    return Move(street, f"06{number:08d}", with_somebody=number % WITH_PAPER == 0)


class Resident(threading.Thread):
    """Takes the next move from the list until there is none. Presses each button that sends so often, at the same moment."""

    def __init__(
        self,
        who: str,
        desk: Desk,
        ledger: Ledger,
        wire: Wire,
        next_move: Callable[[], Move | None],
        *,
        presses: int = 1,
    ) -> None:
        super().__init__(name=who, daemon=True)
        self.presses = presses
        self.who, self.desk, self.ledger, self.wire, self.next_move = who, desk, ledger, wire, next_move
        self.http = httpx.Client(base_url=desk.url, trust_env=False, timeout=20)
        self.failure: BaseException | None = None
        self._last_answered = time.monotonic()

    def run(self) -> None:
        self._last_answered = time.monotonic()
        try:
            while move := self.next_move():
                self.ask(move)
        except BaseException as failure:  # noqa: BLE001  told by who waits for this thread
            self.failure = failure

    def sign_in(self) -> None:
        """At the demo's provider, before the killing starts: starting over again and again is limited."""
        chooser = self._get("/inloggen/?level=20&next=/mijn/")
        form = form_on(chooser)
        back = self.http.post(form.action, data={**form.fields, "person": self.who})
        mine = self._get(back.headers["Location"])
        assert mine.url.path == "/mijn/", mine.url

    def ask(self, move: Move) -> None:
        """One request from its first page to the moment that its sending is acknowledged."""
        draft = onward = self._begin()
        for _page in range(MOST_PAGES):
            page = self._get(onward)
            place = PurePosixPath(page.url.path)
            if place.name == "nakijken":
                self._send(page, place.parent.name, move)
                return
            assert place.parent.name == "vraag", f"{place}: {page.status_code}"
            onward = self._answer(page, place.name, move) or draft
        raise GaveUp(f"{self.who}: {onward} comes to no end")

    def _begin(self) -> str:
        """The address of a fresh draft. One whose making was not answered lies there unsent, as in life."""
        while True:
            form = form_on(self._get(JOURNEY), marked="naast-form")
            if (answer := self._post(JOURNEY, form.fields)) is not None:
                found = re.match(rf"{JOURNEY}[0-9a-f-]{{36}}/", answer.headers.get("Location", ""))
                assert found, f"{answer.status_code} {answer.text[:500]}"
                return found.group()

    def _answer(self, page: httpx.Response, question: str, move: Move) -> str | None:
        """Answer one question; where that leads. Without an answer, where the draft stands shows whether it was kept."""
        form = form_on(page, marked="naast-form")
        given = {"klopt": "ja"} if "bekend" in form.fields else move.answer(question)
        files = {"file": ("briefje.png", _photo(), "image/png")} if question == "agreed_note" else None
        answer = self._post(page.url.path, {**form.fields, **given}, files=files)
        assert answer is None or answer.status_code == httpx.codes.FOUND, f"{question}: {answer.status_code}"
        return None if answer is None else answer.headers["Location"]

    def _send(self, page: httpx.Response, draft: str, move: Move) -> None:
        """Send until somebody says that it was received. The draft is the key: sent again, it is sent once."""
        form, began = form_on(page, marked="naast-form"), time.monotonic()
        while True:
            self.ledger.write(draft, move.body, SENDING)
            answers = self._press(page.url.path, form.fields)
            for answer in answers:
                place = PurePosixPath(answer.headers.get("Location", ""))
                assert place.name == "klaar", f"{draft}: {answer.status_code} {place}"
            if answers:
                break
            self._unanswered(draft, move)
        self.wire.told.set()
        self.ledger.write(draft, move.body, ACKNOWLEDGED)
        self.wire.seconds.append(time.monotonic() - began)
        if self.presses > 1:  # back in the browser, and once more
            self._post(page.url.path, form.fields)

    def _press(self, path: str, fields: dict[str, str]) -> list[httpx.Response]:
        """The answers that came."""
        with ThreadPoolExecutor(self.presses) as fingers:
            answers = list(fingers.map(lambda _: self._post(path, fields), range(self.presses)))
        return [one for one in answers if one is not None]

    def _unanswered(self, draft: str, move: Move) -> None:
        self.ledger.write(draft, move.body, "no answer")
        self.wire.broke_off(draft, committed=bool(self.desk.ask("SELECT FROM cases_case WHERE draft = %s", [draft])))

    def _get(self, path: str) -> httpx.Response:
        while True:
            if (answer := self._once(lambda: self.http.get(path, follow_redirects=True))) is not None:
                return answer

    def _post(self, path: str, fields: dict[str, str], files: Any = None) -> httpx.Response | None:
        return self._once(lambda: self.http.post(path, data=fields, files=files))

    def _once(self, request: Callable[[], httpx.Response]) -> httpx.Response | None:
        """What came back, or None when nothing did, or only that something broke: then it may or may not have happened."""
        began = time.monotonic()
        try:
            answer = request()
        except httpx.TransportError:
            return self._nothing("requests without an answer")
        finally:
            self.wire.took(time.monotonic() - began)
        if (
            answer.is_server_error or answer.status_code == httpx.codes.CONFLICT
        ):  # "we are still busy, load the page again"
            return self._nothing(f"answers {answer.status_code}")
        self.wire.count(ANSWERED)
        self._last_answered = time.monotonic()
        return answer

    def _nothing(self, what: str) -> None:
        self.wire.count(what)
        if time.monotonic() - self._last_answered > PATIENCE:
            raise GaveUp(f"{self.who}: {what}")
        time.sleep(PAUSE)


def _photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(content, "PNG")
    return content.getvalue()
