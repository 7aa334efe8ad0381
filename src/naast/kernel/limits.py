"""How often somebody may do something: token buckets in the database, so that all processes count together.

A bucket holds as many tokens as are allowed per minute and fills evenly. Call before a transaction is opened: a rollback would
give the token back.
"""

from __future__ import annotations

import math
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from naast.kernel.actor import ActorKind
from naast.kernel.clock import now
from naast.kernel.errors import TooMany
from naast.kernel.guards import actor_of
from naast.kernel.models import Bucket

TAKE = """
INSERT INTO kernel_bucket AS bucket (key, tokens, counted_at) VALUES (%(key)s, %(most)s - 1, %(now)s)
ON CONFLICT (key) DO UPDATE SET tokens = {filled} - 1, counted_at = greatest(bucket.counted_at, %(now)s)
WHERE {filled} >= 1
""".format(
    filled="least(%(most)s, bucket.tokens + greatest(0, extract(epoch FROM %(now)s - bucket.counted_at)) * %(rate)s)"
)


def limit(bucket: str, *, actor_key: str, per_minute: int) -> None:
    """Take one token from this actor's bucket. Raises TooMany, with the seconds until the next token."""
    key, rate = _key(bucket, actor_key), per_minute / 60
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"key": key, "most": float(per_minute), "rate": rate, "now": now()})
        if not cursor.rowcount:
            raise _too_many(key, rate)


def limit_request(request: HttpRequest, bucket: str, *, per_minute: int) -> None:
    """The same for whoever sends this request: once by address, and once by actor when we know who it is."""
    limit(bucket, actor_key=f"address:{client_address(request)}", per_minute=per_minute)
    actor = actor_of(request)
    if actor.kind is not ActorKind.ANONYMOUS:
        limit(bucket, actor_key=actor.key, per_minute=per_minute)


def limit_actor(request: HttpRequest, bucket: str, *, per_minute: int) -> None:
    """The same for whoever we know; others by address. For what many people do from one address, such as a library."""
    actor = actor_of(request)
    anonymous = actor.kind is ActorKind.ANONYMOUS
    key = f"address:{client_address(request)}" if anonymous else actor.key
    limit(bucket, actor_key=key, per_minute=per_minute)


def client_address(request: HttpRequest) -> str:
    """The address that our outermost proxy saw; an IPv6 network of 64 bits counts as one, since a household has it whole.

    What stands further left in X-Forwarded-For was written by the client itself and is not read.
    """
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    chain = [*seen, request.META.get("REMOTE_ADDR", "")]
    try:
        address = ip_address(chain[-min(settings.NAAST_PROXIES + 1, len(chain))])
    except ValueError:  # a socket file has no address
        return "unknown"
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, 64), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)  # a socket for both gives `::ffff:198.51.100.7`


def forget_buckets() -> int:
    """Remove buckets that are full again. A sweep."""
    return Bucket.objects.filter(counted_at__lt=now() - timedelta(minutes=2)).delete()[0]


def _key(bucket: str, actor_key: str) -> str:
    return salted_hmac("naast.kernel.limits", f"{bucket}\0{actor_key}", algorithm="sha256").hexdigest()


def _too_many(key: str, rate: float) -> TooMany:
    row = Bucket.objects.filter(key=key).first()
    missing = 1 - row.tokens - (now() - row.counted_at).total_seconds() * rate if row else 0
    seconds = max(1, math.ceil(missing / rate))
    sentence = ngettext(
        "Dit ging te vaak achter elkaar. Over %(seconds)s seconde kan het weer.",
        "Dit ging te vaak achter elkaar. Over %(seconds)s seconden kan het weer.",
        seconds,
    )
    return TooMany(sentence % {"seconds": seconds}, seconds)
