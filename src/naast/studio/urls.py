from django.urls import path

from naast.studio import views
from naast.studio.views import texts

app_name = "studio"
urlpatterns = [
    path("studio/", views.asked, name="asked"),
    path("studio/vragen.csv", views.export, name="export"),
    path("studio/woorden/", views.add_words, name="add-words"),
    path("studio/woorden/<uuid:added>/", views.added, name="added"),
    path("studio/woorden/<uuid:added>/proef/", views.try_words, name="try-words"),
    path("studio/woorden/<uuid:added>/live/", views.go_live, name="go-live"),
    path("studio/woorden/<uuid:added>/weg/", views.take_away, name="take-away"),
    path("studio/teksten/", texts.services, name="texts"),
    path("studio/teksten/wijziging/<uuid:own_text>/", texts.wording, name="text"),
    path("studio/teksten/wijziging/<uuid:own_text>/pagina/", texts.preview, name="text-preview"),
    path("studio/teksten/wijziging/<uuid:own_text>/live/", texts.go_live, name="text-live"),
    path("studio/teksten/wijziging/<uuid:own_text>/weg/", texts.drop, name="text-drop"),
    path("studio/teksten/wijziging/<uuid:own_text>/terug/", texts.put_back, name="text-back"),
    path("studio/teksten/<slug:slug>/", texts.service, name="service-texts"),
    path("studio/teksten/<slug:slug>/<path:place>/", texts.write, name="write-text"),
]
