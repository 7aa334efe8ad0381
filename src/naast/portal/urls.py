from django.urls import path

from naast.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("mijn/", views.mine, name="mine"),
    path("robots.txt", views.robots, name="robots"),
    path("insluiten/", views.embed, name="embed"),
    path("insluiten/vraag.js", views.box_script, name="box-script"),
    path("insluiten/vraag.css", views.box_style, name="box-style"),
]
