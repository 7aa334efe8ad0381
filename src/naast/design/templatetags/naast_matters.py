"""A matter and what happens to it: steps, dates, dossier, known facts, the human beside it."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import template
from django.utils.timezone import localtime

from naast.design.types import HumanHelp, Known, Link, Promise, Step, Table, TimelineItem
from naast.kernel.clock import today

register = template.Library()


@register.inclusion_tag("design/tags/track.html")
def track(steps: Iterable[Step], *, level: int = 3) -> dict[str, Any]:
    """Where a matter stands: done, now, later; each with a word and a sign."""
    return {"steps": steps, "level": level}


@register.inclusion_tag("design/tags/steps_list.html")
def steps_list(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What will happen, before it starts: numbered (title, detail) pairs."""
    return {"steps": steps}


@register.inclusion_tag("design/tags/to_come.html")
def to_come(steps: Iterable[Step], *, title: str, id: str = "stappen") -> dict[str, Any]:  # noqa: A002
    """The parts of a journey that are still to come, one short line each."""
    return {"steps": steps, "title": title, "id": id}


@register.inclusion_tag("design/tags/journey.html")
def journey(name: str, *, where: str, then: str = "", step: int = 0, total: int = 0) -> dict[str, Any]:
    """Which journey this is and how far: words first, the bar is decoration."""
    bar = ["now" if number == step else "done" if number < step else "" for number in range(1, total + 1)]
    return {"name": name, "where": where, "then": then, "bar": bar}


@register.inclusion_tag("design/tags/dates.html")
def dates(promise: Promise) -> dict[str, Any]:
    """The three dates of a matter."""
    return {"promise": promise, "quickest": promise.quickest_from(today())}


@register.inclusion_tag("design/tags/timeline.html")
def timeline(entries: Sequence[TimelineItem], *, level: int = 3) -> dict[str, Any]:
    """The dossier, newest first, grouped by day."""
    by_day = groupby(entries, key=lambda entry: localtime(entry.at).date())
    days = [(day, list(group)) for day, group in by_day]
    return {"days": days, "level": level, "today": today()}


@register.inclusion_tag("design/tags/known.html")
def known(facts: Known | Iterable[Known]) -> dict[str, Any]:
    """What we already know, with source, moment and reason directly under it."""
    given = [facts] if isinstance(facts, Known) else list(facts)
    sources = list(dict.fromkeys((one.source, one.at, one.because) for one in given if one.source))
    return {"facts": given, "sources": sources}


@register.inclusion_tag("design/tags/facts.html")
def facts(pairs: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """Names and values under each other, without source: a summary of what somebody filled in themselves."""
    return {"pairs": pairs}


@register.inclusion_tag("design/tags/action_card.html")
def action_card(
    title: str,
    *,
    text: str,
    url: str,
    action: str,
    label: str = "",
    number: str = "",
    id: str = "doen",  # noqa: A002
) -> dict[str, Any]:
    """The one open action, on top of the page: "1 ding voor u". `number` is the reference that tells two of a kind apart."""
    values = {"title": title, "text": text, "url": url, "action": action, "number": number, "id": id}
    return {**values, "label": label}


@register.inclusion_tag("design/tags/empty.html")
def empty(title: str, *, text: str = "", url: str = "", action: str = "", level: int = 2) -> dict[str, Any]:
    """Nothing here, and what one can do now."""
    return {"title": title, "text": text, "url": url, "action": action, "level": level}


@register.inclusion_tag("design/tags/human.html")
def human(help: HumanHelp) -> dict[str, Any]:  # noqa: A002
    """The block of a human."""
    return {"help": help}


@register.inclusion_tag("design/tags/lane_choice.html")
def lane_choice(*, fast_url: str, calm_url: str, level: int = 3) -> dict[str, Any]:
    """Two lanes of equal weight: fast and alone, or calm and together."""
    return {"fast_url": fast_url, "calm_url": calm_url, "level": level}


@register.inclusion_tag("design/tags/asked.html")
def asked(words: str, *, edit_url: str = "", lang: str = "") -> dict[str, Any]:
    """What somebody asked, in their own words, and the way to change it. `lang` where we know that it is another language."""
    return {"words": words, "edit_url": edit_url, "lang": lang}


@register.inclusion_tag("design/tags/data_table.html")
def data_table(table: Table, *, id: str) -> dict[str, Any]:  # noqa: A002
    """A table of which each row is a card on a phone. Cells are text or a Link."""
    rows = [
        [(cell, isinstance(cell, Link), column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    return {"table": table, "rows": rows, "id": id}


@register.inclusion_tag("design/tags/pager.html")
def pager(
    *,
    previous_url: str = "",
    next_url: str = "",
    previous: str = "",
    next: str = "",  # noqa: A002
) -> dict[str, Any]:
    """To the previous and next part of a long list. No counts: exact totals are slow and nobody needs them."""
    return {"previous_url": previous_url, "next_url": next_url, "previous": previous, "next": next}
