from django.urls import path

from naast.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("mijn/", views.mine, name="mine"),
]
