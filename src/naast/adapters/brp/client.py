"""One question to the BRP over HTTP. The number stands in the body only; nothing of question or answer is logged."""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from naast.adapters.brp.breaker import Breaker
from naast.kernel.authorities import authorities

MOST_BYTES = 1_000_000


class SourceFailed(Exception):
    """The source gave no answer that can be used; `kind` says how, without anything of the question or the answer."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class Patience:
    """Seconds to wait: for a connection, for the next bytes, and in all."""

    connect: float = 1.0
    read: float = 4.0
    total: float = 5.0


@dataclass(frozen=True)
class BrpClient:
    """`address` is the base address of the API, without `/personen`. Only that host is called; redirects are not followed."""

    address: str
    api_key: str
    patience: Patience = Patience()
    breaker: Breaker = field(default_factory=lambda: Breaker(clock=time.monotonic))

    def ask(self, query: Mapping[str, Any]) -> Any:
        """The answer as parsed JSON. Raises SourceFailed."""
        if not self.breaker.may_call():
            raise SourceFailed("open")
        try:
            answer = asyncio.run(self._within_time(query))
        except SourceFailed as error:
            if error.kind != "status 400":  # a question refused says nothing about the health of the source
                self.breaker.failed()
            raise
        self.breaker.succeeded()
        return answer

    async def _within_time(self, query: Mapping[str, Any]) -> Any:
        """A timeout of the whole, since a source that sends a byte a second never meets the timeout between bytes."""
        try:
            async with asyncio.timeout(self.patience.total):
                return _parsed(await self._body(query))
        except TimeoutError as error:
            raise SourceFailed("slow") from error
        except (httpx.HTTPError, ssl.SSLError) as error:
            raise SourceFailed(type(error).__name__) from None

    async def _body(self, query: Mapping[str, Any]) -> bytes:
        timeout = httpx.Timeout(self.patience.read, connect=self.patience.connect)
        headers = {"X-API-KEY": self.api_key, "Accept": "application/json"}
        async with (
            httpx.AsyncClient(verify=authorities(), timeout=timeout, follow_redirects=False, trust_env=False) as client,
            client.stream("POST", f"{self.address}/personen", json=query, headers=headers) as response,
        ):
            _require_usable(response)
            return await _bounded(response)


def _require_usable(response: httpx.Response) -> None:
    if response.status_code != 200:
        raise SourceFailed(f"status {response.status_code}")
    if response.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise SourceFailed("content type")


async def _bounded(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST_BYTES:
            raise SourceFailed("too large")
    return bytes(body)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceFailed("not json") from error
