"""A session ends when nobody is there: residents after 15 minutes, staff after 30 or after ten hours."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from time_machine import Traveller

from naast.identity.actions.sessions import remove_old_sessions, touch
from naast.identity.models import OpenSession, SignInAttempt, UsedLogoutToken
from naast.identity.tests.doors import enter_as_resident, enter_as_staff
from naast.kernel.clock import now

MINE, WORK = "/proef/mijn/", "/proef/werk/"


@pytest.fixture
def mirthe(client: Client, town: UUID, clock: Traveller) -> UUID:
    party = uuid4()
    enter_as_resident(client, party=party, organisation=town)
    return party


@pytest.mark.parametrize(
    ("idle", "status"), [(timedelta(minutes=14, seconds=59), 200), (timedelta(minutes=15, seconds=1), 302)]
)
def test_a_resident_may_be_away_for_fifteen_minutes(
    client: Client, mirthe: UUID, clock: Traveller, idle: timedelta, status: int
) -> None:
    clock.shift(idle)
    assert client.get(MINE).status_code == status


def test_doing_something_counts_from_then_on(client: Client, mirthe: UUID, clock: Traveller) -> None:
    for _each in range(4):
        clock.shift(timedelta(minutes=14, seconds=59))
        assert client.get(MINE).status_code == 200


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/live/", {}), ("/voorkeur/", {"X-Naast-Background": "autosave"}), (MINE, {"X-Naast-Background": "1"})],
)
def test_what_the_page_does_by_itself_does_not_count(
    client: Client, mirthe: UUID, clock: Traveller, path: str, headers: dict[str, str]
) -> None:
    for _each in range(3):
        clock.shift(timedelta(minutes=5, seconds=1))
        client.post(path, headers=headers) if path == "/voorkeur/" else client.get(path, headers=headers)
    assert client.get(MINE).status_code == 302


def test_background_requests_still_see_who_is_there(client: Client, mirthe: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=14))
    assert client.get(MINE, headers={"X-Naast-Background": "1"}).status_code == 200


def test_the_end_stands_on_the_page_in_words(client: Client, mirthe: UUID) -> None:
    """At 9.04 the session ends at 9.19; the text is there without JavaScript."""
    page = client.get(MINE).content.decode()
    assert "Open tot <time data-session-end>09.19</time> uur." in page
    assert 'data-ends="2026-11-26T09:19:00+01:00"' in page


def test_one_key_gives_fifteen_minutes_more(client: Client, mirthe: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=14))
    answer = client.post("/sessie/verlengen/", headers={"Accept": "application/json"})
    assert answer.json() == {"ends_at": "2026-11-26T08:33:00+00:00"}
    clock.shift(timedelta(minutes=14, seconds=59))
    assert client.get(MINE).status_code == 200


def test_without_javascript_the_button_comes_back_to_the_same_page(
    client: Client, mirthe: UUID, clock: Traveller
) -> None:
    clock.shift(timedelta(minutes=14))
    answer = client.post("/sessie/verlengen/", headers={"Referer": "http://testserver/proef/mijn/?stap=3"})
    assert answer["Location"] == "/proef/mijn/?stap=3"


def test_too_late_says_so_and_leads_back_by_signing_in(client: Client, mirthe: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=16))
    quick = client.post("/sessie/verlengen/", headers={"Accept": "application/json"})
    assert (quick.status_code, quick.json()) == (401, {"ends_at": None})
    plain = client.post("/sessie/verlengen/", headers={"Referer": "http://testserver/proef/mijn/?stap=3"})
    assert plain["Location"] == "/uitgelogd/?level=10&next=%2Fproef%2Fmijn%2F%3Fstap%3D3"


def test_after_the_end_nothing_of_the_last_person_is_left_in_the_browser(
    client: Client, mirthe: UUID, clock: Traveller
) -> None:
    begun = client.session
    begun["concept"] = "geheim"
    begun.save()
    clock.shift(timedelta(minutes=16))
    client.get("/contact/")
    assert "concept" not in client.session


def test_a_form_sent_too_late_leads_back_to_its_page(client: Client, mirthe: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=16))
    answer = client.post(MINE, headers={"Referer": "http://testserver/proef/mijn/?stap=3"})
    assert answer["Location"].endswith("next=%2Fproef%2Fmijn%2F%3Fstap%3D3")


def test_after_the_end_the_page_says_why_and_where_it_goes_on(client: Client, mirthe: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=16))
    page = client.get(client.get("/proef/gevoelig/?stap=3")["Location"]).content.decode()
    assert "zodat niemand anders uw gegevens ziet. Alles wat u invulde, is bewaard." in page
    assert 'href="/inloggen/?level=20&amp;next=%2Fproef%2Fgevoelig%2F%3Fstap%3D3"' in page


def test_a_part_of_a_page_sends_the_whole_page_to_the_door(client: Client, mirthe: UUID, clock: Traveller) -> None:
    clock.shift(timedelta(minutes=16))
    answer = client.get(MINE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/uitgelogd/?level=10&next=%2Fproef%2Fmijn%2F")


@pytest.mark.parametrize(
    ("idle", "status"), [(timedelta(minutes=29, seconds=59), 200), (timedelta(minutes=30, seconds=1), 302)]
)
def test_a_worker_may_be_away_for_thirty_minutes(
    client: Client, karim: UUID, clock: Traveller, idle: timedelta, status: int
) -> None:
    enter_as_staff(client, user=karim)
    clock.shift(idle)
    assert client.get(WORK).status_code == status


def test_a_worker_signs_in_again_after_ten_hours_however_busy(client: Client, karim: UUID, clock: Traveller) -> None:
    enter_as_staff(client, user=karim)
    for _quarter in range(39):
        clock.shift(timedelta(minutes=15))
        assert client.get(WORK).status_code == 200
    clock.shift(timedelta(minutes=14, seconds=59))
    assert client.get(WORK).status_code == 200
    clock.shift(timedelta(seconds=2))
    assert client.get(WORK).status_code == 302


def test_activity_is_written_at_most_every_ten_seconds(
    client: Client, mirthe: UUID, clock: Traveller, django_assert_num_queries: object
) -> None:
    ends = OpenSession.objects.get().ends_at
    clock.shift(timedelta(seconds=9))
    client.get(MINE)
    assert OpenSession.objects.get().ends_at == ends
    clock.shift(timedelta(seconds=1))
    client.get(MINE)
    assert OpenSession.objects.get().ends_at == ends + timedelta(seconds=10)


def test_a_request_under_way_does_not_undo_signing_out(client: Client, mirthe: UUID, clock: Traveller) -> None:
    session = OpenSession.objects.get()
    clock.shift(timedelta(minutes=1))
    client.post(reverse("identity:sign-out"))
    assert touch(session.id, last_active_at=session.last_active_at) is None
    assert OpenSession.objects.get().ends_at == now()


def test_what_is_over_is_forgotten_after_a_day(client: Client, mirthe: UUID, clock: Traveller) -> None:
    SignInAttempt.objects.create(
        door="resident", state_digest=b"s", browser_digest=b"b", level=10, expires_at=now() + timedelta(minutes=10)
    )
    UsedLogoutToken.objects.create(token_digest=b"t", forget_at=now() + timedelta(hours=25))
    clock.shift(timedelta(hours=24))
    assert (
        remove_old_sessions() == 2
    )  # the browser's and the attempt; the session ended a quarter of an hour after a day ago
    assert not Session.objects.exists()
    clock.shift(timedelta(minutes=61))
    assert remove_old_sessions() == 2
    assert not OpenSession.objects.exists()
