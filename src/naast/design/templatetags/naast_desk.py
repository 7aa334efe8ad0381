"""The workbench: queue, live alert, dossier in short lines, the bar of a matter."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from naast.design.templatetags.naast_icons import icon
from naast.design.templatetags.naast_words import clock_time
from naast.design.types import Link, QueueLine, Step, TimelineItem
from naast.kernel.clock import today

register = template.Library()


@register.inclusion_tag("design/tags/desk_queue.html")
def desk_queue(lines: Iterable[QueueLine], *, title: str, empty: str = "") -> dict[str, Any]:
    """What waits, most urgent first; J and K go down and up. `empty` is the sentence when nothing waits."""
    return {"lines": lines, "title": title, "empty": empty}


@register.simple_block_tag
def desk_live(content: str, title: str, *, when: str, text: str = "", because: str = "") -> str:
    """The one live alert: who, what, why you; the content holds its buttons. One at a time on the whole workbench."""
    values = {"content": content, "title": title, "when": when, "text": text, "because": because}
    return render_to_string("design/tags/desk_live.html", values)


@register.inclusion_tag("design/tags/desk_log.html")
def desk_log(entries: Iterable[TimelineItem]) -> dict[str, Any]:
    """The dossier in short lines, newest first; today by time, older by date."""
    return {"rows": [(entry, _when(entry.at)) for entry in entries]}


def _when(at: datetime) -> str:
    local = localtime(at)
    return clock_time(at) if local.date() == today() else date_format(local, "j M").lower()


@register.inclusion_tag("design/tags/desk_steps.html")
def desk_steps(steps: Iterable[Step]) -> dict[str, Any]:
    """The steps of a matter beside the answer field."""
    return {"steps": steps}


@register.inclusion_tag("design/tags/desk_tabs.html")
def desk_tabs(links: Iterable[Link], *, label: str) -> dict[str, Any]:
    """Parts of a list one can choose from, as links."""
    return {"links": links, "label": label}


@register.simple_tag
def desk_purpose(text: str) -> SafeString:
    """Why this worker may look, and that the person sees it."""
    return format_html('<p class="naast-desk-purpose">{}<span>{}</span></p>', icon("look"), text)


@register.inclusion_tag("design/tags/desk_promise.html")
def desk_promise(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """Short facts of a matter, name before value."""
    return {"pairs": pairs}


@register.simple_block_tag
def desk_panel(content: str, title: str, *, id: str, badge: str = "", tone: str = "plain") -> str:  # noqa: A002
    """A part of the third column. Tones: plain; reply (the purple ground of writing to a person)."""
    values = {"content": content, "title": title, "id": id, "badge": badge, "tone": tone}
    return render_to_string("design/tags/desk_panel.html", values)


@register.simple_block_tag
def desk_actions(content: str) -> SafeString:
    """The buttons under a person's name."""
    return format_html('<div class="naast-desk-actions">{}</div>', content)
