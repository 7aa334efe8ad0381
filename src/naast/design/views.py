"""The style guide: the manual of who writes pages, and the ground that the browser tests walk over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from naast.design import samples, tokens
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
