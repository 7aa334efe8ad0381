"""The site with three pages more, one per kind of guard."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from naast.kernel.actor import Assurance
from naast.kernel.guards import resident_page, staff_page

FRAME = Template("{% load naast %}{% slot 'session' %}")


def _say(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    roles = ",".join(sorted(one.role for one in actor.assignments))
    who = f"{actor.kind} {actor.party or actor.id} level {int(actor.assurance)} roles {roles} "
    return HttpResponse(who + FRAME.render(Context({"request": request})))


@resident_page()
def mine(request: HttpRequest) -> HttpResponse:
    return _say(request)


@resident_page(level=Assurance.SUBSTANTIAL)
def sensitive(request: HttpRequest) -> HttpResponse:
    return _say(request)


@staff_page("cases.see")
def work(request: HttpRequest) -> HttpResponse:
    return _say(request)


urlpatterns = [
    path("proef/mijn/", mine),
    path("proef/gevoelig/", sensitive),
    path("proef/werk/", work),
    path("", include("naast.site.urls")),
]
handler403 = "naast.kernel.answers.forbidden"
handler404 = "naast.kernel.answers.not_found"
