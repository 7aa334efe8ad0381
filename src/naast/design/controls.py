"""Draws the controls of forms, as Django's own templates would, in a tenth of the time: a worker's page holds dozens of them.

`FORM_RENDERER` in the settings. What is not in the table goes the long way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Widget = Mapping[str, Any]


def _input(widget: Widget) -> SafeString:
    value = {} if widget["value"] is None else {"value": widget["value"]}
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], flatatt(value), flatatt(widget["attrs"])
    )


def _textarea(widget: Widget) -> SafeString:
    """A line break right after the tag is none of the text (HTML, 13.2.6.4.7)."""
    shown = widget["value"] or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], flatatt(widget["attrs"]), shown)


def _select(widget: Widget) -> SafeString:
    groups = ((_group(label, options),) for label, options, _number in widget["optgroups"])
    options = format_html_join("", "{}", groups)
    return format_html('<select name="{}"{}>{}</select>', widget["name"], flatatt(widget["attrs"]), options)


def _group(label: str | None, options: Iterable[Widget]) -> SafeString:
    drawn = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one["value"], flatatt(one["attrs"]), one["label"]) for one in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', label, drawn) if label else drawn


DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


class Controls(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)
