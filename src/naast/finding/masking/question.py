"""A whole question without who asked it.

There is no list of all names, so the safe side is taken: a word stays only when we know it and nothing around it makes it a name.
What may stay behind: a surname that is an ordinary word and not on our list, in lower case, alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from naast.finding.masking.marks import HIDDEN, MARKS, marked
from naast.finding.masking.names import WORD, Words
from naast.finding.matching.words import cleaned, plain, small_words

LONGEST = 300  # characters that are kept: a question is short, and a letter tells too much
_TOKEN = re.compile("|".join([*map(re.escape, sorted(MARKS)), WORD.pattern, r"[.,?!:;€%&+/()'’-]"]))
_ENDS = frozenset(".!?:")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLES = _set("van de der den ten ter t el von di")
_OLD = _set("der den ten ter")  # hardly anywhere but in surnames
_NAME, _IS = _set("naam achternaam voornaam geboortenaam meisjesnaam name"), _set("is : =")
# After these stands a name, whatever the word is.
_CALLED = _set(
    "heet heette genaamd mevrouw mevr mw meneer mijnheer dhr hr mvg groet groeten groetjes tnv called mr mrs ms miss"
)
_FAMILY = _set("heer heren familie fam")  # so too, when a particle comes first: familie van Wijk
# After these a name may stand: then a word that is also a name is one.
_MAY_BE = _set(
    "ik ben heer familie fam zoon dochter man vrouw vriend vriendin partner broer zus zusje moeder vader mama papa oma opa"
    " tante oom buurman buurvrouw ex baas kind kleinkind kleinzoon kleindochter baby collega mantelzorger am son daughter"
)


@dataclass(slots=True)
class _Token:
    """A word, a mark or a sign. `plain` is empty for what is no word; `first` of a sentence."""

    typed: str
    plain: str
    first: bool
    hidden: bool = False

    @property
    def is_word(self) -> bool:
        return bool(self.plain)

    @property
    def has_capital(self) -> bool:
        return self.typed[:1].isupper() and not self.typed.isupper() and not self.first


def masked(text: str, words: Words, *, language: str = "nl") -> str:
    """What may be kept of this question: at most LONGEST characters, cut between words."""
    tokens = _tokens(marked(cleaned(text).translate({ord("["): " ", ord("]"): " "})))
    for one in tokens:
        one.hidden = one.is_word and not _may_stay(one, words, language)
    _hide_named(tokens, words)
    _hide_neighbours(tokens, words)
    return _written(tokens)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for typed in _TOKEN.findall(text):
        first = not found or found[-1].typed in _ENDS
        found.append(_Token(typed, plain(typed) if WORD.fullmatch(typed) else "", first))
    return found


def _may_stay(token: _Token, words: Words, language: str) -> bool:
    if token.has_capital:
        return words.may_have_capital(token.plain)
    return token.plain.isdigit() or words.known(token.plain, language)


def _hide_named(tokens: list[_Token], words: Words) -> None:
    """What follows words that announce a name, such as: mijn naam is, mevrouw, mijn zoon."""
    for place, one in enumerate(tokens):
        rest = tokens[place + 1 :]
        if _announces(tokens, place):
            _hide_from(rest, words, surely=True)
        elif one.plain in _MAY_BE:
            _hide_from(rest, words, surely=False)
        elif one.plain in _NAME and [each.plain for each in tokens[max(place - 2, 0) : place]] == ["is", "mijn"]:
            _hide_before(tokens[: place - 2])
        elif one.plain in _OLD and rest:
            rest[0].hidden = rest[0].is_word


def _announces(tokens: list[_Token], place: int) -> bool:
    one = tokens[place]
    before = tokens[place - 1].plain if place else ""
    after = tokens[place + 1].plain if place + 1 < len(tokens) else ""
    return (
        one.plain in _CALLED
        or (one.plain in _FAMILY and after in _PARTICLES)
        or (before in _NAME and (one.plain or one.typed) in _IS)
    )


def _hide_from(tokens: list[_Token], words: Words, *, surely: bool) -> None:
    """Hide the name that starts here: the first word, and on for as long as words can be part of it."""
    for one in tokens:
        if one.typed in ".:" or one.plain in _PARTICLES:
            continue
        if not one.is_word or (one.plain in small_words("nl") and not one.has_capital):
            return
        if not surely and not one.hidden and not words.is_also_name(one.plain):
            return
        one.hidden, surely = True, False


def _hide_before(tokens: list[_Token]) -> None:
    for one in reversed(tokens):
        if not one.is_word or (one.plain in small_words("nl") and one.plain not in _PARTICLES):
            return
        one.hidden = one.plain not in _PARTICLES


def _hide_neighbours(tokens: list[_Token], words: Words) -> None:
    """Beside a name a word that can be one is one: Roos Bakker, sanne de wit. Both ways, since a name may begin with a word."""
    for place in (*range(len(tokens)), *reversed(range(len(tokens)))):
        one = tokens[place]
        after, apart = _next_word(tokens, place)
        if after is None or not one.is_word or not (one.hidden or words.is_also_name(one.plain)):
            continue
        if words.is_also_name(after.plain) or (one.hidden and _ends_name(after, words, apart)):
            after.hidden = one.hidden = True
        elif after.hidden and not apart:
            one.hidden = True


def _ends_name(token: _Token, words: Words, apart: frozenset[str]) -> bool:
    """Behind a name: what no service says, what can be a name, whatever comes after `van`."""
    if words.may_be_name(token.plain) or apart - {"de"} or (apart and token.has_capital):
        return True
    return token.plain not in small_words("nl") and not words.of_services(token.plain)


def _next_word(tokens: list[_Token], place: int) -> tuple[_Token | None, frozenset[str]]:
    """The word after this one, and the particles of a surname in between."""
    apart: set[str] = set()
    for one in tokens[place + 1 :]:
        if one.plain not in _PARTICLES and one.typed not in ".'’-":
            return (one if one.is_word else None), frozenset(apart)
        apart.update([one.plain] if one.is_word else [])
    return None, frozenset(apart)


def _written(tokens: list[_Token]) -> str:
    """One mark for a whole name, however many words it has."""
    parts: list[str] = []
    length = 0
    for one in tokens:
        part = HIDDEN if one.hidden else one.typed
        if part == HIDDEN and parts and parts[-1] == HIDDEN:
            continue
        length += len(part) + 1
        if length > LONGEST:
            break
        parts.append(part)
    return re.sub(r" (?=[.,?!:;%)])", "", " ".join(parts))
