"""The resident's own matter: where it stands, what was asked, what was decided."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from naast.cases import api as cases
from naast.cases.forms import AnswerForm, DisputeForm
from naast.cases.types import OWN, Answer, CaseView, NoLonger, QuestionView, Verb
from naast.cases.views import shown
from naast.dossier.api import timeline, timeline_items
from naast.files.api import files_about, store
from naast.identity.api import Request, resident_page
from naast.kernel.errors import NotFound, Refused
from naast.kernel.types import Ref


@require_safe
@resident_page()
def mine(request: Request, case_id: UUID) -> HttpResponse:
    case, about = cases.case_view(request.actor, case_id), Ref("case", case_id)
    may_dispute = Verb.DISPUTE in case.may  # once it is over no line has a link of its own: a human looks at it
    lines = timeline(request.actor, subject=case.party, about=about)
    return render(
        request,
        "cases/mine.html",
        {
            "case": case,
            "steps": shown.steps(case),
            "promise": case.summary.promise,
            "turn": shown.whose_turn(case),
            "may_object": shown.may_object(case),
            "asked": shown.spoken(case.open_question.text) if case.open_question else "",
            "reasons_in": shown.spoken_in(case.decision.reasons) if case.decision else "",
            "answers": shown.answers(case.answers, of=case.id if may_dispute else None),
            "may_dispute": may_dispute,
            "files": files_about(about),
            "merged": shown.merged(case),
            "may_withdraw": Verb.WITHDRAW in case.may,
            "entries": timeline_items(lines, page=None if may_dispute else about),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def answer(request: Request, case_id: UUID, question_id: UUID) -> HttpResponse:
    """Answer our question, with a file or without; a file that is not right is said beside the field, the text is kept."""
    case = cases.case_view(request.actor, case_id)
    question = _question(case, question_id)
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _sent(request, case, question, form):
        messages.success(request, _("Dank u wel. Uw antwoord is binnen. Wij gaan verder."))
        return redirect("cases:mine", case_id)
    if form.errors:
        question = _question(cases.case_view(request.actor, case_id), question_id)  # perhaps we took it back meanwhile
    context = {
        "case": case,
        "question": question,
        "asked_in": shown.spoken_in(question.text),
        "because": shown.spoken(question.retracted),
        "form": form,
    }
    return render(request, "cases/answer.html", context)


def _question(case: CaseView, question_id: UUID) -> QuestionView:
    found = next((one for one in case.questions if one.id == question_id), None)
    if found is None:
        raise NotFound
    return found


def _sent(request: Request, case: CaseView, question: QuestionView, form: AnswerForm) -> bool:
    """The file first: what is wrong with it is said beside its field, and the text is kept."""
    try:
        upload = form.cleaned_data["file"]
        if upload and question.is_open:
            about = Ref("case", case.id)
            store(request.actor, upload=upload, about=about, organisation=case.summary.organisation, subject=case.party)
        cases.answer_question(request.actor, question.id, case_id=case.id, text=form.cleaned_data["text"])
    except ValidationError as error:
        form.add_error("file", error)
    except Refused as refused:
        form.add_error(None, refused.sentence)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def dispute(request: Request, case_id: UUID, key: str) -> HttpResponse:
    """Say that an answer is not right; once there is a decision, the page says what one can do then."""
    case = cases.case_view(request.actor, case_id)
    sent = next((one for one in case.answers if one.key == key), None)
    if sent is None:
        raise NotFound
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _disputed(request, case, sent, form):
        messages.success(
            request, _("Dank u wel. Wij kijken ernaar. Wat u stuurde, blijft staan tot wij het verbeteren.")
        )
        return redirect("cases:mine", case_id)
    values = {
        "case": case,
        "may": Verb.DISPUTE in case.may,
        "form": form,
        "answer": shown.answers([sent]),
        "by_register": sent.source != OWN,
        "may_object": shown.may_object(case),
    }
    status = NoLonger.status if request.method == "POST" and not values["may"] else 200
    return render(request, "cases/dispute.html", values, status=status)


def _disputed(request: Request, case: CaseView, sent: Answer, form: DisputeForm) -> bool:
    given = form.cleaned_data
    try:
        cases.dispute_answer(request.actor, case.id, question=sent.key, shown=given["shown"], reason=given["reason"])
    except Refused as refused:
        form.add_error(None, refused.sentence)
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@resident_page()
def withdrawal(request: Request, case_id: UUID) -> HttpResponse:
    """Take the request back, after a page that says what that means."""
    if request.method == "POST":
        try:
            cases.withdraw(request.actor, case_id)
            messages.success(request, _("Uw aanvraag is ingetrokken. U hoeft niets meer te doen."))
            return redirect("cases:mine", case_id)
        except NoLonger:
            pass  # the page says why
    case = cases.case_view(request.actor, case_id)
    may = Verb.WITHDRAW in case.may
    status = NoLonger.status if request.method == "POST" else 200
    return render(request, "cases/withdraw.html", {"case": case, "may": may}, status=status)
