"""The words of a service: Markdown files with a heading per text, rendered to safe HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

from naast.catalogue.types import PackageError, Problem

PLACEHOLDER = re.compile(r"\{\{\s*(parameter|value):([a-z][a-z0-9_]*)\s*\}\}")
_BRACES = re.compile(r"\{\{|\}\}")
_HEADING = re.compile(r"^## +(.+?) *$")
_HEADINGS = (
    "Write '## about' for what it is and '## need' for what to have at hand; a text of your own has a name such as "
    "'## too_early'."
)
_KEY = re.compile(r"^[a-z][a-z0-9_]*$")
_EURO = re.compile(r"€\s*\d|\d\s+(?:euros?|cents?)\b")
_SAYS = {  # words that betray the other tone; `Uw` and `u` as whole words
    "nl": re.compile(r"\b(je|jij|jou|jouw|jezelf|jullie)\b", re.IGNORECASE),
    "nl_JE": re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE),
}
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "br", "abbr"}
_CLASSES = {  # of the design system
    "paragraph_open": "nl-paragraph",
    "bullet_list_open": "utrecht-unordered-list",
    "ordered_list_open": "utrecht-ordered-list",
    "list_item_open": "utrecht-unordered-list__item",
    "link_open": "nl-link",
}
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "hr", "lheading"])


def read_texts(text: str, file: str) -> tuple[dict[str, str], dict[tuple[str | int, ...], int]]:
    """The texts of a file by key; the line of each heading `(key,)` and of each line under it `(key, n)`. Raises PackageError."""
    texts: dict[str, list[str]] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    problems: list[Problem] = []
    key = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _HEADING.match(line):
            key = heading[1]
            if key in texts:
                problems.append(Problem(file, number, f"'## {key}' stands here twice.", "Leave one of the two out."))
            elif not _KEY.match(key):
                problems.append(Problem(file, number, f"'{key}' cannot be a heading.", _HEADINGS))
            texts[key], lines[key,] = [], number
        elif key:
            if line.strip() or texts[key]:  # not the empty lines under a heading
                lines[key, len(texts[key])] = number
                texts[key].append(line)
        elif line.strip():
            problems.append(Problem(file, number, "This text has no heading.", "Write '## about' above it."))
            key = "?"
            texts[key] = []  # the fault is said once
    if problems:
        raise PackageError(problems)
    return {key: "\n".join(body).strip() for key, body in texts.items()}, lines


def problems_in(
    locale: str, words: str, wrong_with: Callable[[str], tuple[str, str] | None]
) -> Iterator[tuple[str, str]]:
    """What is wrong in words that a person reads, and what to write instead; `wrong_with` says so of a parameter."""
    wrong_tone = _SAYS[locale].search(words) if locale in _SAYS else None
    if wrong_tone:
        yield f"'{wrong_tone[0]}' is not the tone of {locale}.", "Write 'u' in nl and 'je' in nl_JE, never both."
    if _EURO.search(words):
        yield "An amount is typed here.", "Make it a parameter and write {{parameter:its_name}}."
    for kind, name in PLACEHOLDER.findall(words):
        if kind == "parameter" and (found := wrong_with(name)):
            yield found
    if _BRACES.search(PLACEHOLDER.sub("", words)):
        yield "A placeholder cannot be read.", "Write {{parameter:name}} or {{value:name}}."


def wrong_in(locale: str, words: str) -> Iterator[str]:
    """The same of words as an editor types them, without their placeholders: in Dutch, and how to mend it."""
    if locale in _SAYS and (wrong_tone := _SAYS[locale].search(words)):
        yield f"‘{wrong_tone[0]}’ hoort bij de andere vorm. Schrijf hier overal ‘{'je' if locale == 'nl_JE' else 'u'}’."
    if _EURO.search(words):
        yield "Typ geen bedrag. Bedragen staan bij de feiten van de dienst, met de regel erbij."
    if _BRACES.search(PLACEHOLDER.sub("", words)):
        yield "Haal de accolades weg, of zet het woord ertussen terug zoals het was."
    if any(line.lstrip().startswith("#") for line in words.splitlines()):
        yield "Begin geen regel met #. Koppen staan vast."


def rendered(markdown: str, fill: Callable[[str, str], str]) -> str:
    """Safe HTML of a text. `fill(kind, name)` gives plain text for each placeholder; it cannot bring in mark-up."""
    return nh3.clean(
        PLACEHOLDER.sub(lambda found: html.escape(fill(found[1], found[2])), _html(markdown)),
        tags=_TAGS,
        attributes={
            "a": {"href", "hreflang", "class"},
            "abbr": {"title"},
            **{tag: {"class"} for tag in ("p", "ul", "ol", "li")},
        },
        url_schemes={"https", "tel", "mailto"},
        link_rel="noopener",
    )


@lru_cache(maxsize=2048)
def _html(markdown: str) -> str:
    tokens = _MARKDOWN.parse(markdown)
    for token in (*tokens, *(inner for outer in tokens for inner in outer.children or ())):
        if token.type in _CLASSES:
            token.attrSet("class", _CLASSES[token.type])
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def filled(words: str, fill: Callable[[str, str], str]) -> str:
    """A plain sentence with its placeholders filled in."""
    return PLACEHOLDER.sub(lambda found: fill(found[1], found[2]), words)


def placeholders(words: str) -> frozenset[tuple[str, str]]:
    return frozenset((kind, name) for kind, name in PLACEHOLDER.findall(words))


def all_words(value: object, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every text in a section that stands under a language: (path, locale, words)."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key in ("nl", "nl_JE", "en") and isinstance(inner, str):
                yield (*where, key), key, inner
            else:
                yield from all_words(inner, (*where, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from all_words(inner, (*where, index))
