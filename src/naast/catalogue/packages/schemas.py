"""The shapes of the parts of a package that the catalogue itself understands (JSON Schema 2020-12).

A part may carry `x-write`: what to write instead when it is wrong.
"""

from __future__ import annotations

from typing import Any

from naast.catalogue.types import LOCALES

Schema = dict[str, Any]

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
NAME = "^[a-z][a-z0-9_]*$"
KEY = "^[a-z][a-z0-9-]*$"
PERIOD = "^[1-9][0-9]* (working )?(day|week|month)s?$"


def thing(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """An object with exactly these parts."""
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def listed(of: Schema, *, least: int = 0, most: int = 200) -> Schema:
    return {"type": "array", "items": of, "minItems": least, "maxItems": most}


def text(pattern: str = "", *, write: str = "", most: int = 2000) -> Schema:
    schema: Schema = {"type": "string", "minLength": 1, "maxLength": most}
    if pattern:
        schema |= {"pattern": pattern}
    if write:
        schema |= {"x-write": write}
    return schema


DATE = text(r"^\d{4}-\d{2}-\d{2}$", write="Write a date as 2026-11-21.")


def words(*, most: int = 2000) -> Schema:
    """A text in each language and tone."""
    return thing(("nl",), **{locale: text(most=most) for locale in LOCALES})


WORDS = words()
SOURCE = thing(
    ("law", "article"),
    law=text(),
    article={"type": ["string", "number"], "x-write": 'Write the article, such as "2.39, tweede lid".'},
    url=text("^https://", write="Write the address of the article, starting with https://."),
    text_of=DATE,
)
_WEB = text("^https://", write="Write an address that starts with https://.")
PROVEN: Schema = {
    "anyOf": [
        {"required": ["source", "checked"]},
        {"properties": {"example": {"const": True}}, "required": ["example"]},
    ],
    "x-write": "Add 'source: {law, article}' and 'checked: <date>', or 'example: true'.",
}
YES = {"type": "boolean", "x-write": "Write true or false."}
QUESTION_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": 13, "x-write": "Write a number from 1 to 13."}

FACT = {
    **thing(
        ("key", "kind", "text"),
        key=text(NAME),
        kind={"enum": ["fee", "term", "condition", "evidence"]},
        text=WORDS,
        source=SOURCE,
        checked=DATE,
        example={"const": True},
    ),
    **PROVEN,
}
_PERIOD = text(PERIOD, write="Write a term such as '3 working days' or '8 weeks'.")
PROMISE = thing(usual=_PERIOD, best=_PERIOD, by_law=_PERIOD, law=SOURCE, checked=DATE, example={"const": True})

DOOR = thing(("url", "text"), url=_WEB, text=WORDS)

SERVICE = thing(
    (
        "format",
        "slug",
        "version",
        "title",
        "lead",
        "start",
        "upl",
        "owner",
        "resident_questions",
        "level",
        "facts",
    ),
    format={"const": 1, "x-write": "Write 1."},
    slug=text(SLUG, write="Write lower-case words with hyphens, 50 letters at most; the same as the folder.", most=50),
    version=text(write='Write it as text in quotes, such as "2026-11".'),
    title=words(most=200),
    lead=WORDS,
    start=WORDS,
    upl=listed(
        thing(
            ("name", "uri"),
            name=text(),
            uri=text("^http://standaarden.overheid.nl/owms/terms/", write="Copy name and URI from the UPL."),
        )
    ),
    newer_than_upl={"const": True, "x-write": "Write 'newer_than_upl: true', or leave it out."},
    owner=text(),
    provider=text(KEY, write="Write a key of services/providers.yaml; leave it out when the municipality does it."),
    door=DOOR,
    resident_questions={**listed(QUESTION_NUMBER, least=1, most=3), "uniqueItems": True},
    life_events=listed(text()),
    channels=listed({"enum": ["online", "phone", "counter", "letter"]}, least=1),
    level={"enum": ["none", "low", "substantial", "high"]},
    for_others=YES,
    quiet=YES,
    promise={
        **PROMISE,
        "allOf": [
            {
                "anyOf": [{"required": ["checked"]}, {"required": ["example"]}],
                "x-write": "Add 'checked: <date>', or 'example: true'.",
            },
            {
                "anyOf": [{"required": ["usual"]}, {"required": ["by_law"]}],
                "x-write": "Add 'usual: 3 weeks', 'by_law: 8 weeks', or both.",
            },
        ],
    },
    retention={**thing(("keep",), keep=text(), source=SOURCE, checked=DATE, example={"const": True}), **PROVEN},
    facts=listed(FACT, least=1),
)

INPUT = {
    **thing(
        ("type",),
        type={"enum": ["money", "number", "date", "yes_no", "choice", "text"]},
        values=listed(text(NAME), least=1),
    ),
    "if": {"properties": {"type": {"const": "choice"}}},
    "then": {"required": ["values"]},
}
STEP = thing(
    ("name", "type", "value", "label"),
    name=text(NAME),
    type={"enum": ["money", "number", "date", "yes_no", "text"]},
    value=text(),
    label=WORDS,
    source=SOURCE,
)
OUTCOME = thing(("outcome", "because"), when=text(), outcome=text(NAME), because=WORDS, source=SOURCE)
RULE = thing(
    ("title", "purpose", "data", "legal_ground", "human_role", "inputs", "outcomes"),
    title=WORDS,
    purpose=text(),
    data=listed(text(), least=1),
    legal_ground=SOURCE,
    human_role=text(),
    inputs={"type": "object", "propertyNames": {"pattern": NAME}, "additionalProperties": INPUT},
    steps=listed(STEP),
    outcomes=listed(OUTCOME, least=1),
)
RULES: Schema = {"type": "object", "propertyNames": {"pattern": NAME}, "additionalProperties": RULE}

SKILLS = listed(thing(("key", "label"), key=text(NAME), label=WORDS))
MESSAGES: Schema = {
    "type": "object",
    "propertyNames": {"pattern": NAME},
    "additionalProperties": thing(("subject", "body"), subject=WORDS, body=WORDS),
}
EXAMPLES = listed(
    {
        "type": "object",
        "properties": {
            "name": text(),
            "on": DATE,
            "catches": text(),
            "explain": text(most=4000),
            "expect": {"type": "object"},
        },
        "required": ["name", "on", "expect", "catches"],
    }
)
PHONE = thing(("number",), number=text(), hours=WORDS, source=_WEB, checked=DATE, example={"const": True})
PROVIDERS: Schema = {
    "type": "object",
    "propertyNames": {"pattern": KEY},
    "additionalProperties": thing(
        ("name", "kind", "does"),
        name=text(),
        kind={"enum": ["national", "regional", "local", "private"]},
        does=WORDS,
        url=_WEB,
        phone={
            **PHONE,
            "anyOf": [{"required": ["source", "checked"]}, {"required": ["example"]}],
            "x-write": "Add 'source: <page>' and 'checked: <date>', or 'example: true'.",
        },
    ),
}
LIFE_EVENTS: Schema = listed(
    thing(
        ("key", "name"),
        key=text(SLUG),
        name=thing(("nl", "en"), nl=text(), en=text()),
        first=listed(text(SLUG)),
        next=listed(text(SLUG)),
    ),
    least=1,
)
OWNERS: Schema = listed(thing(("name", "keeps"), name=text(), keeps=text()), least=1)
CALL_NOW = thing(
    ("name", "number", "when", "source"),
    name=text(),
    number=text(),
    when=WORDS,
    source=_WEB,
    checked=DATE,
    example={"const": True},
)
QUESTIONS = thing(
    ("examples", "questions"),
    examples=listed(WORDS, least=1, most=4),
    questions=listed(
        thing(
            ("number", "owner", "needs"),
            number=QUESTION_NUMBER,
            owner=text(),
            helplines=listed({**CALL_NOW, **PROVEN}),
            needs=listed(
                thing(
                    ("key", "title", "line", "services"),
                    key=text(KEY),
                    title=WORDS,
                    line=WORDS,
                    services=listed(text(SLUG), least=1),
                ),
                least=1,
                most=7,
            ),
        ),
        least=13,
        most=13,
    ),
)
PARAMETER_VALUE = {
    **thing(
        ("from", "value"),
        **{"from": DATE, "value": {"type": "number"}, "source": SOURCE, "checked": DATE, "example": {"const": True}},
    ),
    **PROVEN,
}
PARAMETERS = listed(
    thing(
        ("name", "title", "unit", "keeper", "values"),
        name=text(NAME),
        title=text(),
        unit={"enum": ["euro", "share", "days", "years", "centimetres", "count"]},
        keeper=text(),
        values=listed(PARAMETER_VALUE, least=1),
    ),
    least=1,
)
