"""Giving an answer: read and judged here, from what was posted, whatever the page believed."""

from __future__ import annotations

from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from naast.files import api as files
from naast.journeys import answers as kinds
from naast.journeys.access import access_draft
from naast.journeys.actions.change import locked_draft, note, person_behind, require_open, touch
from naast.journeys.answers import AnswerForm, Posted, Value
from naast.journeys.flow.walking import ONWARD
from naast.journeys.models import Answer, Draft, Typed
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import Question, QuestionType
from naast.kernel.actor import SYSTEM, Actor
from naast.kernel.clock import now
from naast.kernel.errors import NotFound, Refused, Stale

SELF = "self"
LONGEST_REASON = 500


@dataclass(frozen=True)
class Given:
    """What came of giving an answer: the judged form, and the newer answer of somebody else that stood in the way, in words.

    `kept`: it is no answer, and what was typed stands beside the answers, for the page that says what to mend.
    """

    form: AnswerForm
    saved: bool
    newer: str = ""
    revision: int = 0
    kept: bool = False


def answer(
    actor: Actor,
    draft: UUID,
    question: str,
    typed: Posted,
    *,
    seen: int,
    reason: str = "",
    upload: UploadedFile[Any] | None = None,
    held: Set[UUID] = frozenset(),
) -> Given:
    """Judge what was typed and keep it. It is no answer when it is wrong, or when a newer answer would be lost.

    `seen` is the revision that the page was made of. Raises NotFound for a question that is not on the path.
    """
    stored, problem = _store(actor, draft, question, upload, held) if upload else (None, None)
    try:
        return _judge(
            actor, draft, question, typed, seen=seen, reason=reason[:LONGEST_REASON], problem=problem, held=held
        )
    except (Refused, NotFound):
        if stored:  # it was sent or thrown away while we looked into the file: nobody would ever take that away
            with suppress(NotFound):
                files.remove(SYSTEM, stored)
        raise


def _judge(
    actor: Actor,
    draft: UUID,
    question: str,
    typed: Posted,
    *,
    seen: int,
    reason: str,
    problem: ValidationError | None,
    held: Set[UUID],
) -> Given:
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        matter = matter_of(row)
        asked = question_on_path(matter, question)
        whole = _with_files(asked, typed, matter)
        form = kinds.read(asked, whole, matter.on_for(asked))
        if problem:
            form.add_error("file", problem)
        if not form.is_valid():
            return _refused(row, form, whole)
        if newer := _newer(matter, asked, form.answer, seen):
            return _refused(row, form, whole, newer=newer)
        touch(row)
        _keep(actor, row, asked, form.answer, source=SELF, reason=reason)
        if reason:
            note(actor, row, "corrected", what=form.question.label["nl"], reason=reason)
        return Given(form, saved=True, revision=row.revision)


def _refused(row: Draft, form: AnswerForm, typed: Posted, *, newer: str = "") -> Given:
    """Keep what was typed for the next page, unless it is too much; of too much nothing is kept rather than a part."""
    kept = kinds.can_be_kept(typed)
    if kept:
        touch(row)
        _keep_typed(row, form.question, typed)
    return Given(form, saved=False, newer=newer, revision=row.revision, kept=kept)


def _store(
    actor: Actor, draft: UUID, question: str, upload: UploadedFile[Any], held: Set[UUID]
) -> tuple[UUID | None, ValidationError | None]:
    """Keep what was uploaded, before the draft is locked: looking into a file takes seconds. Its key, or what is wrong."""
    row = access_draft(actor, draft, held=held)
    require_open(row)
    if question_on_path(matter_of(row), question).type is not QuestionType.UPLOAD:
        raise NotFound
    try:
        kept = files.store(actor, upload=upload, about=row.ref, organisation=row.organisation, subject=row.subject)
    except ValidationError as error:
        return None, error
    return kept.id, None


def _with_files(question: Question, typed: Posted, matter: Matter) -> Posted:
    """A file that just came in counts as chosen; one that the page did show and that is not ticked, does not."""
    if question.type is not QuestionType.UPLOAD:
        return typed
    shown = set(typed.get("shown", ()))
    new = [key for key in matter.on_for(question).files if key not in shown]
    return {**typed, "files": [*typed.get("files", ()), *new]}


def confirm(actor: Actor, draft: UUID, question: str, *, seen: int, held: Set[UUID] = frozenset()) -> bool:
    """The resident found a known fact right. False when it cannot be the answer any more, so that it has to be typed."""
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        matter = matter_of(row)
        asked = question_on_path(matter, question)
        fact = matter.fact_for(asked)
        if fact is None or fact.value is None or not kinds.is_right(asked, fact.value, matter.on):
            return False
        if _newer(matter, asked, fact.value, seen):
            raise Stale(newer_sentence())
        touch(row)
        _keep(actor, row, asked, fact.value, source=fact.source, reason="")
    return True


def newer_sentence() -> str:
    return _("Dit antwoord is intussen ergens anders veranderd. Kijk wat er nu staat.")


def go_onward(actor: Actor, draft: UUID, ending: str, *, held: Set[UUID] = frozenset()) -> None:
    """Ask all the same after an answer that was a no. Raises NotFound when the draft does not stand at that ending."""
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        matter = matter_of(row)
        if matter.walk.ending != ending or matter.journey.endings[ending].onward is None:
            raise NotFound
        touch(row)
        _write(actor, row, ending, ONWARD, source=SELF, reason="")


def keep_typed(
    actor: Actor, draft: UUID, question: str, typed: Posted, *, seen: int, held: Set[UUID] = frozenset()
) -> int:
    """Keep what is being typed, unjudged. Returns the new revision. Raises Stale rather than overwrite something newer."""
    with locked_draft(actor, draft, held) as row:
        require_open(row)
        asked = matter_of(row).journey.questions.get(question)
        if asked is None:
            raise NotFound
        if row.revision > seen and _changed_since(row, question, seen):
            raise Stale(newer_sentence())
        touch(row)
        _keep_typed(row, asked, typed)
    return row.revision


def _keep_typed(row: Draft, question: Question, typed: Posted) -> None:
    values = {"fields": kinds.kept(question.type, typed), "at": now(), "revision": row.revision}
    Typed.objects.update_or_create(draft=row, question=question.key, defaults=values)


def _changed_since(row: Draft, question: str, seen: int) -> bool:
    newer = {"question": question, "revision__gt": seen}
    return row.typed.filter(**newer).exists() or row.answers.filter(**newer).exists()


def question_on_path(matter: Matter, key: str) -> Question:
    """The question, when it was passed or is the open one. Raises NotFound."""
    if key not in matter.journey.questions or key not in (*matter.walk.path, matter.walk.at):
        raise NotFound
    return matter.journey.questions[key]


def _newer(matter: Matter, question: Question, value: Value, seen: int) -> str:
    """The answer that was kept since the page was made, in words, when it differs from this one."""
    row = matter.answers.get(question.key)
    if row is None or row.revision <= seen or row.value == value:
        return ""
    return kinds.shown(question, row.value, matter.on)


def _keep(actor: Actor, row: Draft, question: Question, value: Value, *, source: str, reason: str) -> None:
    _write(actor, row, question.key, value, source=source, reason=reason)
    row.typed.filter(question=question.key).delete()


def _write(actor: Actor, row: Draft, key: str, value: Value, *, source: str, reason: str) -> None:
    values = {"value": value, "source": source, "reason": reason, "at": now(), "revision": row.revision}
    Answer.objects.update_or_create(draft=row, question=key, defaults={**values, "given_by": person_behind(actor)})
