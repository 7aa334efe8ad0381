from django.urls import path

from naast.openness.views import register

app_name = "openness"
urlpatterns = [
    path("algoritmes/", register.algorithms, name="algorithms"),
    path("algoritmes/<str:key>/", register.algorithm, name="algorithm"),
]
