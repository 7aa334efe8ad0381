"""Help that was asked for: for the resident who asked, and for the worker who helps."""

from __future__ import annotations

from uuid import UUID

from naast.catalogue.types import said
from naast.identity.types import Staff
from naast.journeys.models import HelpRequest
from naast.journeys.queries.matters import Matter, matter_of
from naast.journeys.types import HelpView
from naast.kernel.types import Ref
from naast.parties import api as parties
from naast.work import api as work


def help_for(matter: Matter) -> HelpView | None:
    """The help that is open for this draft."""
    row = matter.draft.helps.filter(settled_at=None).first()
    if row is None:
        return None
    holder: Staff | None = work.taken_by(row.ref)
    return HelpView(row.reference, row.due_at, row.phone, holder.name if holder else "")


def draft_with_number(number: str) -> UUID | None:
    """For which draft this number was given to who asked for help. It tells nothing of the draft, and opens nothing."""
    return HelpRequest.objects.filter(reference=number).values_list("draft", flat=True).first()


def known_phone(matter: Matter) -> str:
    """The number this person gave, here or before; empty when we know none."""
    for key, question in matter.journey.questions.items():
        row = matter.answers.get(key)
        if question.form == "phone" and row and isinstance(row.value, str):
            return row.value
    return parties.phone_of(matter.draft.owner) if matter.draft.owner else ""


def facts_for_worker(about: Ref) -> tuple[tuple[str, str], ...]:
    """Where somebody stands and what was tried, name before value; nothing of the answers elsewhere."""
    row = HelpRequest.objects.select_related("draft").filter(pk=about.id).first()
    if row is None:
        return ()
    matter = matter_of(row.draft)
    facts = (
        ("Nummer", row.reference),
        ("Wie", "Ingelogd" if row.draft.owner else "Niet ingelogd: vraag naar het nummer"),
        ("Dienst", said(matter.package.sections["service"]["title"], "nl")),
        ("Kwam niet verder bij", row.question),
        ("Vragen daarvoor beantwoord", str(len(matter.walk.path))),
        ("Typte daar", row.tried),
        ("Onze pagina zei", row.refused),
        ("In eigen woorden", row.words),
        ("Bel terug op", row.phone),
    )
    return tuple((name, value) for name, value in facts if value)
