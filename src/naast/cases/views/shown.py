"""A case as the frame draws it: steps, lines of the dossier, words for the state it is in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter
from uuid import UUID

from django.forms import Form
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naast.cases.types import NEW, OWN, Answer, CaseStep, CaseView, MergedRequest, NoLonger, Outcome, Status, Turn
from naast.catalogue.api import period
from naast.design import types as shown
from naast.design.forms import Text
from naast.dossier.types import EntryView
from naast.files.api import files_about
from naast.files.types import StoredFile
from naast.finding.api import language_of
from naast.identity.api import staff
from naast.kernel.clock import AMSTERDAM, local_day, today, written
from naast.kernel.errors import Forbidden, Refused, Stale
from naast.kernel.types import Ref
from naast.parties.types import Channel, Lane, PersonCard
from naast.work.types import WorkItemView, WorkStatus


def steps(case: CaseView, *, staff: bool = False) -> list[shown.Step]:
    """The steps of the service as the resident reads them, with our question in front of the step it holds up."""
    drawn: list[shown.Step] = []
    for step in case.steps:
        if step.is_now and case.summary.turn is Turn.RESIDENT:
            drawn.append(_question(case, staff=staff))
        drawn.append(_step(step, held=case.summary.turn is Turn.RESIDENT))
    return [*drawn, *_end(case, staff=staff)]


def _end(case: CaseView, *, staff: bool) -> Iterable[shown.Step]:
    """How it ended, where that is another way than the steps of the service tell."""
    if case.summary.outcome is Outcome.WITHDRAWN:
        yield shown.Step("De inwoner trok het in" if staff else _("U trok dit in"), "done")
    elif case.decision and case.summary.outcome in {Outcome.REFUSED, Outcome.NOT_CONSIDERED}:
        at = written(local_day(case.decision.decided_at))
        yield shown.Step("Het antwoord is nee" if staff else _("Het antwoord is nee"), "done", at=at)


def _step(step: CaseStep, *, held: bool) -> shown.Step:
    if step.done_at:
        return shown.Step(step.label, "done", at=written(local_day(step.done_at)))
    usual = _("meestal %(period)s") % {"period": period(step.usual, get_language() or "nl")} if step.usual else ""
    return shown.Step(step.label, "now" if step.is_now and not held else "later", detail=step.detail, at=usual)


def _question(case: CaseView, *, staff: bool) -> shown.Step:
    question = case.open_question
    until = written(question.answer_by) if question else ""
    if staff:
        return shown.Step("Vraag aan de inwoner", "now", detail=f"De inwoner is aan zet, tot en met {until}.")
    return shown.Step(
        _("Onze vraag aan u"), "now", detail=_("U bent aan zet. Graag antwoord uiterlijk %(day)s.") % {"day": until}
    )


def whose_turn(case: CaseView) -> str:
    """Who has to do something now, in one sentence."""
    match case.summary.turn:
        case Turn.RESIDENT:
            return _("U bent aan zet. Wij wachten op uw antwoord.")
        case Turn.NOBODY if case.goes_on_in:
            return _("U hoeft niets te doen.")
        case Turn.NOBODY:
            return _after(case)
        case _:
            return _("Wij zijn aan zet. U hoeft niets te doen.")


def _after(case: CaseView) -> str:
    """Who has to do something once it is decided: the step that is left says it. Who may object still chooses."""
    left = next((one for one in case.steps if one.is_now), None)
    if left and left.who is Turn.RESIDENT:
        return _("U bent aan zet. Bij de stap hieronder leest u wat u nog doet.")
    if left:
        return _("U hoeft nu niets te doen. Hieronder leest u wat er nog gebeurt.")
    if may_object(case):
        return _("Wij vragen niets meer van u.")
    return _("Deze zaak is klaar. U hoeft niets meer te doen.")


def may_object(case: CaseView) -> bool:
    """Whether the six weeks to object still run (Awb 6:7)."""
    return bool(case.decision and case.decision.object_until and case.decision.object_until >= today())


def state(case: CaseView) -> tuple[str, str]:
    """A word for where the case stands, and the tone of its badge."""
    if case.summary.outcome is Outcome.MERGED:
        return "samengevoegd", "neutral"
    words = {
        Status.SENT: ("nieuw", "info"),
        Status.ASSESSED: ("in behandeling", "neutral"),
        Status.WAITING: ("wacht op inwoner", "warning"),
        Status.DECIDED: ("besloten", "ok"),
        Status.CLOSED: ("klaar", "ok"),
    }
    return words[case.summary.status]


@dataclass(frozen=True)
class Refusal:
    """Why what a worker did was not done, and what to do now; one thought a sentence."""

    title: str
    sentences: tuple[str, ...]


def refusal(
    case: CaseView, refused: Refused | Forbidden | None, entries: Sequence[EntryView], *, me: UUID | None
) -> Refusal | None:
    """The case stands differently: what happened, when, and the way on. Else the sentence of the refusal itself."""
    if not isinstance(refused, Stale | Forbidden):
        return Refusal("Dit lukte niet", (refused.sentence,)) if refused else None
    newest = next((one for one in entries if one.group != "look" and one.about == Ref("case", case.id)), None)
    return Refusal(
        _who_was_first(case, refused, me=me),
        (
            *([f"{newest.sentence}, {_when(newest.at)}."] if newest else []),
            "We hebben niets van u verstuurd of veranderd.",
            _onward(case, refused, me=me),
        ),
    )


def _who_was_first(case: CaseView, refused: Stale | Forbidden, *, me: UUID | None) -> str:
    if isinstance(refused, Forbidden):
        return f"{case.handler_name} behandelt deze zaak nu" if case.handler_name else "U behandelt deze zaak nu niet"
    return "De zaak is net veranderd" if case.handler in (None, me) else f"{case.handler_name} was u voor"


def _onward(case: CaseView, refused: Stale | Forbidden, *, me: UUID | None) -> str:
    if case.handler not in (None, me):
        return f"Wilt u iets doorgeven? Overleg met {case.handler_name}."
    if isinstance(refused, NoLonger):
        return refused.sentence
    if isinstance(refused, Forbidden):
        return "Wilt u ermee verder? Pak de zaak dan op."
    return "Kijk wat er nieuw is. Klopt het nog? Druk dan nog eens op de knop."


def why_over(case: CaseView) -> str:
    """Why this team has nothing more to do with the case."""
    if case.summary.outcome is Outcome.WITHDRAWN:
        return "De inwoner trok de aanvraag net in."
    if case.goes_on_in:
        return f"De aanvraag gaat net verder onder nummer {case.goes_on_in.reference}."
    if case.summary.status is Status.CLOSED:
        return "De zaak is net afgerond."
    return "Uw team behandelt deze zaak nu niet."


@dataclass(frozen=True)
class Merged:
    """A request that goes on in this case, as either side reads it."""

    request: MergedRequest
    title: str
    answers: tuple[tuple[str, str], ...]
    files: tuple[StoredFile, ...]


def merged(case: CaseView) -> list[Merged]:
    return [
        Merged(
            one,
            _("U stuurde ook nummer %(reference)s") % {"reference": one.reference},
            tuple(answers(one.answers)),
            files_about(Ref("case", one.case)),
        )
        for one in case.merged
    ]


def _when(at: datetime) -> str:
    day = local_day(at)
    return f"{'vandaag' if day == today() else written(day)} om {at.astimezone(AMSTERDAM):%H.%M} uur"


def typed(form: Form | None) -> list[str]:
    """The words of a worker in a form that has no place on the page any more."""
    fields = (name for name, one in form.fields.items() if isinstance(one, Text)) if form else ()
    return [words for name in fields if form and (words := form.data.get(name, "").strip())]


def spoken_in(words: str) -> str:
    """The language of what somebody wrote, where the page is in English and the words are not; else "" (WCAG 2.2, 3.1.2)."""
    if (get_language() or "nl")[:2] == "nl":
        return ""
    language = language_of(words)
    return "" if language == "en" else language


def spoken(words: str, language: str | None = None) -> str:
    """The words, marked where they are not in the language of the page."""
    language = spoken_in(words) if language is None else language
    return format_html('<span lang="{}">{}</span>', language, words) if language else words


def answers(given: Iterable[Answer], *, of: UUID | None = None) -> Iterable[tuple[str, str]]:
    """What we go by, each with where it came from when that was not the resident, what it was before and what was said of it.

    Question and answer stay in the language in which they were sent. With the case that they are `of`, a resident finds under
    each the way to say that it is not right.
    """
    for one in given:
        language = spoken_in(one.label)
        label = spoken(one.label, language)
        answer = _answer(one, language)
        yield label, format_html("{}{}", answer, _way_to_dispute(of, one, label)) if of else answer


def _way_to_dispute(case: UUID, one: Answer, label: str) -> str:
    address = reverse("cases:dispute", args=[case, one.key])
    return format_html(
        '<br><a class="nl-link" href="{}">{}<span class="naast-unseen"> {}</span></a>',
        address,
        _("Klopt dit niet?"),
        label,
    )


def _answer(one: Answer, language: str) -> str:
    now = spoken(one.now, language)
    said = now if one.source == OWN else format_html("{} ({})", now, _from(one.source))
    told = [*_corrected(one, language), *_disputed(one)]
    notes = ((words,) for _at, words in sorted(told, key=itemgetter(0)))
    return format_html("{}{}", said, format_html_join("", '<br><span class="naast-soft">{}</span>', notes))


def _corrected(one: Answer, language: str) -> Iterable[tuple[datetime, str]]:
    earlier = [one.shown, *(made.shown for made in one.corrections)]
    for before, made in zip(earlier, one.corrections, strict=False):
        words = format_html(
            _("{name} verbeterde dit op {day}. Eerst stond er: {before}. Waarom: {reason}"),
            name=made.corrected_by,
            day=written(local_day(made.corrected_at)),
            before=spoken(before, language),
            reason=spoken(made.reason),
        )
        yield made.corrected_at, words


def _disputed(one: Answer) -> Iterable[tuple[datetime, str]]:
    for made in one.disputes:
        words = format_html(
            _("Bericht van {day}: dit klopt niet. Er moet staan: {words}"),
            day=written(local_day(made.said_at)),
            words=spoken(made.words),
        )
        yield made.said_at, words


def _from(source: str) -> str:
    return _("uit de BRP") if source == "brp" else source


def facts_of(case: CaseView) -> list[tuple[str, str]]:
    """When the resident hears, for the worker; while the clock stands still, what it becomes when the answer comes today."""
    dates, until = case.summary.promise, case.summary.still_until
    quickest = dates.quickest_from(today())
    pairs = [
        ("Klok", f"staat stil, tot en met {written(until)}. Komt het antwoord vandaag? Dan:") if until else None,
        ("Meestal op", written(dates.usual)),
        ("Op zijn snelst", written(quickest)) if quickest else None,
        ("Uiterlijk (wet)", written(dates.by_law)) if dates.by_law else None,
    ]
    return [pair for pair in pairs if pair]


def moment(case: CaseView, work: Iterable[WorkItemView]) -> list[tuple[str, str]]:
    """Why the worker has this open, and what comes next."""
    waiting = next((one for one in work if one.status is not WorkStatus.DONE), None)
    following = next((one for one in steps(case, staff=True) if one.state == "now"), None)
    waits = case.summary.turn is Turn.RESIDENT
    pairs = (
        ("Vraagt", case.summary.title),
        ("Waarom nu", _why_now(case, waiting) if waiting else ""),
        ("Volgende stap", (following.detail if waits else following.label) if following else ""),
    )
    return [(name, words) for name, words in pairs if words]


FINALS = {
    Status.WAITING: "Een vraag die verstuurd is, kunt u niet terugzetten, wel intrekken.",
    Status.DECIDED: "Een besluit kunt u niet terugzetten.",
}


def _why_now(case: CaseView, work: WorkItemView) -> str:
    """What a colleague wrote, or why it is in the queue; once somebody took it, that it was new is no reason any more."""
    return work.returned or ("" if case.handler and work.because == NEW else work.because)


def ahead(case: CaseView) -> date | None:
    """The day from which what we promise counts, while it has not come: a decision may be too early."""
    return case.counts_from if case.counts_from and case.counts_from > today() else None


def final(case: CaseView, *, me: UUID | None) -> str:
    """For who has the case: that what they told last cannot be put back."""
    return FINALS.get(case.summary.status, "") if case.handler == me else ""


@dataclass(frozen=True)
class HandedOver:
    """A colleague gave this case to who looks now: who, when in words, and what the colleague wrote."""

    by: str
    when: str
    words: str


def handed_over(case: CaseView, work: Iterable[WorkItemView], *, me: UUID | None) -> HandedOver | None:
    """None for a case that nobody gave, or of which the receiver already said to have seen it."""
    item = next((one for one in work if one.handed_by and one.handed_at and one.taken_by == me), None)
    if item is None or case.handler != me or item.handed_by is None or item.handed_at is None:
        return None
    return HandedOver(staff(item.handed_by).name, _when(item.handed_at), item.returned)


LANES = {Lane.FAST: "Doet het snel en zelf.", Lane.TOGETHER: "Doet het rustig en samen."}
CHANNELS = {Channel.MAIL: "Liefst per mail.", Channel.PHONE: "Liefst bellen.", Channel.POST: "Liefst een brief."}


def person_line(person: PersonCard, day: date) -> str:
    """Who this is, in one line for a worker: age, lane and channel."""
    age = f"{years_between(person.birth_date, day)} jaar." if person.birth_date else ""
    return " ".join(filter(None, (age, LANES[person.lane], CHANNELS.get(person.channel, ""))))


def years_between(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
