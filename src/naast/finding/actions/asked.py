"""Keeping what was asked: masked, for ninety days, of nobody. An answer never waits for it and never fails by it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core import signing
from django.db import connection, transaction
from django.db.models import QuerySet

from naast.finding.masking import masked
from naast.finding.models import AskedQuestion
from naast.finding.queries.asked import known_words
from naast.finding.types import Answer
from naast.kernel.clock import now

KEPT = timedelta(days=90)
CLICKED_WITHIN = timedelta(minutes=30)
MOST_SHOWN = 6
AT_ONCE = 5_000  # rows that a sweep takes
_token = signing.TimestampSigner(salt="finding.chosen")
logger = logging.getLogger(__name__)


def remember(asked: str, answer: Answer, *, organisation: UUID, shown: Sequence[str]) -> str:
    """Keep the question without who asked it. What the links of its answer bring back, or "" when there is nothing to bring.

    Of somebody who may be in trouble is only counted that it happened.
    """
    if not asked:
        return ""
    try:
        with transaction.atomic():
            _wait_for_nobody()
            return _remembered(asked, answer, organisation, shown)
    except Exception as error:  # noqa: BLE001 an answer is worth more than what we learn from it
        logger.warning("A question could not be kept: %s.", type(error).__name__)  # its message may hold the question
        return ""


def _remembered(asked: str, answer: Answer, organisation: UUID, shown: Sequence[str]) -> str:
    silent = answer.worry
    text = "" if silent else masked(asked, known_words(organisation), language=answer.language)
    if not (text or silent):
        return ""  # signs only: nothing to learn, and without words it would count as somebody in trouble
    row = AskedQuestion.objects.create(
        organisation=organisation,
        hour=hour_of(now()),
        text=text,
        language=answer.language,
        kind=answer.kind.value,
        sure=answer.results[0].score if answer.results and not silent else 0.0,
        shown=[] if silent else list(shown[:MOST_SHOWN]),
        click=None if silent else uuid4(),
    )
    return _token.sign(row.click.hex) if row.click else ""


def choose(token: str, slug: str, *, organisation: UUID, begun: bool) -> None:
    """Note which service was followed from an answer, if the answer is less than half an hour old. Never fails."""
    try:
        click = UUID(hex=_token.unsign(token, max_age=CLICKED_WITHIN))
        with transaction.atomic():
            _wait_for_nobody()
            rows = AskedQuestion.objects.filter(click=click, organisation=organisation, shown__contains=[slug])
            rows.update(chosen=slug, **({"begun": True} if begun else {}))
    except signing.BadSignature:
        return
    except Exception as error:  # noqa: BLE001 as in `remember`
        logger.warning("What was chosen could not be kept: %s.", type(error).__name__)


def forget_old() -> int:
    """Sweep: remove what was asked ninety days ago; how many."""
    return _first(hour__lte=now() - KEPT).delete()[0]


def untie() -> int:
    """Sweep: take away what a link could bring back, once no link can: then nothing in any log leads to a question."""
    return _first(click__isnull=False, hour__lte=now() - CLICKED_WITHIN - timedelta(hours=1)).update(click=None)


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _first(**which: object) -> QuerySet[AskedQuestion]:
    return AskedQuestion.objects.filter(pk__in=AskedQuestion.objects.filter(**which).values("pk")[:AT_ONCE])


def _wait_for_nobody() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '200ms'")
