"""Who asks too often waits a moment, and a forged address does not help."""

from uuid import uuid4

import pytest
from django.test import RequestFactory

from naast.kernel.actor import ANONYMOUS, Actor, ActorKind
from naast.kernel.errors import TooMany
from naast.kernel.limits import client_address, forget_buckets, limit, limit_request
from naast.kernel.models import Bucket

pytestmark = pytest.mark.django_db


def allowed(times, **options):
    """How many of so many tries pass."""
    passed = 0
    for _ in range(times):
        try:
            limit("send", **{"actor_key": "a", "per_minute": 6} | options)
        except TooMany:
            continue
        passed += 1
    return passed


def request(forwarded="", remote="203.0.113.9", actor=ANONYMOUS):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    asked = RequestFactory().get("/", REMOTE_ADDR=remote, **headers)
    asked.actor = actor
    return asked


def test_ten_times_the_limit_lets_the_limit_through(clock):
    assert allowed(60) == 6


def test_the_bucket_fills_evenly_and_never_above_its_size(clock):
    allowed(6)
    clock.shift(10)
    assert allowed(5) == 1
    clock.shift(3600)
    assert allowed(60) == 6


def test_the_answer_says_when_the_next_is_welcome_and_then_it_is(clock):
    allowed(6)
    with pytest.raises(TooMany) as refused:
        limit("send", actor_key="a", per_minute=6)
    assert refused.value.retry_after == 10
    assert refused.value.sentence == "Dit ging te vaak achter elkaar. Over 10 seconden kan het weer."
    clock.shift(9)
    assert allowed(1) == 0
    clock.shift(1)
    assert allowed(1) == 1


def test_actors_and_buckets_do_not_take_from_each_other(clock):
    allowed(6)
    assert allowed(6, actor_key="b") == 6
    limit("search", actor_key="a", per_minute=6)


def test_a_clock_that_goes_back_gives_no_tokens(clock):
    allowed(6)
    clock.shift(-3600)
    assert allowed(6) == 0


def test_without_a_proxy_the_header_is_not_read(settings):
    settings.NAAST_PROXIES = 0
    assert client_address(request(forwarded="198.51.100.1")) == "203.0.113.9"


@pytest.mark.parametrize(
    ("hops", "forwarded", "seen"),
    [
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "10.9.9.9, 198.51.100.7", "198.51.100.7"),  # the client wrote the first itself
        (2, "10.9.9.9, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
        (2, "198.51.100.7", "198.51.100.7"),  # a proxy fewer than was set up
        (1, "", "203.0.113.9"),
        (1, "nonsense", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "::ffff:198.51.100.7", "198.51.100.7"),  # one visitor, not all who come over IPv4
    ],
)
def test_behind_our_own_proxies_the_address_is_what_the_outermost_saw(settings, hops, forwarded, seen):
    settings.NAAST_PROXIES = hops
    assert client_address(request(forwarded=forwarded)) == seen


def test_a_forged_address_does_not_reset_the_count(settings, clock):
    settings.NAAST_PROXIES = 1
    for forged in range(6):
        limit_request(request(forwarded=f"10.0.0.{forged}, 198.51.100.7"), "send", per_minute=6)
    with pytest.raises(TooMany):
        limit_request(request(forwarded="10.0.0.99, 198.51.100.7"), "send", per_minute=6)


def test_somebody_who_signed_in_is_counted_on_every_address_together(clock):
    anna = Actor(kind=ActorKind.RESIDENT, party=uuid4())
    for address in range(6):
        limit_request(request(remote=f"198.51.100.{address}", actor=anna), "send", per_minute=6)
    with pytest.raises(TooMany):
        limit_request(request(remote="198.51.100.99", actor=anna), "send", per_minute=6)


def test_visitors_who_did_not_sign_in_are_counted_by_address_only(clock):
    for address in range(20):
        limit_request(request(remote=f"198.51.100.{address}"), "send", per_minute=6)


def test_a_bucket_tells_nothing_about_whose_it_is_and_goes_when_it_is_full(clock):
    limit("send", actor_key="address:203.0.113.9", per_minute=6)
    assert "203.0.113.9" not in str(Bucket.objects.values().get())
    assert forget_buckets() == 0
    clock.shift(121)
    assert forget_buckets() == 1
