"""The post of the demo as pages: plain text, never a mail's own HTML. `site` adds them to the demo only."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naast.demo.mail.box import letter, letters, post_folder
from naast.design.templatetags.naast_words import clock_time, day
from naast.design.types import Link
from naast.kernel.errors import NotFound
from naast.kernel.guards import public_page


@require_safe
@public_page
def post(request: HttpRequest) -> HttpResponse:
    links = [
        Link(one.subject, reverse("post:letter", args=[one.key]), text=f"{one.to}, {day(one.at)}, {clock_time(one.at)}")
        for one in letters(post_folder(settings.NAAST.state))
    ]
    return render(request, "demo/post.html", {"links": links})


@require_safe
@public_page
def one_letter(request: HttpRequest, key: str) -> HttpResponse:
    found = letter(post_folder(settings.NAAST.state), key)
    if found is None:
        raise NotFound
    return render(request, "demo/letter.html", {"letter": found})
