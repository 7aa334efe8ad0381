"""Two editors put texts of one service live at the same moment: residents read both."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.db import connection, transaction
from time_machine import Traveller

from naast.catalogue import api as catalogue
from naast.kernel.actor import Actor

pytestmark = pytest.mark.django_db(transaction=True)
PASSPORT = "paspoort"
LEAD, TITLE = "Zo vraagt u een paspoort aan.", "Een nieuw paspoort"


def written(bente: Actor, town: UUID, place: str, words: str) -> UUID:
    live, _draft, seen = catalogue.draft_at(bente, town, PASSPORT, place)
    return catalogue.write_text(
        bente, organisation=town, slug=PASSPORT, place=place, words={**live, "nl": words}, seen=seen
    )


def put_live(bente: Actor, own_text: UUID) -> None:
    try:
        seen = catalogue.wording(bente, own_text).seen
        catalogue.put_text_live(bente, own_text, seen=seen, reason="Hier kregen we vragen over.")
    finally:
        connection.close()


def test_who_is_second_waits_and_both_texts_live(town: UUID, bente: Actor, clock: Traveller) -> None:
    title, lead = (
        written(bente, town, f"service/{place}", words) for place, words in (("title", TITLE), ("lead", LEAD))
    )
    with ThreadPoolExecutor(1) as pool:
        clock.shift(1)  # a second after what is live
        with transaction.atomic():
            seen = catalogue.wording(bente, title).seen
            catalogue.put_text_live(bente, title, seen=seen, reason="Hier kregen we vragen over.")
            clock.shift(1)
            second = pool.submit(put_live, bente, lead)
            until_somebody_waits()
        second.result(timeout=30)
    page = catalogue.page_of(catalogue.current(town, PASSPORT), "nl")
    assert (page.title, page.lead) == (TITLE, LEAD)


def until_somebody_waits() -> None:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(1_000):
            cursor.execute(waiting)
            if cursor.fetchone():
                return
            cursor.execute("SELECT pg_sleep(0.01), pg_stat_clear_snapshot()")
    pytest.fail("nobody waited for the other")
