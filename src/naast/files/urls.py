from django.urls import path

from naast.files import views

app_name = "files"
urlpatterns = [path("bestanden/<uuid:file>/", views.download, name="download")]
