"""The frame of a page: slots that others fill, the menu, the hero, the question box, the state of saving."""

import contextlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from naast.design.types import FrameSlot, NavItem
from naast.kernel.actor import ANONYMOUS
from naast.kernel.registry import registry

register = template.Library()

last_phones: dict[Path, str] = {}  # per host and language; ALLOWED_HOSTS bounds the number of hosts


def fillers(slot: str) -> list[FrameSlot]:
    """Who fills this place of the frame, in order."""
    return sorted((one for one in registry.declared(FrameSlot) if one.slot == slot), key=lambda one: one.order)


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """What the capabilities put in this place of the frame.

    Without a request (the page for a 500, which must not need a database) only the phone is there: the number last shown.
    """
    request = context.get("request")
    if request is None:
        return mark_safe(_last_phone(str(context.get("host"))) if name == "phone" else "")  # noqa: S308
    filled = [(one.template, values) for one in fillers(name) if (values := one.context(request)) is not None]
    if name == "phone":
        _remember_phone(request.get_host(), _drawn(request, [(one, {**values, "until": ""}) for one, values in filled]))
    return mark_safe(_drawn(request, filled))  # noqa: S308 - rendered templates


def _drawn(request: HttpRequest, filled: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    return "".join(render_to_string(template, dict(values), request=request) for template, values in filled)


def _remember_phone(host: str, html: str) -> None:
    """Also on disk, for a process that starts anew and meets a 500 first. Without until when: it may be night by then."""
    file = _phone_file(host)
    if last_phones.get(file) != html:
        last_phones[file] = html
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, "utf-8")


def _last_phone(host: str) -> str:
    file = _phone_file(host)
    with contextlib.suppress(OSError):
        return last_phones.get(file) or file.read_text("utf-8")
    return ""


def _phone_file(host: str) -> Path:
    of = sha256(f"{host} {get_language()}".encode()).hexdigest()[:16]
    return Path(settings.NAAST_CACHE) / f"phone-{of}.html"


def _may_see(item: NavItem, request: HttpRequest) -> bool:
    actor = getattr(request, "actor", ANONYMOUS)
    return item.permission is None or bool(actor.organisations_with(item.permission))


def _seen(request: HttpRequest, place: str) -> list[tuple[NavItem, str]]:
    items = sorted((one for one in registry.declared(NavItem) if one.place == place), key=lambda one: one.order)
    return [(one, reverse(one.url_name)) for one in items if _may_see(one, request)]


@register.simple_tag(takes_context=True)
def work_home(context: Context) -> str:
    """Where the work of who looks begins: the first item of their menu; "" where nothing is open to them."""
    request = context.get("request")
    return next((url for _, url in _seen(request, "staff")), "") if request else ""


@register.inclusion_tag("design/tags/nav.html", takes_context=True)
def nav(context: Context, place: str) -> Mapping[str, Any]:
    """The menu of this place. The item whose address is the longest start of this page's address is current."""
    request = context.get("request")
    if request is None:
        return {"items": []}
    seen = _seen(request, place)
    here = max((url for _, url in seen if request.path.startswith(url)), key=len, default="")
    if here == "/" and request.path != "/":
        here = ""
    return {"items": [(one, url, url == here) for one, url in seen], "place": place}


MARK = mark_safe(
    '<svg class="naast-mark" viewBox="0 0 48 34" aria-hidden="true" focusable="false">'
    '<path class="naast-mark__we" d="M0 1c18 0 26 11 26 31C8 32 0 20 0 1z"/>'
    '<path class="naast-mark__human" d="M48 9c0 15-6 23-19 23 0-15 6-23 19-23z"/></svg>'
)
KINDS = ("Gemeente", "Provincie", "Waterschap")


@register.simple_tag
def mark() -> SafeString:
    """The two leaves beside each other: the sign of Naast."""
    return MARK


@register.simple_tag
def logo(name: str) -> SafeString:
    """The sign and the name of the organisation, linked to the home page; "Gemeente" stands small above the name."""
    kind, _, rest = (name or "Naast").partition(" ")
    small, large = (kind, rest) if kind in KINDS else ("", name or "Naast")
    above = format_html('<span class="naast-logo__kind">{}</span> ', small) if small else ""
    return format_html('<a class="naast-logo" href="/">{}<span>{}{}</span></a>', MARK, above, large)


@register.simple_block_tag
def hero(content: str, title: str, *, lead: str = "", label_for: str = "") -> str:
    """The dark head of the home page with leaves; `label_for` makes the heading the label of the question box."""
    return render_to_string(
        "design/tags/hero.html", {"content": content, "title": title, "lead": lead, "label_for": label_for}
    )


@register.simple_block_tag
def band(content: str, title: str = "") -> str:
    """A full-width band between parts."""
    return render_to_string("design/tags/band.html", {"content": content, "title": title})


@register.inclusion_tag("design/tags/ask_box.html")
def ask_box(
    *,
    url: str,
    value: str = "",
    name: str = "vraag",
    id: str = "vraag",  # noqa: A002
    label: str = "",
    described_by: str = "",
    heard: bool = False,
) -> dict[str, Any]:
    """The question box. Without `label` something else on the page must be its label (the hero's heading).

    `heard` lets people say their question where their browser can: only on pages that may use a microphone (site/headers.py).
    """
    values = {"url": url, "value": value, "name": name, "id": id, "heard": heard}
    return {**values, "label": label, "described_by": described_by}


@register.inclusion_tag("design/tags/read_aloud.html")
def read_aloud() -> dict[str, Any]:
    """Reads this page aloud, where the browser has a voice for it on the device itself. First in the block `back`."""
    return {}


@register.inclusion_tag("design/tags/leave_quickly.html")
def leave_quickly() -> dict[str, Any]:
    """For who may be watched: the weather, at once. It stays in sight. In the block `back`."""
    return {"weather": "https://www.knmi.nl/nederland-nu/weer/verwachtingen"}


@register.inclusion_tag("design/tags/back_link.html")
def back_link(url: str, label: str = "") -> dict[str, Any]:
    """One step back."""
    return {"url": url, "label": label}
