from django.urls import path

from naast.finding import views

app_name = "finding"
urlpatterns = [
    path("zoek/", views.answer, name="answer"),
    path("zoek/suggesties", views.suggestions, name="suggestions"),
]
