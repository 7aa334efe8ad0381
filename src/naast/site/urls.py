from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from naast.site.capabilities import CAPABILITIES

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"naast.{name}.urls")) for name in CAPABILITIES),
]
if settings.NAAST.mode == "demo":
    urlpatterns += [path("", include("naast.demo.mail.urls")), path("", include("naast.demo.tour.urls"))]

handler400 = "naast.kernel.answers.bad_request"
handler403 = "naast.kernel.answers.forbidden"
handler404 = "naast.kernel.answers.not_found"
handler500 = "naast.kernel.outage.failed"
