"""The addresses of the site as the demo has them."""

from django.urls import include, path

from naast.site import urls as site

urlpatterns = [
    *site.urlpatterns,
    path("", include("naast.demo.mail.urls")),
    path("", include("naast.demo.tour.urls")),
]
handler404 = site.handler404
