from django.urls import include, path

from naast.finding import views
from naast.finding.rest import finder

app_name = "finding"
urlpatterns = [
    path("zoek/", views.answer, name="answer"),
    path("zoek/naar/<slug:slug>/", views.onward, name="onward"),
    path("zoek/suggesties", views.suggestions, name="suggestions"),
    path("api/finder/v1/", include(finder.routes)),
]
