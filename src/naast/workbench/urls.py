from django.urls import path

from naast.workbench import views

app_name = "workbench"
urlpatterns = [
    path("werk/", views.queue, name="queue"),
    path("werk/rij/", views.column, name="column"),
]
