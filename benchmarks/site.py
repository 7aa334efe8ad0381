"""`scripts/time-site https://loket.example`: opens the same pages again and again, and times them.

Times any site by its address, with steps that are data (`steps.yaml`), so that two sites can be held beside each other. It says
who it is, keeps to robots.txt and asks one page a second, unless the site is your own (`--own`, or on this machine): ask before
you ask more of somebody else's. Nothing is sent but the forms that a step names, and what signs in at the demo.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import httpx
import yaml

from crashes.pages import form_on, link_on

AGENT = "naast-benchmarks"
STEPS = Path(__file__).parent / "steps.yaml"
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
ROUNDS = 3  # each step in turn, so that a slow moment hits all of them
PATIENCE = 30.0  # seconds for one answer
HEAD = f"{'page':24} {'n':>6} {'wrong':>6} {'p50 ms':>8} {'p95 ms':>8} {'p99 ms':>8} {'kB':>7}\n"


class LeftOut(Exception):
    """Why a step cannot be timed."""


@dataclass(slots=True)
class Timed:
    """What was measured of one step. `count` bytes are as they came over the wire, in good answers."""

    name: str
    url: str
    cookies: httpx.Cookies
    seconds: list[float] = field(default_factory=list)
    count: int = 0
    wrong: int = 0

    @property
    def line(self) -> str:
        n = len(self.seconds)
        cuts = statistics.quantiles(self.seconds, n=100, method="inclusive") if n > 1 else [float("nan")] * 99
        late = "".join(f" {cuts[place] * 1000:8.1f}" for place in (49, 94, 98))
        return f"{self.name:24} {n:6} {self.wrong:6}{late} {self.count / max(n, 1) / 1000:7.1f}\n"


class Pace:
    """At most `rate` requests a second over all connections; 0: as many as go."""

    def __init__(self, rate: float) -> None:
        self.rate, self.free_at = rate, 0.0

    async def turn(self) -> None:
        if self.rate:
            now = time.monotonic()
            self.free_at = max(self.free_at, now) + 1 / self.rate
            await asyncio.sleep(self.free_at - 1 / self.rate - now)


class Site:
    """One site: what it allows, who is signed in there, and its pages."""

    def __init__(self, address: str, *, own: bool) -> None:
        self.base, self.robots = httpx.URL(address), RobotFileParser()
        self.own = own or self.base.host in THIS_MACHINE
        with self.client() as http:
            answer = http.get("/robots.txt")
            self.robots.parse(answer.text.splitlines() if answer.is_success and not self.own else [])

    def client(self, cookies: httpx.Cookies | None = None) -> httpx.Client:
        return httpx.Client(
            base_url=self.base, cookies=cookies, headers={"User-Agent": AGENT}, follow_redirects=True, timeout=PATIENCE
        )

    def most(self, wanted: float | None) -> float:
        """Pages a second: what was asked, but no more than the site's own Crawl-delay says."""
        usual = 0.0 if self.own else 1.0
        rate, delay = usual if wanted is None else wanted, self.robots.crawl_delay(AGENT)
        return min(rate or float("inf"), 1 / float(delay)) if delay else rate

    def sign_in(self, path: str, choose: str) -> httpx.Cookies:
        """At the stand-in of the demo: choose somebody and come back."""
        with self.client() as http:
            chooser = http.get(path)
            form = form_on(chooser)
            http.post(form.action, data={**form.fields, "person": choose}).raise_for_status()
            return http.cookies

    def prepared(self, step: dict[str, str], cookies: httpx.Cookies | None) -> Timed:
        """What to ask for again and again. Raises LeftOut. What robots.txt says is about pages that anybody may open."""
        if cookies is None and not self.robots.can_fetch(AGENT, str(self.base.join(step["path"]))):
            raise LeftOut("robots.txt asks not to")
        with self.client(cookies) as http:
            try:
                page = self._walked(http, step)
            except (AssertionError, httpx.TransportError) as why:
                raise LeftOut(str(why)) from why
            if page.status_code != httpx.codes.OK:
                raise LeftOut(f"answered with {page.status_code}")
            return Timed(step["name"], str(page.url), http.cookies)

    @staticmethod
    def _walked(http: httpx.Client, step: dict[str, str]) -> httpx.Response:
        page = http.get(step["path"])
        if mark := step.get("press"):
            form = form_on(page, marked=mark)
            page = http.post(page.url.join(form.action), data=form.fields)
        return http.get(link_on(page, step["link"])) if "link" in step else page


def main() -> None:
    given = _given()
    site = Site(given.address, own=given.own)
    wanted = yaml.safe_load(given.steps.read_text())
    steps = list(_prepared(site, wanted, _people(site, wanted["people"], given)))
    rate = site.most(given.rate)
    asyncio.run(_measure(steps, Pace(rate), given))
    limit = f"at most {rate:g} a second" if rate else "no limit"
    sys.stdout.write(HEAD + "".join(one.line for one in steps))
    sys.stdout.write(
        f"{given.address}: {given.connections} connections, {given.seconds:g} s a page, {limit}, seed {given.seed}\n"
    )


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/time-site", description=__doc__)
    parser.add_argument("address", help="https://loket.example")
    parser.add_argument("--steps", type=Path, default=STEPS, help="a file like benchmarks/steps.yaml")
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=10.0, help="for each page")
    parser.add_argument("--rate", type=float, help="pages a second, over all connections; 0: no limit")
    parser.add_argument(
        "--own", action="store_true", help="the site is yours: without limit and whatever robots.txt says"
    )
    parser.add_argument("--seed", type=int, default=1, help="the order of the pages")
    parser.add_argument("--sign-in", action="store_true", help="as the people of the file, at the demo's stand-in")
    parser.add_argument(
        "--cookie", action="append", default=[], metavar="WHO=NAME=VALUE", help="of somebody who is signed in"
    )
    return parser.parse_args()


def _people(site: Site, people: dict[str, dict[str, str]], given: argparse.Namespace) -> dict[str, httpx.Cookies]:
    signed_in = {name: site.sign_in(**one) for name, one in people.items()} if given.sign_in else {}
    for cookie in given.cookie:
        who, name, value = cookie.split("=", 2)
        signed_in.setdefault(who, httpx.Cookies()).set(name, value)
    return signed_in


def _prepared(site: Site, wanted: dict[str, Any], signed_in: dict[str, httpx.Cookies]) -> Iterator[Timed]:
    for step in wanted["steps"]:
        try:
            yield site.prepared(step, _cookies(step, signed_in))
        except LeftOut as why:
            sys.stderr.write(f"left out: {step['name']}, {why}\n")


def _cookies(step: dict[str, str], signed_in: dict[str, httpx.Cookies]) -> httpx.Cookies | None:
    who = step.get("as")
    if who and who not in signed_in:
        raise LeftOut(f"nobody is signed in as {who}")
    return signed_in[who] if who else None


async def _measure(steps: list[Timed], pace: Pace, given: argparse.Namespace) -> None:
    """Every step in turn, round after round, in an order that the seed says."""
    pick = random.Random(given.seed)
    for _round in range(ROUNDS):
        for step in pick.sample(steps, len(steps)):
            until = time.monotonic() + given.seconds / ROUNDS
            headers = {"User-Agent": AGENT}
            async with httpx.AsyncClient(cookies=step.cookies, headers=headers, timeout=PATIENCE) as http:
                await asyncio.gather(*(_ask(http, step, pace, until) for _ in range(given.connections)))


async def _ask(http: httpx.AsyncClient, step: Timed, pace: Pace, until: float) -> None:
    """One connection that asks again as soon as it was answered, and it is its turn."""
    await pace.turn()
    while time.monotonic() < until:
        began = time.perf_counter()
        try:
            answer = await http.get(step.url)
        except httpx.TransportError:
            step.wrong += 1
        else:
            step.wrong += answer.status_code != httpx.codes.OK
            if answer.status_code == httpx.codes.OK:
                step.seconds.append(time.perf_counter() - began)
                step.count += answer.num_bytes_downloaded
        await pace.turn()


if __name__ == "__main__":
    main()
