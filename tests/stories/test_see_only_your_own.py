"""Canaries: words that only one person wrote, looked for in everything that anybody else can get."""

from __future__ import annotations

import io
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from PIL import Image

from stories.town import Town, wait_until
from stories.walks import MOVE, move

RESIDENTS = ("mirthe", "sanne", "bilal", "rens", "lotte", "marijke")
MOST_PAGES = 150
LINKS = re.compile(r"""(?:href|src|action|data-live-refresh)="([^"#]+)""")
HIDDEN = re.compile(
    r"""<input type="(?:hidden" name="([^"]+)" value="([^"]*)"|radio" name="([^"]+)" value="([^"]*)" checked)[^>]*>"""
)
WAYS_OUT = ("/uitloggen/", "/sessie/", "/voorkeur/", "/inloggen/", "/static/")


@dataclass
class Wire:
    """Somebody who asks pages one by one, without drawing them."""

    town: Town
    http: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.town.url, trust_env=False, timeout=30, follow_redirects=True)

    def sign_in(self, who: str, path: str) -> Wire:
        page = self.http.get(path)
        issuer = urlsplit(str(page.url))._replace(query="").geturl().removesuffix("/authorize")
        page = self.http.post(f"{issuer}/kies", data={**_hidden(page.text), "person": who})
        assert page.url.port == self.town.port, "nobody was signed in"
        return self

    def post(self, path: str, data: dict[str, str], **more: object) -> httpx.Response:
        return self.http.post(path, data={**_hidden(self.http.get(path).text), **data}, **more)

    def get(self, path: str) -> bytes:
        """All that comes back; of a stream that stays open, what comes within a second."""
        got = b""
        try:
            with self.http.stream(
                "GET", path, timeout=httpx.Timeout(30, read=1 if path.startswith("/live/") else 30)
            ) as page:
                got += repr(page.headers).encode()  # the name of a file stands there
                for part in page.iter_bytes():
                    got += part
        except httpx.ReadTimeout:
            pass
        return got


@dataclass
class Owner:
    """`canary` stands in an answer, a message and the name of a file of this person, and nowhere else."""

    who: str
    wire: Wire
    canary: str = field(default_factory=lambda: secrets.token_hex(12))
    case: str = ""
    pages: set[str] = field(default_factory=set)


@pytest.fixture(scope="module")
def owners(town: Town) -> Iterator[list[Owner]]:
    owners = [Owner(who, Wire(town).sign_in(who, "/inloggen/?level=20&next=/mijn/")) for who in RESIDENTS]
    karim = Wire(town).sign_in("karim", "/werk/inloggen/start/?next=/werk/")
    with town.register_left_alone():
        for owner in owners:
            owner.case = _send(owner)
            _write(karim, owner.case, owner.canary)
    for owner in owners:
        wait_until(lambda owner=owner: b"/bestanden/" in owner.wire.get(f"/mijn/zaken/{owner.case}/"), 30)
        owner.pages = _crawl(owner.wire, "/mijn/")
    yield owners
    for owner in owners:
        owner.wire.http.close()


def test_a_canary_is_where_its_owner_looks(owners: list[Owner]):
    for owner in owners:
        with_it = {path for path in owner.pages if owner.canary.encode() in owner.wire.get(path)}
        kinds = {path.split("/")[2] for path in with_it if path.startswith("/mijn/")}
        assert {"zaken", "berichten"} <= kinds, f"{owner.who}: {with_it}"
        assert any(path.startswith("/bestanden/") for path in with_it), f"{owner.who}: no file"


@pytest.mark.parametrize("asker", [*RESIDENTS, "bente", "nobody"])
def test_nobody_gets_the_words_of_another(owners: list[Owner], town: Town, asker: str):
    """Neither by following links, nor by asking each address that its owner has."""
    mine = next((owner for owner in owners if owner.who == asker), None)
    wire = mine.wire if mine else Wire(town)
    if asker == "bente":
        wire.sign_in("bente", "/werk/inloggen/start/?next=/werk/passkeys/")
    others = [owner for owner in owners if owner is not mine]
    own = mine.pages if mine else _crawl(wire, "/")
    foreign = {path for owner in others for path in owner.pages}
    for path in sorted(own | foreign | _streams(foreign)):
        got = wire.get(path)
        leaked = [owner.who for owner in others if owner.canary.encode() in got]
        assert leaked == [], f"{asker} reads of {leaked} at {path}"


def test_a_stream_of_another_does_not_open(owners: list[Owner]):
    sanne, rens = (next(owner for owner in owners if owner.who == who) for who in ("sanne", "rens"))
    topics = _streams(sanne.pages)
    assert topics
    for path in topics:
        assert rens.wire.http.get(path, headers={"Last-Event-ID": "1"}).status_code == httpx.codes.NOT_FOUND


def _send(owner: Owner) -> str:
    """A move whose street and paper carry the canary; the id of its case."""
    wire = owner.wire
    draft = wire.post(f"/regel/{MOVE}/", {}).url.path.partition("/vraag/")[0]
    answers = {**move(), "living_with": {"value": "with_someone"}, "main_resident": {"given": "yes", "name": "Jo"}}
    answers["who_moves"] = {"others": owner.canary}
    page = wire.http.get(f"{draft}/")
    while not page.url.path.endswith("/nakijken/"):
        key = page.url.path.rstrip("/").rpartition("/")[2]
        hidden = _hidden(page.text)
        given = {"klopt": "ja"} if "bekend" in hidden else dict(answers.get(key, {}))
        paper = {"file": (f"{owner.canary}.png", _photo(), "image/png")} if key == "agreed_note" else None
        page = wire.http.post(page.url.path, data={**hidden, **given}, files=paper)
        assert page.url.path.rstrip("/").rpartition("/")[2] != key, f"{key}: {page.status_code}"
    wire.http.post(page.url.path, data=_hidden(page.text))
    return str(owner.wire.town.ask("SELECT id FROM cases_case WHERE draft = %s", [draft.rpartition("/")[2]])[0][0])


def _write(karim: Wire, case: str, canary: str) -> None:
    """Karim takes the case and writes its resident a message."""
    page = karim.http.get(f"/werk/zaken/{case}/")
    page = karim.http.post(f"/werk/zaken/{case}/oppakken/", data=_hidden(page.text))
    page = karim.http.post(f"/werk/zaken/{case}/bericht/", data={**_hidden(page.text), "text": f"Dag, {canary}."})
    assert page.status_code == httpx.codes.OK


def _crawl(wire: Wire, start: str) -> set[str]:
    """Every address of this site that links lead to; those that only a form opens are not asked."""
    seen, waiting = set(), [start]
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen or path.startswith(WAYS_OUT):
            continue
        seen.add(path)
        page = wire.http.get(path)
        if "html" in page.headers.get("content-type", ""):
            here = (urljoin(str(page.url), unescape(link)) for link in LINKS.findall(page.text))
            waiting += [link.removeprefix(wire.town.url) for link in here if link.startswith(f"{wire.town.url}/")]
    return seen


def _streams(paths: set[str]) -> set[str]:
    """The live streams about the cases among these addresses."""
    return {f"/live/?on=case:{path.split('/')[3]}" for path in paths if path.startswith("/mijn/zaken/")}


def _hidden(text: str) -> dict[str, str]:
    """What a form sends besides what one types: its hidden fields, and the choice made beforehand."""
    return {name or chosen: unescape(value or choice) for name, value, chosen, choice in HIDDEN.findall(text)}


def _photo() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (80, 60), "white").save(content, "PNG")
    return content.getvalue()
