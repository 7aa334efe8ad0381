"""What a worker needs to phone or write to somebody about a case."""

from __future__ import annotations

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html

from naast.cases.models import Case
from naast.catalogue.api import version as package_version
from naast.kernel.actor import SYSTEM
from naast.kernel.rows import only
from naast.kernel.types import Ref
from naast.messages.api import messages_for
from naast.parties.api import phone_of


def facts_to_tell(about: Ref) -> tuple[tuple[str, str], ...]:
    """The number to call, and the newest message about this case: that is the news. Name before value."""
    case = only(Case.objects.filter(pk=about.id))
    if case is None:
        return ()
    phone = _phone(case)
    call = format_html('<a class="nl-link" href="tel:{}">{}</a>', phone, phone) if phone else "We weten geen nummer."
    news = next(iter(messages_for(SYSTEM, party=case.party, about=about, limit=1)), None)
    return (
        ("Bel", call),
        *((("Het nieuws", news.subject), ("In het bericht", linebreaks_filter(news.body))) if news else ()),
    )


def _phone(case: Case) -> str:
    """The number in the request, else the one this person gave us last."""
    questions = package_version(case.service_version).sections["journey"]["questions"]
    asked = {key for key, one in questions.items() if one.get("form") == "phone"}
    return next((one["shown"] for one in case.request if one["key"] in asked), "") or phone_of(case.party)
