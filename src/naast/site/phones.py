"""The page of trouble gives the number of the organisation, also in a process that no page was asked of before."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import engines

from naast.organisations.middleware import OrganisationMiddleware

PHONE = '{% load naast %}{% slot "phone" %}'  # which keeps what it last drew, for when there is no database


def know_phones() -> None:
    """Of each host that is ours."""
    phone = engines["django"].from_string(PHONE)
    draw = OrganisationMiddleware(lambda request: HttpResponse(phone.render({}, request)))
    for host in (urlsplit(settings.NAAST.base_url).netloc, *settings.NAAST.hosts):
        request = HttpRequest()
        request.META["HTTP_HOST"] = host
        draw(request)
