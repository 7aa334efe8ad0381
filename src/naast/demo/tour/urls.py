from django.urls import path

from naast.demo.tour import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.tour, name="tour"),
    path("demo/bevolkingsregister/", views.switch_register, name="register"),
]
