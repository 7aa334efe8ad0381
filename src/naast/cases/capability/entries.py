"""The lines that a case writes in the dossier, and why the organisation looks at the person."""

from django.utils.translation import gettext_lazy as _

from naast.dossier.types import EntryKind, Purpose

PURPOSES = (
    Purpose(
        key="cases.handle",
        label=_("wij uw zaak behandelen"),
        ground="AVG art. 6 lid 1 onder c en e; Awb 3:2",
        for_search=True,
        staff_label="Ik behandel een zaak van deze inwoner",
    ),
)

ENTRY_KINDS = (
    EntryKind(
        key="cases.taken",
        sentence=_("%(handler)s ging aan de slag met %(title)s"),
        detail=_("Nummer %(reference)s"),
        icon="person",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="cases.given-back",
        sentence=_("%(title)s wacht op een collega die verdergaat"),
        detail=_("Nummer %(reference)s"),
        icon="person",
        group="matter",
    ),
    EntryKind(
        key="cases.take-undone",
        sentence=_("%(title)s wacht op een collega die verdergaat"),
        detail=_("%(handler)s pakte het per ongeluk op."),
        icon="person",
        group="matter",
    ),
    EntryKind(
        key="cases.handed-over",
        sentence=_("%(handler)s gaat verder met %(title)s"),
        detail=_("Nummer %(reference)s"),
        icon="person",
        group="matter",
        tone="human",
    ),
    EntryKind(
        key="cases.to-team",
        sentence=_("Team %(receiving)s gaat verder met %(title)s"),
        detail=_("Nummer %(reference)s"),
        icon="person",
        group="matter",
    ),
    EntryKind(
        key="cases.noted",
        sentence=_("Wij schreven een notitie bij %(title)s"),
        staff_sentence="Notitie bij %(title)s",
        detail=_("‘%(words)s’"),
        icon="edit",
        group="matter",
    ),
    EntryKind(
        key="cases.asked",
        sentence=_("Wij vroegen u iets over %(title)s"),
        staff_sentence="Vraag aan de inwoner over %(title)s",
        detail=_("%(question)s Graag antwoord uiterlijk %(answer_by)s."),
        icon="question",
        group="message",
        tone="human",
    ),
    EntryKind(
        key="cases.answered",
        sentence=_("U gaf antwoord over %(title)s"),
        staff_sentence="Antwoord van de inwoner over %(title)s",
        detail=_("%(question)s U schreef: %(answer)s"),
        icon="message",
        group="message",
    ),
    EntryKind(
        key="cases.question-lapsed",
        sentence=_("Wij kregen op tijd geen antwoord over %(title)s"),
        detail=_("We gaan verder met wat we weten. Onze vraag was: %(question)s"),
        icon="clock",
        group="matter",
    ),
    EntryKind(
        key="cases.later",
        sentence=_("%(title)s duurt langer dan we zeiden"),
        detail=_("De nieuwe datum is %(usual)s."),
        icon="clock",
        group="matter",
    ),
    EntryKind(
        key="cases.corrected",
        sentence=_("Wij verbeterden uw antwoord bij: %(question)s"),
        staff_sentence="Antwoord verbeterd bij: %(question)s",
        detail=_("Eerst stond er: %(before)s. Nu staat er: %(after)s. Waarom: %(reason)s"),
        icon="edit",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="cases.decided",
        sentence=_("Wij namen een besluit over %(title)s"),
        staff_sentence="Besluit over %(title)s",
        detail=_("%(reasons)s"),
        icon="decision",
        group="decision",
        tone="human",
    ),
    EntryKind(
        key="cases.withdrawn",
        sentence=_("U trok %(title)s in"),
        staff_sentence="Ingetrokken door de inwoner: %(title)s",
        detail=_("Nummer %(reference)s"),
        icon="close",
        group="matter",
    ),
    EntryKind(
        key="cases.closed",
        sentence=_("%(title)s is klaar"),
        detail=_("Nummer %(reference)s"),
        icon="done",
        group="matter",
    ),
)
