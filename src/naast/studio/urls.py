from django.urls import path

from naast.studio import views

app_name = "studio"
urlpatterns = [
    path("studio/", views.asked, name="asked"),
    path("studio/vragen.csv", views.export, name="export"),
    path("studio/woorden/", views.add_words, name="add-words"),
    path("studio/woorden/<uuid:added>/", views.added, name="added"),
    path("studio/woorden/<uuid:added>/proef/", views.try_words, name="try-words"),
    path("studio/woorden/<uuid:added>/live/", views.go_live, name="go-live"),
    path("studio/woorden/<uuid:added>/weg/", views.take_away, name="take-away"),
]
