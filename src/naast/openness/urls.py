from django.urls import path

from naast.openness.views import accessibility, register

app_name = "openness"
urlpatterns = [
    path("toegankelijkheid/", accessibility.accessibility, name="accessibility"),
    path("algoritmes/", register.algorithms, name="algorithms"),
    path("algoritmes/<str:key>/", register.algorithm, name="algorithm"),
]
