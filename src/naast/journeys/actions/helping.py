"""Not getting any further: work for a human, who knows where it was and what was tried."""

from __future__ import annotations

from collections.abc import Set
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from naast.catalogue.types import said
from naast.dossier import api as dossier
from naast.journeys import answers as kinds
from naast.journeys.actions.change import locked_draft, note, require_open
from naast.journeys.actions.first_contact import put_in_queue
from naast.journeys.actions.reference import free_reference
from naast.journeys.models import Draft, HelpRequest, Status
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import Question
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound
from naast.organisations import api as organisations
from naast.work import api as work
from naast.work.events import ItemFinished

HELP = "journeys.help"  # the kind of work
TIME_TO_ACT = timedelta(hours=1)  # what comes in later than this before closing is for the next day
MAY_LOOK_FOR = timedelta(days=14)
LONGEST = 500


def ask_help(actor: Actor, draft: UUID, question: str, *, held: Set[UUID] = frozenset()) -> None:
    """Ask a human to help at this question; asking again tells where one stands now. Raises NotFound."""
    with locked_draft(actor, draft, held) as row:
        matter, asked = _at(row, question)
        note(actor, row, "stuck", title=matter.title, question=said(asked.label, matter.on.language))
        if row.status == Status.OPEN:
            _put_in_queue(actor, row, matter, asked)


def ask_call(
    actor: Actor, draft: UUID, question: str, *, phone: str, words: str, held: Set[UUID] = frozenset()
) -> None:
    """Ask to be phoned back about this question. Raises NotFound, Refused."""
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        help_ = _put_in_queue(actor, row, *_at(row, question))
        help_.phone, help_.words, help_.due_at = phone, words, _due(row.organisation)
        work.restate_about(actor, help_.ref, HELP, due_at=help_.due_at, because=_because(help_))
        help_.save(update_fields=["phone", "words", "due_at"])
        note(actor, row, "call_asked", title=matter_of(row).title)


def no_longer_stuck(actor: Actor, draft: Draft) -> None:
    """It was sent or thrown away: nobody has to help any more, unless we promised to phone."""
    for help_ in draft.helps.filter(settled_at=None, phone=""):
        work.finish_about(actor, help_.ref, HELP)


def settle(event: ItemFinished) -> None:
    """Somebody helped, or it is over: what was typed goes, and so does the reason to look."""
    if event.kind != HELP:
        return
    HelpRequest.objects.filter(pk=event.about.id).update(settled_at=now(), tried="", refused="", phone="", words="")
    dossier.end_access(SYSTEM, about=event.about)


def _at(row: Draft, question: str) -> tuple[Matter, Question]:
    matter = matter_of(row)
    if question not in matter.journey.questions:
        raise NotFound
    return matter, matter.journey.questions[question]


def _put_in_queue(actor: Actor, row: Draft, matter: Matter, question: Question) -> HelpRequest:
    tried, refused = _tried(matter, question)
    values = {"question": said(question.label, "nl"), "tried": tried[:LONGEST], "refused": refused[:LONGEST]}
    fresh = {"organisation": row.organisation, "subject": row.subject, "due_at": _due(row.organisation)}
    help_, new = HelpRequest.objects.update_or_create(
        draft=row,
        settled_at=None,
        defaults=values,
        create_defaults={**values, **fresh, "reference": free_reference(row.organisation)},
    )
    if new:
        _add_work(actor, row, help_, said(matter.package.sections["service"]["title"], "nl"))
    return help_


def _add_work(actor: Actor, row: Draft, help_: HelpRequest, title: str) -> None:
    """For the team of first contact, which may look at this dossier until it has helped."""
    put_in_queue(
        actor,
        row,
        kind=HELP,
        about=help_.ref,
        title=title,
        due_at=help_.due_at,
        because=_because(help_),
        purpose="journeys.help",
        look_because=_("er een vraag om hulp loopt"),
        look_until=now() + MAY_LOOK_FOR,
    )


def _because(help_: HelpRequest) -> str:
    """What the line in the queue says; who is not signed in is known by the number alone."""
    what = "Wil gebeld worden" if help_.phone else "Komt er niet uit"
    return f"{what}: {help_.reference}"


def _due(organisation: UUID) -> datetime:
    """The end of the hours in which somebody can still come to it; five o'clock on the next working day where none are known."""
    body = organisations.organisation(organisation)
    soon = organisations.opening(body, now() + TIME_TO_ACT)
    if soon.next_open:
        soon = organisations.opening(body, soon.next_open)
    return soon.until or work.due_in_working_days(1)


def _tried(matter: Matter, question: Question) -> tuple[str, str]:
    """What was typed at this question, in one line, and what our page says about it; empty when nothing was typed."""
    row = next((one for one in matter.draft.typed.all() if one.question == question.key), None)
    fields = {name: lines for name, lines in row.fields.items() if name != "files"} if row else {}
    texts = [text for lines in fields.values() for text in lines if text.strip()]
    if row is None or not texts:
        return "", ""
    labels = {option.value: said(option.label, "nl") for option in question.options}
    form = kinds.read(question, row.fields, matter.on_for(question))
    problems = [str(one) for errors in form.errors.values() for one in errors]
    return " ".join(labels.get(text, text) for text in texts), " ".join(problems)
