"""Where is my request? A number leads who may see the case to it; of everybody else it learns nothing, and tells nothing.

References are read out, printed and forwarded, so they open nothing: for who did not sign in no row is even
looked at, and the answer is the same for every well-formed number.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naast.cases import api as cases
from naast.cases.forms import ReferenceForm
from naast.design.types import Link
from naast.identity.api import Request, public_page, sign_in_url
from naast.journeys.api import open_drafts
from naast.kernel.actor import Assurance
from naast.kernel.limits import limit_request

PER_MINUTE = 10


@require_safe
@public_page
def where(request: Request) -> HttpResponse:
    form = ReferenceForm(request.GET if "nummer" in request.GET else None)
    if not form.is_valid():
        return render(request, "cases/where.html", {"form": form}, status=422 if form.errors else 200)
    limit_request(request, "cases.where", per_minute=PER_MINUTE)
    reference = form.cleaned_data["nummer"]
    if not request.actor.is_resident:
        return render(request, "cases/where.html", {"reference": reference, "ways": list(_ways(request, reference))})
    found = cases.case_with_reference(request.actor, reference)
    if found:
        return redirect("cases:mine", found)
    if begun := open_drafts(request.actor, number=reference):  # that one names when asking for help
        return redirect(begun[0].url)
    return render(request, "cases/where.html", {"reference": reference, "signed_in": True})


def _ways(request: Request, reference: str) -> Iterable[Link]:
    """How to get in: signing in comes back here, and goes on to the case."""
    back = f"{request.path}?{urlencode({'nummer': reference})}"
    signed = _("Logde u ook in toen u het verstuurde? Dan gaat u meteen naar uw aanvraag.")
    yield Link(_("Log in met DigiD"), sign_in_url(back, Assurance.LOW), signed, "lock")
    if request.organisation:
        phone = request.organisation.phone
        calling = _("Bel %(phone)s") % {"phone": phone.display}
        yield Link(
            calling,
            f"tel:{phone.number}",
            _("Ook als u het zonder inloggen verstuurde. Houd uw nummer bij de hand. We vragen wie u bent."),
            "phone",
        )
    yield Link(_("Kom langs"), reverse("organisations:contact"), _("Neem iets mee waarop uw naam staat."), "visit")
