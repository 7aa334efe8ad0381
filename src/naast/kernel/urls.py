from django.urls import path

from naast.kernel.live import live

app_name = "kernel"
urlpatterns = [path("live/", live, name="live")]
