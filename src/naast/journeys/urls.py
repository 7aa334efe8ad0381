from django.urls import path

from naast.journeys.views import checking, counter, staff, starting, steps, stopping

app_name = "journeys"
DRAFT = "regel/<slug:slug>/<uuid:draft>/"
urlpatterns = [
    path("regel/<slug:slug>/", starting.start, name="start"),
    path("regel/<slug:slug>/verder/<str:token>/", starting.resume, name="resume"),
    path(DRAFT, starting.go_on, name="open"),
    path(f"{DRAFT}van-mij/", starting.claim, name="claim"),
    path(f"{DRAFT}vraag/<slug:question>/", steps.step, name="step"),
    path(f"{DRAFT}vraag/<slug:question>/bewaar/", steps.autosave, name="autosave"),
    path(f"{DRAFT}antwoord/", checking.outcome, name="outcome"),
    path(f"{DRAFT}nakijken/", checking.check, name="check"),
    path(f"{DRAFT}klaar/", checking.done, name="done"),
    path(f"{DRAFT}later/", stopping.later, name="later"),
    path(f"{DRAFT}weg/", stopping.discard, name="discard"),
    path(f"{DRAFT}hulp/", stopping.stuck, name="stuck"),
    path("werk/personen/<uuid:party>/aanvraag/", counter.begin_for, name="begin-for"),
    path("werk/reizen/<slug:slug>/", staff.picture, name="picture"),
]
