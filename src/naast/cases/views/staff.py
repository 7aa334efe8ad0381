"""The worker's side of a case: the same dossier, and the verbs that fit its state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from naast.cases import api as cases
from naast.cases.forms import (
    AskForm,
    CorrectForm,
    DecisionForm,
    GiveBackForm,
    HandOverForm,
    JudgeFileForm,
    LinkForm,
    MergeForm,
    MessageForm,
    NoteForm,
    ReasonForm,
    RetractForm,
    VersionForm,
)
from naast.cases.types import CaseView, Outcome, QuestionKind, Verb
from naast.cases.views import shown
from naast.cases.views.doing import doing, ways
from naast.dossier.api import look, open_without_grant, timeline, timeline_items
from naast.dossier.types import ReasonNeeded
from naast.files.api import files_about, refuse, release
from naast.identity.api import Request, staff_page
from naast.kernel.clock import today
from naast.kernel.errors import Forbidden, NotFound, Refused
from naast.kernel.live import newest
from naast.kernel.types import Ref
from naast.parties.api import person, phone_of
from naast.parties.types import PersonCard
from naast.work.api import items_about

LINES = 20  # of the dossier; the rest stands on a page of its own
NAMELESS = "Iemand zonder naam"
APART = "De aanvragen staan weer los van elkaar. De inwoner krijgt bericht."
OPEN_AGAIN = "De zaak staat weer open, zoals voor het afronden."
CORRECTED = "Het antwoord is verbeterd. De inwoner krijgt bericht, en ziet wat er eerst stond."
RETRACTED = "De vraag is ingetrokken. De inwoner krijgt bericht, en de termijn loopt weer."
BACK_IN_QUEUE = "De zaak staat weer in de rij, zoals u hem vond."
QUEUE = "/werk/"  # the workbench lies above


@require_safe
@staff_page("cases.see")
def work(request: Request, case_id: UUID) -> HttpResponse:
    case = cases.case_view(request.actor, case_id)
    try:
        return _page(request, case, begin_with=request.GET.get("tekst", ""))
    except ReasonNeeded:
        if Verb.UNDO in case.may:  # closed just now, perhaps by mistake
            values = {"case": case, "form": VersionForm(initial={"version": case.version}), "queue": QUEUE}
            return render(request, "cases/closed.html", values)
        if case.nameless and request.actor.may("dossier.open_without_grant", at=case.summary.organisation):
            return _ask_why(request, case, ReasonForm())
        return redirect("dossier:open", case.party)


@require_POST
@staff_page("cases.see")
def open_nameless(request: Request, case_id: UUID) -> HttpResponse:
    """Why a colleague of another team needs a case without a name, such as for who calls; with one, the dossier asks."""
    case = cases.case_view(request.actor, case_id)
    if not case.nameless:
        raise NotFound
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            open_without_grant(
                request.actor, subject=case.party, organisation=case.summary.organisation, **form.cleaned_data
            )
            return redirect("cases:work", case_id)
        except Refused as refused:
            form.add_error("reason", refused.sentence)
    return _ask_why(request, case, form)


def _ask_why(request: Request, case: CaseView, form: ReasonForm) -> HttpResponse:
    return render(request, "cases/reason.html", {"case": case, "form": form}, status=422 if form.errors else 200)


@require_POST
@staff_page("cases.handle")
def take(request: Request, case_id: UUID) -> HttpResponse:
    return _act(
        request,
        case_id,
        VersionForm(request.POST),
        lambda given: cases.take_case(request.actor, case_id, **given),
        "U heeft de zaak opgepakt. De inwoner ziet dat u ermee bezig bent.",
    )


@require_POST
@staff_page("cases.handle")
def give_back(request: Request, case_id: UUID) -> HttpResponse:
    return _act(
        request,
        case_id,
        GiveBackForm(request.POST),
        lambda given: cases.give_back_case(request.actor, case_id, **given),
        "De zaak staat weer in de rij van het team.",
    )


@require_POST
@staff_page("cases.handle")
def undo(request: Request, case_id: UUID) -> HttpResponse:
    """Put back what was done by mistake."""
    case = cases.case_view(request.actor, case_id)
    done = APART if case.goes_on_in else OPEN_AGAIN if case.decision else BACK_IN_QUEUE
    return _act(
        request,
        case_id,
        VersionForm(request.POST),
        lambda given: cases.undo(request.actor, case_id, **given),
        done,
    )


@require_POST
@staff_page("cases.handle")
def hand_over(request: Request, case_id: UUID) -> HttpResponse:
    """Let a colleague or another team go on with it."""
    case = cases.case_view(request.actor, case_id)
    return _act(
        request,
        case_id,
        HandOverForm(request.POST, receivers=cases.receivers_of(request.actor, case)),
        lambda given: cases.hand_over_case(request.actor, case_id, **given),
        "De zaak is overgedragen. Uw collega leest wat u schreef.",
        onward=QUEUE,
    )


@require_POST
@staff_page("cases.handle")
def accept(request: Request, case_id: UUID) -> HttpResponse:
    """The receiver saw it."""
    cases.accept_case(request.actor, case_id)
    return redirect("cases:work", case_id)


@require_POST
@staff_page("cases.handle")
def note(request: Request, case_id: UUID) -> HttpResponse:
    return _act(
        request,
        case_id,
        NoteForm(request.POST),
        lambda given: cases.write_note(request.actor, case_id, **given),
        "De notitie staat in het dossier.",
    )


@require_POST
@staff_page("cases.handle")
def ask(request: Request, case_id: UUID) -> HttpResponse:
    return _act(
        request,
        case_id,
        AskForm(request.POST),
        lambda given: cases.ask_resident(request.actor, case_id, **{**given, "kind": QuestionKind(given["kind"])}),
        "Uw vraag is verstuurd. De termijn staat stil tot het antwoord er is.",
    )


@require_POST
@staff_page("cases.handle")
def retract(request: Request, case_id: UUID) -> HttpResponse:
    """Take back a question that was sent."""
    return _act(
        request,
        case_id,
        RetractForm(request.POST),
        lambda given: cases.retract_question(request.actor, case_id, **given),
        RETRACTED,
    )


@require_POST
@staff_page("cases.handle")
def correct(request: Request, case_id: UUID) -> HttpResponse:
    """Mend an answer with a mistake in it; ticked, our question is not needed any more."""
    case = cases.case_view(request.actor, case_id)
    form = CorrectForm(request.POST, answers=case.answers, asked=case.open_question)
    both = form.is_valid() and form.cleaned_data.pop("retract", False)
    verb = cases.correct_and_retract if both else cases.correct_answer
    return _act(
        request,
        case_id,
        form,
        lambda given: verb(request.actor, case_id, **given),
        f"{CORRECTED} {RETRACTED}" if both else CORRECTED,
    )


@require_POST
@staff_page("cases.handle")
def link(request: Request, case_id: UUID) -> HttpResponse:
    """Name another case together with this one."""
    return _act(
        request,
        case_id,
        LinkForm(request.POST),
        lambda given: cases.link_cases(request.actor, case_id, reference=given["nummer"], because=given["because"]),
        "De zaken staan nu bij elkaar.",
    )


@require_POST
@staff_page("cases.handle")
def unlink(request: Request, case_id: UUID, link_id: UUID) -> HttpResponse:
    cases.unlink_cases(request.actor, case_id, link_id)
    messages.success(request, "De zaken staan weer los van elkaar.")
    return redirect("cases:work", case_id)


@require_POST
@staff_page("cases.handle")
def merge(request: Request, case_id: UUID) -> HttpResponse:
    """What was asked twice goes on in the other case."""
    case = cases.case_view(request.actor, case_id)
    form = MergeForm(request.POST, duplicates=cases.duplicates_of(request.actor, case))
    return _act(
        request,
        case_id,
        form,
        lambda given: cases.merge_case(request.actor, case_id, **given),
        "De aanvragen zijn samengevoegd. De inwoner krijgt bericht.",
    )


@require_POST
@staff_page("messages.send")
def message(request: Request, case_id: UUID) -> HttpResponse:
    return _act(
        request,
        case_id,
        MessageForm(request.POST),
        lambda given: cases.send_message(request.actor, case_id, **given),
        "Uw bericht is verstuurd.",
    )


@require_POST
@staff_page("cases.decide")
def decision(request: Request, case_id: UUID) -> HttpResponse:
    case = cases.case_view(request.actor, case_id)
    return _act(
        request,
        case_id,
        DecisionForm(request.POST, outcomes=cases.outcomes_of(case), waiting=cases.days_to_wait(case)),
        lambda given: cases.decide(request.actor, case_id, **{**given, "outcome": Outcome(given["outcome"])}),
        "Het besluit is genomen en staat in het dossier.",
    )


@require_POST
@staff_page("cases.handle")
def close(request: Request, case_id: UUID) -> HttpResponse:
    return _act(
        request,
        case_id,
        VersionForm(request.POST),
        lambda given: cases.close_case(request.actor, case_id, **given),
        "De zaak is klaar.",
    )


@require_POST
@staff_page("files.release")
def judge_file(request: Request, case_id: UUID, file_id: UUID) -> HttpResponse:
    """Let a file of this case through that no scanner judged, or throw it away; the reason is kept."""
    cases.case_view(request.actor, case_id)
    if file_id not in {one.id for one in files_about(Ref("case", case_id))}:
        raise NotFound
    judge = release if request.POST.get("oordeel") == "vrij" else refuse
    return _act(
        request,
        case_id,
        JudgeFileForm(request.POST),
        lambda given: judge(request.actor, file_id, **given),
        "Het bestand is beoordeeld.",
    )


def _act(
    request: Request,
    case_id: UUID,
    form: Form,
    verb: Callable[[Mapping[str, Any]], Any],
    done: str,
    *,
    onward: str = "",
) -> HttpResponse:
    """Do the verb; when it is refused, show the case as it now is with all that was typed."""
    refused: Refused | Forbidden | None = None
    try:
        if form.is_valid():
            verb(form.cleaned_data)
            messages.success(request, done)
            return redirect(onward) if onward else redirect("cases:work", case_id)
    except (Refused, Forbidden) as error:  # the guard let them in: it is not theirs, or not any more
        refused = error
    case = cases.case_view(request.actor, case_id)
    seen = {"version": case.version, "key": uuid4().hex}  # now the worker has seen what is new, and sends it anew
    form.data = {**request.POST.dict(), **seen}
    try:
        return _page(request, case, tried=form, refused=refused)
    except ReasonNeeded as hidden:  # nothing lets this team look any more; what was typed is not lost for it
        told = {"case": case, "sentence": shown.why_over(case), "typed": shown.typed(form), "queue": QUEUE}
        return render(request, "cases/over.html", told, status=(refused or hidden).status)


def _page(
    request: Request,
    case: CaseView,
    tried: Form | None = None,
    refused: Refused | Forbidden | None = None,
    *,
    begin_with: str = "",
) -> HttpResponse:
    """The case with its dossier; `begin_with` is the reply that the message begins with, for who has no scripts."""
    about = Ref("case", case.id)
    seen = look(
        request.actor, subject=case.party, organisation=case.summary.organisation, purpose="cases.handle", about=about
    )
    entries = timeline(request.actor, subject=case.party, organisation=case.summary.organisation, limit=LINES)
    card = _card(request, case)
    word, tone = shown.state(case)
    replies = cases.replies_of(case) if Verb.MESSAGE in case.may else ()
    offered = ways(request.actor, case)
    open_now = doing(request.actor, case, offered, word=request.GET.get("doe", ""), tried=tried)
    message = _message(case, tried, next((one.words for one in replies if one.key == begin_with), ""))
    judging = tried if isinstance(tried, JudgeFileForm) else JudgeFileForm(auto_id=False)
    placed = (message, judging, open_now and open_now.form)
    work = items_about(about)
    values = {
        "case": case,
        "since": newest(str(about)),
        "person": card,
        "phone": phone_of(case.party),
        "name": card.name if card else NAMELESS,
        "who": shown.person_line(card, today()) if card else "Verstuurde dit zonder in te loggen.",
        "pairs": shown.facts_of(case),
        "moment": shown.moment(case, work),
        "final": shown.final(case, me=request.actor.id),
        "given": shown.handed_over(case, work, me=request.actor.id),
        "also": [one for one in cases.cases_of(request.actor, case.party, running=True) if one.id != case.id],
        "may_release": request.actor.may("files.release", at=case.summary.organisation),
        "because": f"U kijkt omdat {seen.because}." + (f" {card.given_name} ziet dat uw team keek." if card else ""),
        "entries": timeline_items(entries, here=case.summary.organisation, staff=True, page=about),
        "steps": shown.steps(case, staff=True),
        "answers": shown.answers(case.answers),
        "files": files_about(about),
        "merged": shown.merged(case),
        "judging": judging,
        "state": word,
        "state_tone": tone,
        "ways": offered,
        "doing": open_now,
        "message": message,
        "replies": replies,
        "refusal": shown.refusal(case, refused, entries, me=request.actor.id),
        "typed": [] if tried in placed else shown.typed(tried),
        "tried": tried,
    }
    return render(request, "cases/work.html", values, status=422 if tried else 200)


def _card(request: Request, case: CaseView) -> PersonCard | None:
    """The person whose case it is; None for somebody who did not sign in."""
    try:
        return person(request.actor, case.party)
    except NotFound:
        return None


def _message(case: CaseView, tried: Form | None, words: str) -> Form | None:
    """The message to the resident, with `words` to begin with; None for who may not write one now."""
    if Verb.MESSAGE not in case.may:
        return None
    message = tried if isinstance(tried, MessageForm) else MessageForm(initial={"key": uuid4().hex, "text": words})
    message.auto_id = "message-%s"  # another form may be open on the same page
    return message
