from django.urls import path

from naast.workbench import views

app_name = "workbench"
urlpatterns = [
    path("werk/", views.queue, name="queue"),
    path("werk/rij/", views.column, name="column"),
    path("werk/weergave/", views.keep_view, name="keep-view"),
    path("werk/weergave/<uuid:view>/weg/", views.remove_view, name="remove-view"),
]
