"""Headings, links, buttons, labels and the blocks that hold text. Named after NL Design System components where those exist."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from naast.design.templatetags.naast_icons import icon
from naast.design.types import Link
from naast.kernel.clock import today

register = template.Library()

TRAILING_ICONS = {"next", "down"}
ALERT_ICONS = {"info": "info", "ok": "done", "warning": "clock", "error": "warning"}
PREFIXES = {"van", "de", "den", "der", "el", "al", "ten", "ter", "te", "in", "'t", "da", "di", "la", "le"}


@register.simple_tag
def heading(text: str, *, level: int = 2, look: int | None = None, id: str = "") -> SafeString:  # noqa: A002
    """A heading of `level`; `look` lets it look like another level without breaking the outline."""
    return format_html(
        '<h{level} class="nl-heading nl-heading--level-{look}"{id}>{text}</h{level}>',
        level=level,
        look=look or level,
        id=format_html(' id="{}"', id) if id else "",
        text=text,
    )


@register.simple_tag
def paragraph(text: str, *, lead: bool = False, soft: bool = False) -> SafeString:
    """A paragraph; `lead` for the one under the heading, `soft` for what may be skipped."""
    extra = f"{' nl-paragraph--lead' if lead else ''}{' naast-soft' if soft else ''}"
    return format_html('<p class="nl-paragraph{} naast-measure">{}</p>', extra, text)


@register.simple_tag
def link(label: str, url: str, *, icon_name: str = "", lang: str = "", block: bool = False) -> SafeString:
    """A link in running text; `block` gives it a line and a target of its own."""
    return format_html(
        '<a class="nl-link{}" href="{}"{}>{}{}</a>',
        " naast-link" if block or icon_name else "",
        url,
        format_html(' lang="{0}" hreflang="{0}"', lang) if lang else "",
        icon(icon_name) if icon_name else "",
        format_html("<span>{}</span>", label) if icon_name else label,
    )


def _face(label: str, icon_name: str, key: str) -> SafeString:
    """What stands on a button: icon, word, key; an arrow to what comes next stands behind the word."""
    word = format_html('<span class="nl-button__label">{}</span>', label)
    sign = icon(icon_name) if icon_name else ""
    parts = [word, sign] if icon_name in TRAILING_ICONS else [sign, word]
    return format_html_join("", "{}", ((one,) for one in [*parts, kbd(key) if key else ""]))


def _button_class(variant: str, *, human: bool, wide: bool) -> str:
    danger = " nl-button--negative" if variant == "danger" else ""
    base = f"nl-button nl-button--{'primary' if variant == 'danger' else variant}{danger}"
    return f"{base}{' naast-human' if human else ''}{' naast-wide' if wide else ''}"


@register.simple_tag
def button(
    label: str,
    *,
    variant: str = "primary",
    icon_name: str = "",
    type: str = "submit",  # noqa: A002
    name: str = "",
    value: str = "",
    human: bool = False,
    wide: bool = False,
    key: str = "",
    attrs: dict[str, str] | None = None,
) -> SafeString:
    """A button. `variant` primary, secondary, subtle or danger; `human` purple; `key` its key on the workbench."""
    given = {"name": name, "value": value, "data-key": key, **(attrs or {})}
    return format_html(
        '<button class="{}" type="{}"{}>{}</button>',
        _button_class(variant, human=human, wide=wide),
        type,
        format_html_join("", ' {}="{}"', ((name, value) for name, value in given.items() if value)),
        _face(label, icon_name, key),
    )


@register.simple_tag
def button_link(
    label: str,
    url: str,
    *,
    variant: str = "primary",
    icon_name: str = "",
    human: bool = False,
    wide: bool = False,
    key: str = "",
) -> SafeString:
    """A link that looks like a button: for going somewhere. What changes something is a `button` in a POST form."""
    return format_html(
        '<a class="{}" href="{}"{}>{}</a>',
        _button_class(variant, human=human, wide=wide),
        url,
        format_html(' data-key="{}"', key) if key else "",
        _face(label, icon_name, key),
    )


@register.simple_tag
def badge(label: str, *, tone: str = "neutral") -> SafeString:
    """A word in a small field. Tones: neutral, now, ok, info, warning, error, example."""
    return format_html('<span class="naast-badge naast-badge--{}">{}</span>', tone, label)


@register.simple_tag
def example_mark() -> SafeString:
    """A star behind what is only an example, which a screen reader says in words. The page explains it once, with a badge."""
    return format_html(
        '<sup><span aria-hidden="true">*</span><span class="naast-unseen"> ({})</span></sup>', _("voorbeeld")
    )


@register.simple_tag
def reference(text: str) -> SafeString:
    """A reference or code that people read out letter by letter."""
    return format_html('<span class="naast-code" translate="no">{}</span>', text)


@register.simple_tag
def kbd(keys: str | int) -> SafeString:
    """A key on the keyboard, as a hint for who sees it; the key itself is announced by `aria-keyshortcuts`."""
    return format_html(
        '<kbd class="naast-key" aria-hidden="true">{}</kbd>', str(keys).capitalize().replace("+enter", " ↵")
    )


def initials(name: str) -> str:
    """At most two letters of a name, prefixes such as "van der" left out."""
    words = [word for word in name.replace("-", " ").split() if word.lower() not in PREFIXES]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.simple_tag
def person_leaf(name: str = "") -> SafeString:
    """The leaf of a person who helps, with initials. The name itself stands beside it in words."""
    return format_html('<span class="naast-leaf" aria-hidden="true">{}</span>', initials(name))


@register.filter
def day(value: date | datetime) -> str:
    """A date in words with the weekday: donderdag 17 december 2026."""
    return date_format(_local(value) if isinstance(value, datetime) else value, "l j F Y")


@register.filter
def near_day(value: date | datetime) -> str:
    """As `day`, without the year where nobody can mistake it: within half a year from now."""
    plain = localtime(value).date() if isinstance(value, datetime) else value
    return date_format(plain, "l j F") if abs((plain - today()).days) < 183 else day(plain)


@register.filter
def clock_time(value: datetime) -> str:
    """A time as it is spoken here: 09.31."""
    return f"{_local(value):%H.%M}"


@register.filter
def machine_time(value: datetime) -> str:
    """As `<time datetime>` wants it: 2026-12-17T09:31:00+01:00."""
    return _local(value).isoformat()


def _local(value: datetime) -> datetime:
    return localtime(value) if is_aware(value) else value


@register.filter
def alert_kind(level_tag: str) -> str:
    """The kind of alert for a message of Django ("success", "debug", ...)."""
    return {"success": "ok", "warning": "warning", "error": "error"}.get(level_tag, "info")


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: str = "", *, level: int = 2) -> str:
    """A message on the page. Kinds: info, ok, warning, error. The words say it; the colour helps."""
    values = {"content": content, "kind": kind, "icon": ALERT_ICONS[kind], "title": title, "level": level}
    return render_to_string("design/tags/alert.html", values)


@register.simple_block_tag
def section(
    content: str,
    title: str,
    *,
    id: str,  # noqa: A002
    eyebrow: str = "",
    lead: str = "",
    level: int = 2,
    kind: str = "plain",
    named_by: str = "",
) -> str:
    """A part of a page under its own heading. Kinds: plain; part (green line above it); close (less space above).

    `named_by`: the id of something in it that a screen reader says after the title, where another part has the same title.
    """
    values: dict[str, Any] = {"content": content, "title": title, "id": id, "eyebrow": eyebrow, "named_by": named_by}
    return render_to_string("design/tags/section.html", {**values, "lead": lead, "level": level, "kind": kind})


@register.simple_block_tag
def more(content: str, label: str) -> SafeString:
    """What may wait: folded away on a phone, plainly there where there is room and on paper (more.css)."""
    return format_html('<details class="naast-more"><summary>{}</summary>{}</details>', label, content)


class _SpokenIn(template.Node):
    def __init__(self, inside: template.NodeList, language: FilterExpression) -> None:
        self.inside, self.language = inside, language

    def render(self, context: template.Context) -> SafeString:
        language = self.language.resolve(context)
        if not language:
            return self.inside.render(context)
        with override(language):
            return format_html('<div lang="{}">{}</div>', language, self.inside.render(context))


@register.tag
def spoken_in(parser: Parser, token: Token) -> template.Node:
    """A part of a page in another language than the page (WCAG 3.1.2), headings and dates too; with "" it is part of the page."""
    _, language = token.split_contents()
    inside = parser.parse(("endspoken_in",))
    parser.delete_first_token()
    return _SpokenIn(inside, parser.compile_filter(language))


@register.simple_block_tag
def actions(content: str, note: str = "") -> SafeString:
    """Buttons and links in a row, the filled button first; `note` is one soft sentence beside them."""
    beside = format_html('<p class="nl-paragraph naast-actions__note">{}</p>', note) if note else ""
    return format_html('<div class="naast-actions">{}{}</div>', content, beside)


@register.inclusion_tag("design/tags/chips.html")
def chips(links: Iterable[Link], *, label: str, light: bool = True) -> dict[str, Any]:
    """Short choices in a row, such as filters; `light=False` on the dark ground of a hero."""
    return {"links": links, "label": label, "light": light}


@register.inclusion_tag("design/tags/link_list.html")
def link_list(links: Iterable[Link], *, columns: int = 1) -> dict[str, Any]:
    """Links with a line of explanation under each, in one or two columns."""
    return {"links": links, "columns": columns}


@register.inclusion_tag("design/tags/ways.html")
def ways(links: Iterable[Link]) -> dict[str, Any]:
    """Ways to go on, each with an icon, a name and a line under it."""
    return {"links": links}


@register.inclusion_tag("design/tags/parts_nav.html")
def parts_nav(links: Iterable[Link], *, label: str) -> dict[str, Any]:
    """What is on this page, as links to its parts."""
    return {"links": links, "label": label}


@register.inclusion_tag("design/tags/urgent.html")
def urgent(title: str, url: str, *, text: str = "", aside: str = "") -> dict[str, Any]:
    """The way for somebody in danger: always on top of a list of questions."""
    return {"title": title, "url": url, "text": text, "aside": aside}
