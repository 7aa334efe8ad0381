"""The style guide: the manual of who writes pages, and the ground of browser tests; and the colours of organisations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naast.design import faces, samples, tokens
from naast.kernel.guards import public_page


@public_page
def style_guide(request: HttpRequest, template: str = "design/styleguide/index.html") -> HttpResponse:
    """Every tag in every state, each drawn from the very line that is shown beneath it."""
    face = "lommerwaard"
    values = {
        "groups": samples.drawn(request),
        "ramps": tokens.swatches(face),
        "contrast": tokens.contrast_table(face),
        **samples.values(),
    }
    return render(request, template, values)


@require_safe
@public_page
def face(_request: HttpRequest, word: str) -> HttpResponse:
    """The colours that this address names, whoever asks: the same for ever, so that a browser asks once."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(faces.stylesheet(word), content_type="text/css; charset=utf-8", headers=headers)
