"""What is measured of a page in each of its states. Every measure gives what is wrong, a line for each; nothing is good."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from naast.design.pairs import LARGE_OR_SIGN, PAIRS, TEXT
from naast.design.tokens import colours

PHONE, NARROW, DOUBLE = 360, 320, 640  # CSS px; 320 is WCAG 2.2, 1.4.10, and 640 with twice the letters is 1.4.4
AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text()
NAMES = {colour: name for name, colour in colours("lommerwaard").items()}  # the face of the town
LEAST = {(one.front, one.ground): one.least for one in PAIRS}
NEEDS = {"text": TEXT, "sign": LARGE_OR_SIGN}
VIOLATIONS = """async () => {
    const found = await axe.run(document, {resultTypes: ['violations', 'incomplete'],
        rules: {'label-content-name-mismatch': {enabled: true}}});
    const lines = (kind) => found[kind].map(
        (one) => [one.id, one.nodes.map((node) => node.html.slice(0, 200)).join(' | ')]);
    return {violations: lines('violations'), unjudged: lines('incomplete')};
}"""
TARGETS = """async () => (await axe.run(document, {runOnly: ['target-size'], resultTypes: ['violations']})).violations
    .flatMap((one) => one.nodes.map((node) => node.html.slice(0, 200)))"""
SETTLED = """() => new Promise((next) => requestAnimationFrame(() => {  // a colour on its way is no colour of ours
    document.getAnimations().filter((one) => one instanceof CSSTransition).forEach((one) => one.finish());
    requestAnimationFrame(next);
}))"""
SIDEWAYS = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] : [...document.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > window.innerWidth).map((one) => one.outerHTML.slice(0, 160))"""
CUT = """() => [...document.querySelectorAll('body *')].filter((one) => {
    const look = getComputedStyle(one);
    return one.checkVisibility({visibilityProperty: true}) && one.innerText?.trim() && !one.closest('.naast-unseen')
        && ((['hidden', 'clip'].includes(look.overflowX) && one.scrollWidth > one.clientWidth + 1)
            || (['hidden', 'clip'].includes(look.overflowY) && one.scrollHeight > one.clientHeight + 1));
}).map((one) => one.outerHTML.slice(0, 160))"""
STYLED = """async (rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-block-end: 2em !important }"""  # WCAG 2.2, 1.4.12
LARGE = ":root { font-size: 200% !important; --utrecht-root-font-size: 200% !important }"
# Text, signs and the lines of what one fills in or presses, each with the nearest colour that lies under it.
STANDING = """() => {
    const hex = (colour) => {
        const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
        return alpha && '#' + [red, green, blue].map((one) => one.toString(16).padStart(2, '0')).join('');
    };
    const ground = (one) => {
        for (let at = one; at; at = at.parentElement) {
            const here = hex(getComputedStyle(at).backgroundColor);
            if (here) return here;
        }
        return '#ffffff';
    };
    const typed = 'input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea';
    return [...document.querySelectorAll('body *')].flatMap((one) => {
        if (!one.checkVisibility({visibilityProperty: true}) || one.closest('.naast-swatches, .naast-preview')) return [];
        const look = getComputedStyle(one), found = [], line = hex(look.borderTopColor);
        const add = (kind, colour, under, where) => found.push([kind, colour, ground(under), where.outerHTML.slice(0, 120)]);
        if (one.matches(typed) || [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
            add('text', hex(look.color), one, one);
        if (one.matches('svg.naast-icon')) add('sign', hex(look.color), one, one.parentElement);
        if (one.matches('input, select, textarea, .nl-button') && parseFloat(look.borderTopWidth) && line)
            add('sign', line, one.parentElement, one);
        return found;
    });
}"""


Faults = dict[str, list[str]]  # per measure what is wrong


def faults_of(page: Page) -> tuple[Faults, list[str]]:
    """What is wrong with this page as it is now, and the rules of axe that a person has to judge."""
    page.evaluate(AXE)
    axe = page.evaluate(VIOLATIONS)
    found = {"axe": [f"{rule}: {where}" for rule, where in axe["violations"]], "contrast": list(_unknown_pairs(page))}
    _at(page, PHONE)
    found["targets"] = page.evaluate(TARGETS)
    _at(page, DOUBLE, LARGE)
    found["letters"] = page.evaluate(SIDEWAYS)
    _at(page, NARROW)
    found["reflow"] = page.evaluate(SIDEWAYS)
    _at(page, NARROW, SPACING)
    found["spacing"] = page.evaluate(SIDEWAYS) + page.evaluate(CUT)
    return found, [rule for rule, _where in axe["unjudged"]]


def _at(page: Page, width: int, rules: str = "") -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(STYLED, rules)
    page.evaluate(SETTLED)


def _unknown_pairs(page: Page) -> Iterator[str]:
    """What stands on what here, in each theme, and is not in the list that every face is held against."""
    for preference in ("more", "no-preference"):
        page.emulate_media(contrast=preference)
        page.evaluate(SETTLED)
        for kind, front, ground, where in page.evaluate(STANDING):
            pair = (NAMES.get(front, front), NAMES.get(ground, ground))
            if LEAST.get(pair, 0) < NEEDS[kind]:
                yield f"{kind} of {pair[0]} on {pair[1]}: {where}"
