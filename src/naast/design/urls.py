from django.urls import path

from naast.design.views import style_guide

app_name = "design"
urlpatterns = [
    path("design/", style_guide, name="style-guide"),
    path("design/werk/", style_guide, {"template": "design/styleguide/desk.html"}, name="style-guide-desk"),
]
