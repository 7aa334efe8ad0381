"""The icons: our own drawings on a 24 px grid, 2 px line, round ends. A name says what it means, not what it looks like."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ICONS = {
    "home": '<path d="M3.5 11.5 12 4l8.5 7.5M6 9.5V20h4v-5.5h4V20h4V9.5"/>',
    "report": '<path d="M4 10v4h3l9 4.5v-13L7 10zM8 14l1 5.5h2.5M19 9.5a4 4 0 0 1 0 5"/>',
    "appointment": '<path d="M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4"/>',
    "matters": '<path d="M3.5 6h6l2 2.5h9V19h-17zM8.5 13.8l2.3 2.2 4.4-4.4"/>',
    "phone": '<path d="M5.5 3.5h3.6l1.7 4.6-2.3 1.7a12 12 0 0 0 5.7 5.7l1.7-2.3 4.6 1.7v3.6a2 2 0 0 1-2 2'
    'A15 15 0 0 1 3.5 5.5a2 2 0 0 1 2-2z"/>',
    "callback": '<path d="M4.5 12A7.5 7.5 0 1 0 7 6.4L4.5 8.5M4.5 4.5v4h4M12 8v4.2l2.8 1.7"/>',
    "chat": '<path d="M4 5h16v11h-9.5L5.5 20v-4H4zM8 9h8M8 12.2h5"/>',
    "visit": '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0C18.5 15 12 21 12 21z"/><circle cx="12" cy="10" r="2.3"/>',
    "bus": '<path d="M4 5h16v12H4zM4 11h16M9.5 5v6M14.5 5v6"/><circle cx="8" cy="18.3" r="1.7"/>'
    '<circle cx="16" cy="18.3" r="1.7"/>',
    "video": '<path d="M3.5 7h11v10h-11zM14.5 11l6-3v8l-6-3"/>',
    "message": '<path d="M3.5 6h17v12.5h-17zM4 6.8l8 6 8-6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.6-4 3.8-5.7 7.5-5.7s6.9 1.7 7.5 5.7"/>',
    "people": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.5-3.4 3.2-5 6.5-5s6 1.6 6.5 5M15.5 5.4a3.5 3.5 0 0 1 0 6.2'
    'M18 15.2c2 .7 3.2 2.1 3.5 4.3"/>',
    "done": '<path d="M4.5 12.8l4.8 4.7L19.5 7"/>',
    "warning": '<path d="M12 4l9.3 16H2.7zM12 10v4.3M12 17.1v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.8"/><path d="M12 11.2v5M12 7.8v.1"/>',
    "question": '<circle cx="12" cy="12" r="8.8"/><path d="M9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2 1-1.2 1.8M12 16.8v.1"/>',
    "look": '<path d="M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="2.7"/>',
    "fetched": '<path d="M12 4v13M6.5 12l5.5 5.5 5.5-5.5M5 20.5h14"/>',
    "down": '<path d="M12 4.5v14M6 13l6 6 6-6"/>',
    "sent": '<path d="M20.5 4 3.5 11l6.5 2.8 2.9 6.7zM10 13.8 20.5 4"/>',
    "next": '<path d="M4.5 12h14M13 6.5l5.5 5.5-5.5 5.5"/>',
    "back": '<path d="M19.5 12h-14M11 6.5 5.5 12l5.5 5.5"/>',
    "edit": '<path d="M4 20l1.2-4.6L16.3 4.3l3.4 3.4L8.6 18.8zM13.8 6.8l3.4 3.4"/>',
    "speak": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5"/>',
    "listen": '<path d="M4 9.5v5h3.5L12 18V6L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "print": '<path d="M7 8V4h10v4M7 16.5H4V8h16v8.5h-3M7 13.5h10v7H7z"/>',
    "document": '<path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 15.5h6"/>',
    "upload": '<path d="M12 19V6M6.5 11.5 12 6l5.5 5.5M5 3h14"/>',
    "decision": '<path d="M6 3.5h12v17H6zM9 8h6M9 11h3M9.3 16l1.6 1.6 3.6-3.6"/>',
    "consent": '<path d="M3.5 12.5 7 9h4l3.5 3.2a1.6 1.6 0 0 1-2.2 2.3L10.5 13M13.5 9H17l3.5 3.5'
    '-6.2 6.2a1.8 1.8 0 0 1-2.6 0L7 14.5"/>',
    "same": '<path d="M5 9.2h14M5 14.8h14"/>',
    "fast": '<path d="M13 3 5.5 13.5h5.8L10.5 21 18.5 10.4h-5.9z"/>',
    "calm": '<path d="M4.5 9.5H16V14a5.5 5.5 0 0 1-5.5 5.5h-.5A5.5 5.5 0 0 1 4.5 14zM16 11h1.7a2.6 2.6 0 0 1 0 5.2H15.5'
    'M8.3 3.5v3M12.2 3.5v3"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5l5 5"/>',
    "task": '<path d="M5 4.5h14v15H5zM8.5 12l2.4 2.4 4.6-4.8"/>',
    "pause": '<path d="M9 5.5v13M15 5.5v13"/>',
    "deviate": '<path d="M12 20s-7.5-4.6-7.5-9.8A4 4 0 0 1 12 8a4 4 0 0 1 7.5 2.2C19.5 15.4 12 20 12 20z"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.2V12l3.3 2"/>',
    "language": '<circle cx="12" cy="12" r="8.8"/><path d="M3.5 12h17M12 3.2c3 2.5 4.2 5.4 4.2 8.8s-1.2 6.3-4.2 8.8'
    'c-3-2.5-4.2-5.4-4.2-8.8S9 5.7 12 3.2z"/>',
    "house": '<path d="M3.5 11.5 12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5h4v5"/>',
    "money": '<path d="M17.5 6.5A7 7 0 1 0 17.5 17.5M4 10.3h9M4 13.7h8"/>',
    "add": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="M6 6l12 12M18 6 6 18"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing of this name, hidden from screen readers: the word stands beside it. Unknown names raise KeyError."""
    return format_html(
        '<svg class="naast-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - our own constant
    )
