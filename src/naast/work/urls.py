from django.urls import path

from naast.work import views

app_name = "work"
urlpatterns = [path("werk/taak/<uuid:item>/", views.item, name="item")]
