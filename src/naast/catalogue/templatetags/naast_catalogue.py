"""Lines of services. Each is drawn once for all who read it in that language: there may be 300 on a page."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naast.catalogue.types import ShownService

register = template.Library()


@register.simple_tag
def service_list(services: Iterable[ShownService], *, short: bool = False, columns: int = 1) -> SafeString:
    """Services as links with a line on what each is, unless `short`, and who does it where that is not the municipality."""
    under, language = reverse("catalogue:all"), get_language()
    lines = format_html_join("", "{}", ((_line(one, under, short, language),) for one in services))
    return format_html('<ul class="naast-questions naast-questions--{}">{}</ul>', columns, lines)


@lru_cache(maxsize=4_096)
def _line(one: ShownService, under: str, short: bool, language: str | None) -> SafeString:  # noqa: FBT001
    """`language` is that of this moment: another one is another line."""
    return format_html(
        '<li><a class="naast-question" href="{}{}/">{}{}{}</a></li>\n',
        under,
        one.slug,
        _part("title", one.title, one.named_in),
        "" if short else _part("text", one.line, one.named_in),
        _part("text", _who(one)) if one.by or one.starts_here else "",
    )


def _who(one: ShownService) -> str:
    return format_html('{} <span lang="nl">{}</span>', _("Door:"), one.by) if one.by else _("Kan hier online")


def _part(kind: str, words: str, lang: str = "") -> SafeString:
    spoken = format_html(' lang="{}"', lang) if lang else ""
    return format_html('<span class="naast-question__{}"{}>{}</span>', kind, spoken, words)
