from django.urls import path, register_converter

from naast.design import faces
from naast.design.views import face, style_guide


class FaceConverter:
    """The word of a face, as `naast.design.faces` writes it."""

    regex = "[a-z0-9_-]{1,200}"

    def to_python(self, value: str) -> str:
        faces.read(value)
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FaceConverter, "face")

app_name = "design"
urlpatterns = [
    path("uiterlijk/<face:word>.css", face, name="face"),
    path("design/", style_guide, name="style-guide"),
    path("design/werk/", style_guide, {"template": "design/styleguide/desk.html"}, name="style-guide-desk"),
]
