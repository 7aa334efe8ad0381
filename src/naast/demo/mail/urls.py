from django.urls import path

from naast.demo.mail import views

app_name = "post"
urlpatterns = [
    path("demo/post/", views.post, name="list"),
    path("demo/post/<str:key>/", views.one_letter, name="letter"),
]
