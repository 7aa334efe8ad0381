"""Lines of services. Each is drawn once for all who read it in that language: there may be 300 on a page."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from naast.catalogue.types import Course, ShownCourse, ShownService
from naast.design.templatetags.naast_matters import data_table
from naast.design.templatetags.naast_words import more
from naast.design.types import Column, Link, Table
from naast.kernel.clock import today

register = template.Library()

FEW = 2  # services that a phone shows at once where others may wait
BAR = (
    '<svg class="naast-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    '<rect class="naast-bar__all" width="100" height="8"/><rect class="naast-bar__part" width="{}" height="8"/></svg>{}'
)


@register.filter
def is_today(day: date | None) -> bool:
    return day == today()


@register.simple_tag
def service_list(
    services: Sequence[ShownService],
    *,
    short: bool = False,
    columns: int = 1,
    folded: bool = False,
    even_few: bool = False,
) -> SafeString:
    """Services as links with a line on what each is, unless `short`, and who does it where that is not the municipality.

    `folded`: more than a few of them wait on a phone, behind how many there are; with `even_few` a few as well.
    """
    under, language = reverse("catalogue:all"), get_language()
    lines = format_html_join("", "{}", ((_line(one, under, short, language),) for one in services))
    shown = format_html('<ul class="naast-questions naast-questions--{}">{}</ul>', columns, lines)
    if not folded or (len(services) <= FEW and not even_few):
        return shown
    return more(shown, ngettext("%(number)s dienst", "%(number)s diensten", len(services)) % {"number": len(services)})


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


@register.inclusion_tag("design/tags/data_table.html")
def course_table(courses: Iterable[ShownCourse], *, id: str) -> dict[str, Any]:  # noqa: A002
    """How it went in the last 90 days, a line for each service that starts here."""
    columns = (
        Column(_("Dienst")),
        Column(_("Gevraagd"), numeric=True),
        Column(_("Klaar"), numeric=True),
        Column(_("Meestal klaar binnen")),
        Column(_("Lukte dat?")),
    )
    rows = tuple(_course(one) for one in courses)
    return data_table(Table(_("De laatste 90 dagen, tot en met gisteren"), columns, rows), id=id)


def _course(one: ShownCourse) -> tuple[object, ...]:
    few, course = _("te weinig"), one.course
    return (
        Link(one.title, reverse("catalogue:service", args=[one.slug])),
        few if course.asked is None else course.asked,
        few if course.finished is None else course.finished,
        one.promised,
        few if course.finished is None else _how(course),
    )


def _how(course: Course) -> str:
    """The share as a bar, for who looks; the words beside it say the same, so it is nothing for who listens."""
    words = _("%(kept)s van de %(all)s keer. Negen van de tien waren klaar binnen %(days)s dagen.")
    said = words % {"kept": course.kept, "all": course.finished, "days": course.nine_in_ten}
    return format_html(BAR, 100 * (course.kept or 0) // (course.finished or 1), said)


def _who(one: ShownService) -> str:
    return format_html('{} <span lang="nl">{}</span>', _("Door:"), one.by) if one.by else _("Kan hier online")


def _part(kind: str, words: str, lang: str = "") -> SafeString:
    spoken = format_html(' lang="{}"', lang) if lang else ""
    return format_html('<span class="naast-question__{}"{}>{}</span>', kind, spoken, words)
