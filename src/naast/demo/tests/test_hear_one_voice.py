"""Whoever walks through the town hears one voice on every page: u, je or English, and never two of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from naast.demo.people import residents
from naast.demo.town import build
from naast.identity.tests.doors import enter_as_resident
from naast.organisations.api import by_slug
from naast.parties.api import person_for

THURSDAY = date(2026, 11, 26)
# The chooser names the tones themselves.
CHOOSER = re.compile(r"Zeg ‘(?:u|je)’ tegen mij|In het Nederlands, met (?:u|je)")
U = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
JE = re.compile(r"\b(?:je|jij|jou|jouw|jezelf)\b", re.IGNORECASE)
DUTCH = re.compile(
    r"\b(?:aan|bent|bij|deze|dit|een|geen|heeft|het|hoe|jij|jouw|kunt|maar|naar|niet|nog|ons|ook|uit|uw|voor|wij|wordt)\b",
    re.IGNORECASE,
)
OTHER_VOICE = {"nl": JE, "nl-je": U, "en": DUTCH}
DOORS = (
    "/", "/contact/", "/mijn/", "/zoek/", "/zoek/?vraag=ik+ga+verhuizen", "/zoek/?vraag=xyzzy", "/bestaat-niet/",
    "/diensten/verhuismelding/", "/diensten/kwijtschelding-gemeentelijke-belastingen/", "/vragen/8/", "/vragen/13/",
    "/regel/verhuismelding/", "/regel/kwijtschelding-gemeentelijke-belastingen/",
)  # fmt: skip
# Not pages of the town to a resident: other people's doors, files, and what the maker of a demo or of a website reads.
ELSEWHERE = re.compile(r"/(?:werk|inloggen|uitloggen|bestanden|static|design|demo|open|api|insluiten)\b")
# The list of all services by letter has one that is a word elsewhere: its heading, and the way to it.
LETTER = re.compile(r"#?letter-[a-z]")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
OWN = ("/", "/contact/", "/mijn/")
ENOUGH = 90
PER_KIND = 3


@pytest.fixture
def town(db: None, clock: object) -> None:
    build(THURSDAY)


WALKS = (
    ("nl", None), ("nl-je", None), ("en", None), ("nl", "sanne"), ("en", "sanne"), ("en", "tomasz"),
    ("nl-je", "mirthe"), ("nl-je", "hiba"), ("nl-je", "bilal"),
)  # fmt: skip


def test_every_page_speaks_with_one_voice(town: None) -> None:
    known: dict[str, set[str]] = defaultdict(set)  # whoever signs in need not read again what everybody reads
    for language, who in WALKS:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if who:
            party = person_for(bsn=residents()[who].bsn, claims={})
            enter_as_resident(client, party=party, organisation=by_slug("lommerwaard").id)
        walked = 0
        for path, page in walk(client, known[language] if who else set()):
            heard = [text for text in page.texts if OTHER_VOICE[language].search(CHOOSER.sub("", text))]
            assert not heard, f"{path} in {language} for {who}: {heard}"
            assert page.language == language[:2], f"{path} for {who}"
            walked += 1
            if not who and path not in OWN:
                known[language].add(path)
        assert walked >= (len(OWN) + 3 if who else len(DOORS) - 3), (language, who)


def walk(client: Client, known: set[str]) -> Iterator[tuple[str, Page]]:
    """Every page that leads from the doors, a few of each kind, but those that are known."""
    to_do, seen, kinds = list(DOORS), set(known), dict[str, int]()
    while to_do and len(seen) - len(known) < ENOUGH:
        path = to_do.pop(0)
        kind = KEY.sub("…", path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if path in seen or kinds[kind] > PER_KIND or ELSEWHERE.match(path):
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.status_code in (200, 404) and answer["Content-Type"].startswith("text/html"):
            page = Page(answer.content.decode())
            yield path, page
            to_do += [target for link in page.links if (target := _on_this_site(path, link))]


def _on_this_site(path: str, link: str) -> str:
    target = urlsplit(urljoin(f"http://testserver{path}", link))
    return f"{target.path}{'?' + target.query if target.query else ''}" if target.netloc == "testserver" else ""


class Page(HTMLParser):
    """What a page says: its visible texts and what it reads out, without parts that are in another language and say so."""

    SAID = ("aria-label", "alt", "title", "placeholder", "data-live-changed")
    EMPTY = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language, self.texts, self.links = "", list[str](), list[str]()
        self._silent: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        silent = tag in ("script", "style") or given.get("lang", self.language) != self.language
        silent |= bool(LETTER.fullmatch(given.get("href") or given.get("id", "")))
        if tag not in self.EMPTY:
            self._silent.append(silent)
        if not any(self._silent) and not silent:
            self.texts += [given[name] for name in self.SAID if given.get(name)]
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY and self._silent:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(self._silent):
            self.texts.append(" ".join(data.split()))
