"""One question on a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from naast.catalogue.types import said
from naast.design.forms import readable
from naast.design.refused import MEND
from naast.design.types import Known
from naast.files.api import files_about
from naast.files.types import FileStatus
from naast.journeys import actions
from naast.journeys import answers as kinds
from naast.journeys.actions import Given
from naast.journeys.answers import AnswerForm, Posted
from naast.journeys.forms import RIGHT, WRONG, KnownForm, ReasonForm, seen_in
from naast.journeys.queries.matters import Matter
from naast.journeys.types import Question, QuestionType
from naast.journeys.views.doors import frame, held_by, next_url, open_matter, step_url
from naast.kernel.errors import NotFound, Refused
from naast.kernel.guards import actor_of, public_page
from naast.kernel.limits import limit, limit_actor
from naast.kernel.registry import registry
from naast.parties.ports import FactSource

OTHERWISE = "anders"
# What is not right, on the page that says so.
MEND_ANSWER, MEND_KNOWN, MEND_NEWER = "antwoord", "bekend", "nieuwer"
REFUSED_FILE = "journeys.refused_file"
UPLOADS_PER_MINUTE = 30
SAVES_PER_MINUTE = 120  # per draft; a page saves at most 40 times


@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def step(request: HttpRequest, slug: str, draft: UUID, question: str) -> HttpResponse:
    matter = open_matter(request, slug, draft)
    if question not in matter.journey.questions:
        raise NotFound
    if matter.draft.status != "open" or question not in (*matter.walk.path, matter.walk.at):
        return redirect(next_url(matter))
    if matter.draft.owner is None and actor_of(request).is_resident:
        return redirect("journeys:claim", slug, draft)
    asked = matter.journey.questions[question]
    if request.method != "POST":
        return _show(request, matter, asked)
    if request.POST.get("hulp"):
        return _stuck(request, matter, asked)
    if "klopt" in request.POST or request.POST.get("bekend"):
        return _known(request, matter, asked)
    return _answer(request, matter, asked)


def _answer(request: HttpRequest, matter: Matter, question: Question) -> HttpResponse:
    request.session.pop(REFUSED_FILE, None)
    if request.FILES:
        limit_actor(request, "journeys.upload", per_minute=UPLOADS_PER_MINUTE)
    given = actions.answer(
        actor_of(request),
        matter.draft.pk,
        question.key,
        dict(request.POST.lists()),
        seen=seen_in(request.POST),
        reason=readable(request.POST.get("reden", "")).strip(),
        upload=request.FILES.get("file"),
        held=held_by(request),
    )
    if given.saved:
        return _onwards(request, matter)
    return _mend(request, matter, question, given) if given.kept else _show(request, matter, question, given=given)


def _mend(request: HttpRequest, matter: Matter, question: Question, given: Given) -> HttpResponse:
    """A page of its own says what is not right, so that Back and reload show it and send nothing again."""
    if refused := given.form.errors.get("file"):
        request.session[REFUSED_FILE] = [str(matter.draft.pk), question.key, *refused]
    return redirect(_mend_url(matter, question, MEND_NEWER if given.newer else MEND_ANSWER))


def _mend_url(matter: Matter, question: Question, what: str) -> str:
    return f"{step_url(matter, question.key)}?{MEND}={what}"


def _onwards(request: HttpRequest, matter: Matter) -> HttpResponse:
    actions.fetch_for(actor_of(request), matter.draft.pk, held=held_by(request))
    return redirect(next_url(open_matter(request, matter.draft.service, matter.draft.pk)))


def _known(request: HttpRequest, matter: Matter, question: Question) -> HttpResponse:
    form = KnownForm(request.POST)
    if not form.is_valid():
        return redirect(_mend_url(matter, question, MEND_KNOWN))
    otherwise = f"{step_url(matter, question.key)}?{OTHERWISE}=1"
    if form.cleaned_data["klopt"] == WRONG:
        return redirect(otherwise)
    right = actions.confirm(
        actor_of(request), matter.draft.pk, question.key, seen=seen_in(request.POST), held=held_by(request)
    )
    return _onwards(request, matter) if right else redirect(otherwise)


def _stuck(request: HttpRequest, matter: Matter, question: Question) -> HttpResponse:
    """What was typed is kept first; then who can help."""
    actor, draft, held = actor_of(request), matter.draft.pk, held_by(request)
    typed = dict(request.POST.lists())
    actions.keep_typed(actor, draft, question.key, typed, seen=matter.draft.revision, held=held)
    actions.ask_help(actor, draft, question.key, held=held)
    return redirect(f"{reverse('journeys:stuck', args=[matter.draft.service, matter.draft.pk])}?vraag={question.key}")


@require_POST
@public_page
def autosave(request: HttpRequest, slug: str, draft: UUID, question: str) -> HttpResponse:
    """What is being typed, sent by the page itself. The page says so in a header, so that this does not count as activity."""
    matter = open_matter(request, slug, draft)
    try:
        limit("journeys.autosave", actor_key=f"draft:{draft}", per_minute=SAVES_PER_MINUTE)
        revision = actions.keep_typed(
            actor_of(request),
            matter.draft.pk,
            question,
            dict(request.POST.lists()),
            seen=seen_in(request.POST),
            held=held_by(request),
        )
    except Refused as refused:
        return JsonResponse({"text": refused.sentence}, status=refused.status)
    return JsonResponse({"version": revision, "text": _("Bewaard, zojuist.")})


def _show(request: HttpRequest, matter: Matter, question: Question, *, given: Given | None = None) -> HttpResponse:
    """The question; with `given` as an answer that was too long to keep, so that nothing of it is lost."""
    mend = "" if given else request.GET.get(MEND, "")
    context = {
        **frame(matter, question.key),
        "question": question,
        "label": said(question.label, matter.on.language),
        "why": said(question.why, matter.on.language),
        "known": known_of(matter, question),
        "failed": _failed(matter, question),
        "back_url": _back(matter, question),
        "unsafe": _unsafe(matter, question),
        "multipart": question.type is QuestionType.UPLOAD,
        "shown_files": list(matter.on_for(question).files) if question.type is QuestionType.UPLOAD else [],
        "version": given.revision if given else matter.draft.revision,
        "newer": given.newer if given else _newer(matter, question, mend),
    }
    if given is None and _asks_whether_right(request, matter, question, mend):
        known = KnownForm({} if mend == MEND_KNOWN else _confirmed(matter, question))
        return render(request, "journeys/known.html", {**context, "form": known})
    form = given.form if given else _form(request, matter, question, mend)
    reason = _reason_form(request.POST if given else None, matter, question)
    headed = next(iter(form.fields)) if form.headed else ""
    return render(request, "journeys/step.html", {**context, "form": form, "reason": reason, "headed": headed})


def _form(request: HttpRequest, matter: Matter, question: Question, mend: str) -> AnswerForm:
    """The form with what was typed last, else the answer, else the fact that we know; errors only after an answer was refused."""
    on, half = matter.on_for(question), _half(matter, question)
    if half is not None:
        return _judged(request, matter, question, half) if mend == MEND_ANSWER else kinds.unjudged(question, half, on)
    if question.key in matter.answers:
        return kinds.form_with(question, matter.answers[question.key].value, on)
    fact = matter.fact_for(question)
    return kinds.form_with(question, fact.value if fact and _is_answer(question) else None, on)


def _judged(request: HttpRequest, matter: Matter, question: Question, half: Posted) -> AnswerForm:
    form = kinds.read(question, half, matter.on_for(question))
    draft, key, *refused = request.session.get(REFUSED_FILE, ("", ""))
    if (draft, key) == (str(matter.draft.pk), question.key):
        form.add_error("file", ValidationError(refused))
    return form


def _half(matter: Matter, question: Question) -> Posted | None:
    """What was typed here and is not the answer: half-way, or refused."""
    return next((row.fields for row in matter.draft.typed.all() if row.question == question.key), None)


def _newer(matter: Matter, question: Question, mend: str) -> str:
    """The answer of somebody else that stood in the way of what is in the form, in words."""
    row = matter.answers.get(question.key)
    if mend != MEND_NEWER or row is None or _half(matter, question) is None:
        return ""
    return kinds.shown(question, row.value, matter.on)


def _reason_form(posted: Any, matter: Matter, question: Question) -> ReasonForm | None:
    """Where a fact that we know is the answer, and is not right: room to say why."""
    fact = matter.fact_for(question)
    if fact is None or fact.value is None or not _is_answer(question):
        return None
    typed = (_half(matter, question) or {}).get("reden")
    return ReasonForm(posted or ({"reden": typed[0]} if typed else None))


def _is_answer(question: Question) -> bool:
    """Whether the fact can be the answer as it is; of a family one still has to choose."""
    return question.type is not QuestionType.FAMILY


def _asks_whether_right(request: HttpRequest, matter: Matter, question: Question, mend: str) -> bool:
    fact, row = matter.fact_for(question), matter.answers.get(question.key)
    if fact is None or fact.value is None or not _is_answer(question):
        return False
    if request.GET.get(OTHERWISE) or mend in (MEND_ANSWER, MEND_NEWER):
        return False
    return row is None or row.source != "self" or mend == MEND_KNOWN


def _confirmed(matter: Matter, question: Question) -> dict[str, str] | None:
    row = matter.answers.get(question.key)
    return {"klopt": RIGHT} if row and row.source != "self" else None


def known_of(matter: Matter, question: Question) -> Known | None:
    """What we know for this question: the value in words, its source, when and why we fetched it."""
    fact, prefill = matter.fact_for(question), question.prefill
    if fact is None or prefill is None or fact.value is None:
        return None
    language = matter.on.language
    shown = (
        "\n".join(matter.on.people.values())
        if not _is_answer(question)
        else _fact_in_words(matter, question, fact.value)
    )
    label = said(prefill.label, language)
    source = _("de %(source)s") % {"source": _source_name(prefill.source)}
    return Known(label, shown, source=source, at=fact.at, because=said(prefill.ground, language))


def _fact_in_words(matter: Matter, question: Question, value: Any) -> str:
    return kinds.shown(question, value, matter.on) if kinds.is_right(question, value, matter.on) else ""


def _source_name(key: str) -> str:
    source = registry.find(FactSource, key)
    return str(source.name) if source else key


def _failed(matter: Matter, question: Question) -> str:
    """The sentence for a source that gives no answer now; the question is open to type."""
    fact = matter.fact_for(question)
    if fact is None or not fact.failed:
        return ""
    return _("De %(source)s geeft nu geen antwoord. Daarom vragen we het u.") % {"source": _source_name(fact.source)}


def _unsafe(matter: Matter, question: Question) -> list[str]:
    """Names of what was given here and was not safe, as long as nothing took its place."""
    if question.type is not QuestionType.UPLOAD or matter.on_for(question).files:
        return []
    return [one.name for one in files_about(matter.draft.ref) if one.status is FileStatus.REFUSED]


def _back(matter: Matter, question: Question) -> str:
    passed = [key for key in matter.walk.path if key in matter.journey.questions]
    before = passed[: passed.index(question.key)] if question.key in passed else passed
    if before:
        return step_url(matter, before[-1])
    return reverse("journeys:start", args=[matter.draft.service])
