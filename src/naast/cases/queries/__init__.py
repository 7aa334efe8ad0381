"""Reading cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery, UUIDField, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import override, to_language, to_locale

from naast.cases.access import abilities, access_case, cases_for, turn
from naast.cases.models import Case, Decision, Link, Question
from naast.cases.queries.joined import Links, same_request
from naast.cases.queries.promise import days_stood_still, promise_with
from naast.cases.types import (
    Answer,
    CaseStep,
    CaseSummary,
    CaseView,
    Correction,
    DecisionView,
    Dispute,
    LinkKind,
    MergedRequest,
    Outcome,
    QuestionKind,
    QuestionView,
    Reply,
    Status,
    Turn,
    Verb,
)
from naast.catalogue.api import in_language
from naast.catalogue.api import version as package_version
from naast.catalogue.types import said
from naast.design.types import Promise
from naast.journeys.api import as_written, draft_with_number
from naast.kernel.actor import Actor
from naast.kernel.clock import local_day, today, written
from naast.kernel.types import Ref
from naast.organisations.api import organisation
from naast.parties.api import language_of
from naast.parties.ports import Nameless

LONGEST_LIST = 50
WITHOUT = frozenset({Outcome.REFUSED, Outcome.NOT_CONSIDERED, Outcome.WITHDRAWN, Outcome.MERGED})  # not what was asked


def case_view(actor: Actor, case_id: UUID) -> CaseView:
    """The whole case for who may see it. Raises NotFound."""
    case = access_case(actor, case_id)
    links = Links.of(actor, case)
    questions = list(case.questions.order_by("asked_at"))
    return CaseView(
        summary=_summary(case, next((one for one in questions if one.is_open), None)),
        service=case.service,
        service_version=case.service_version,
        party=case.party,
        nameless=case.is_nameless,
        author=case.author,
        team=case.team,
        version=case.version,
        counts_from=case.counts_from if case.counts_from > local_day(case.sent_at) else None,
        handler=case.handler_id,
        handler_name=case.handler.full_name if case.handler else "",
        answers=_answers(case),
        steps=_steps(case),
        questions=tuple(_question(one) for one in questions),
        decision=_decision(case) if case.decided_at else None,
        goes_on_in=links.goes_on_in,
        merged=tuple(_merged(actor, one) for one in links.merged),
        related=links.related,
        may=abilities(actor, case),
    )


def _merged(actor: Actor, link: Link) -> MergedRequest:
    return MergedRequest(
        case=link.case_id,
        reference=link.case.reference,
        sent_at=link.case.sent_at,
        because=link.because,
        answers=_answers(link.case),
        version=link.case.version,
        may_part=Verb.UNDO in abilities(actor, link.case),
    )


def cases_of(actor: Actor, party: UUID, *, running: bool | None = None) -> tuple[CaseSummary, ...]:
    """Cases of one person that this actor may see, newest first: only those without an outcome, only those with one, or all."""
    cases = cases_for(actor).filter(party=party).defer("request", "facts")
    if running is not None:
        cases = cases.filter(outcome="") if running else cases.exclude(outcome="")
    return summaries(cases.order_by("-sent_at")[:LONGEST_LIST])


def summaries(cases: Iterable[Case]) -> tuple[CaseSummary, ...]:
    """These cases as lines of a list, in their order; one query for all their open questions."""
    found = list(cases)
    prefetch_related_objects([one for one in found if one.status == Status.WAITING], "linked__case")
    asked = _open_questions(found)
    return tuple(_summary(case, asked.get(case.pk)) for case in found)


def duplicates_of(actor: Actor, case: CaseView) -> tuple[CaseSummary, ...]:
    """In which of these this case could go on, first sent first; empty for who cannot merge it."""
    if Verb.MERGE not in case.may or case.merged:
        return ()
    same = same_request(
        actor, party=case.party, service=case.service, organisation=case.summary.organisation, team=case.team
    )
    return summaries(same.exclude(pk=case.id).order_by("sent_at")[:LONGEST_LIST])


def _numbered(number: str) -> Q:
    """By the number of the request, or the one that was given when somebody asked for help with it."""
    return Q(reference=number) | Q(draft=draft_with_number(number))


def party_with_number(actor: Actor, number: str) -> UUID | None:
    """Whose case bears this number, as somebody typed it; None where this actor may not see it, or sent it without a name."""
    found = cases_for(actor).filter(_numbered(as_written(number))).exclude(party=F("draft"))
    return found.values_list("party", flat=True).first()


def nameless_with_number(actor: Actor, number: str) -> Nameless | None:
    """The case that bears this number and was sent without a name; None where this actor may not see it."""
    case = cases_for(actor).filter(_numbered(as_written(number)), party=F("draft")).first()
    if case is None:
        return None
    url = reverse("cases:work", args=[case.pk])
    return Nameless(case.party, Ref("case", case.pk), case.title, case.reference, url)


def case_with_reference(actor: Actor, reference: str) -> UUID | None:
    """The case that bears this number, or in which it goes on, when this actor may see it; the same queries when not."""
    goes_on = Link.objects.filter(case=OuterRef("pk"), kind=LinkKind.MERGED, ended_at=None).values("other")
    found = (
        cases_for(actor)
        .filter(_numbered(reference))
        .annotate(now=Coalesce(Subquery(goes_on), "pk", output_field=UUIDField()))
    )
    return found.values_list("now", flat=True).first()


def outcomes_of(case: CaseView) -> dict[Outcome, str]:
    """What may come of a case of this service, each with the words its package has for the resident ("" for none)."""
    sections, locale = _to_say(case)
    messages = sections.get("messages", {})
    return {Outcome(one): _words(messages, one, locale) for one in sections["handling"]["outcomes"]}


def days_to_wait(case: Case | CaseView) -> dict[Outcome, date]:
    """The outcomes that, says its package, fit only from the day on which the promise counts, while that day is to come."""
    day = case.counts_from
    if day is None or day <= today():
        return {}
    handling = package_version(case.service_version).sections["handling"]
    return {Outcome(one): day for one in handling.get("wait_for_day", ())}


def replies_of(case: CaseView) -> tuple[Reply, ...]:
    """Texts that its package, or the organisation's own version of it, has to begin a message with, in the resident's language.

    Every message of the package that is not the text of an outcome.
    """
    sections, locale = _to_say(case)
    others = {key: one for key, one in sections.get("messages", {}).items() if key not in set(Outcome)}
    return tuple(
        Reply(key, said(one["subject"], "nl"), _filled_in(said(one["body"], locale), case, locale))
        for key, one in sorted(others.items())
    )


def _filled_in(text: str, case: CaseView, locale: str) -> str:
    """Only these names are filled in, by plain replacing: a text of a package is no template that could reach further."""
    with override(to_language(locale)):
        usual = written(case.summary.promise.usual)
    values = {"reference": case.summary.reference, "usual": usual, "handler": case.handler_name}
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _to_say(case: CaseView) -> tuple[Mapping[str, Any], str]:
    """The sections of the version this case is pinned to, and the locale of whose case it is."""
    sections = package_version(case.service_version).sections
    tone = organisation(case.summary.organisation).tone
    return sections, to_locale(language_of(case.party, tone=tone))


def _words(messages: Mapping[str, Any], outcome: str, locale: str) -> str:
    return said(messages[outcome]["body"], locale) if outcome in messages else ""


def _open_questions(cases: list[Case]) -> dict[UUID, Question]:
    waiting = [case.pk for case in cases if case.status == Status.WAITING]
    if not waiting:
        return {}
    asked = Question.objects.filter(case__in=waiting, answered_at=None, lapsed_at=None)
    return {one.case_id: one for one in asked}


def _summary(case: Case, asked: Question | None) -> CaseSummary:
    return CaseSummary(
        id=case.pk,
        reference=case.reference,
        title=in_language(package_version(case.service_version).sections["service"]["title"]),
        organisation=case.organisation,
        status=Status(case.status),
        turn=turn(case),
        sent_at=case.sent_at,
        promise=_promise(case, asked),
        next_step=next((one.label for one in _steps(case) if one.is_now), ""),
        handler=case.handler_id,
        outcome=Outcome(case.outcome) if case.outcome else None,
        open_question=asked.pk if asked else None,
        still_until=asked.answer_by if asked else None,
    )


def _promise(case: Case, asked: Question | None) -> Promise:
    if asked is None:
        return Promise(case.usual_on, case.quickest_on, case.latest_on)
    return promise_with(case, case.paused_days + days_stood_still(local_day(asked.asked_at), today()))


def _answers(case: Case) -> tuple[Answer, ...]:
    mended: dict[str, list[Correction]] = {}
    rows = case.corrections.order_by("corrected_at", "id")
    for key, shown, reason, by, at in rows.values_list(
        "key", "shown", "reason", "corrected_by__full_name", "corrected_at"
    ):
        mended.setdefault(key, []).append(Correction(shown, reason, by, at))
    said: dict[str, list[Dispute]] = {}
    for key, shown, reason, at in case.disputes.order_by("said_at", "id").values_list(
        "key", "shown", "reason", "said_at"
    ):
        said.setdefault(key, []).append(Dispute(shown, reason, at))
    return tuple(
        Answer(**one, corrections=tuple(mended.get(one["key"], ())), disputes=tuple(said.get(one["key"], ())))
        for one in case.request
    )


def _steps(case: Case) -> tuple[CaseStep, ...]:
    """All steps up front; the first that is not done is now, unless the case is over.

    Of a case that ended without what was asked, only the steps that were taken before: the others never come.
    """
    taken = None if case.status == Status.SENT else case.taken_at  # given back, it waits for somebody again
    reached = {"sent": case.sent_at, "taken": taken, "decided": case.decided_at, "closed": case.closed_at}
    section: list[Mapping[str, Any]] = package_version(case.service_version).sections["steps"]
    if case.outcome in WITHOUT:
        section = [one for one in section if one["done_when"] in ("sent", "taken") and reached[one["done_when"]]]
    current = next((one["key"] for one in section if not reached[one["done_when"]]), None)
    return tuple(
        CaseStep(
            key=one["key"],
            who=Turn(one["who"]),
            label=in_language(one["label"]),
            detail=in_language(one["detail"]),
            usual=one.get("usual", ""),
            done_at=reached[one["done_when"]],
            is_now=one["key"] == current and case.closed_at is None,
        )
        for one in section
    )


def _question(row: Question) -> QuestionView:
    return QuestionView(
        id=row.pk,
        kind=QuestionKind(row.kind),
        text=row.text,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        lapsed_at=row.lapsed_at,
        retracted=row.retracted,
        answer=row.answer,
    )


def _decision(case: Case) -> DecisionView | None:
    row = Decision.objects.filter(case=case).select_related("decided_by").first()
    if row is None:
        return None
    return DecisionView(
        outcome=Outcome(row.outcome),
        reasons=row.reasons,
        decided_at=row.decided_at,
        decided_by=row.decided_by.full_name,
        object_until=row.object_until,
        grounds=row.grounds,
    )
