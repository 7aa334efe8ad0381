"""The addresses of the site, and the view that says nothing."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from naast.kernel.guards import public_page
from naast.site import urls as site


@public_page
def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("leeg")


urlpatterns = [path("leeg/", empty), *site.urlpatterns]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
