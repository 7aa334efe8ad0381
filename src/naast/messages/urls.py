from django.urls import path

from naast.messages import views

app_name = "messages"
urlpatterns = [
    path("mijn/berichten/", views.mine, name="mine"),
    path("mijn/berichten/<uuid:message>/", views.read, name="read"),
]
