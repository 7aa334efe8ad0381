"""Who gets what: the table of routes and actors, written by hand from what was decided, never from what the code does.

`ROUTES` names every page of the site and its kind; `RULES` says per kind what each actor gets. A page without a line here, or a
kind without a rule, is red. Outcomes: `ok` (the page, or what the form says), `sign-in` (the way to sign in), `refused` (a
sentence that says what is needed first, and nothing of the thing itself), `403`, `404`; `-` where the question has no meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# owner: resident A, whose every object in the table is. neighbour: resident B. Then six who hold, or held, a mandate of A:
# valid; valid at this municipality only; past its end; withdrawn; for another service; for another organisation. Staff: team-1
# handles the case; team-2 works at the same municipality and has no matter with A, so that its first page asks why; abroad works
# at another municipality; no-role lost every role. admin and admin-abroad are functional administrators here and there.
# No provider answers here, so `way-in` ends at a sentence for who is not signed in; `unproven` is a return that nobody began.
# API clients and partner organisations cannot sign in yet; a machine that calls a system page comes as `anonymous`.
ACTORS = (
    "anonymous", "owner", "neighbour", "helper", "here", "expired", "withdrawn", "narrow", "elsewhere",
    "team-1", "team-2", "abroad", "no-role", "manager", "editor", "admin", "admin-abroad",
)  # fmt: skip
INSIDERS = frozenset({"owner", "helper", "here", "team-1"})  # only they may ever read what is A's

# fmt: off
_TABLE = """
kind             anonymous owner   neighbour helper  here    expired withdrawn narrow  elsewhere team-1  team-2  abroad  no-role manager editor  admin   admin-abroad

public           ok        ok      ok        ok      ok      ok      ok        ok      ok        ok      ok      ok      ok      ok      ok      ok      ok
rest             ok        ok      ok        ok      ok      ok      ok        ok      ok        ok      ok      ok      ok      ok      ok      ok      ok
start            sign-in   ok      ok        ok      ok      ok      ok        ok      ok        ok      ok      ok      ok      ok      ok      ok      ok
begin            sign-in   ok      ok        ok      ok      ok      ok        ok      ok        ok      ok      403     403     403     403     403     403
own-page         sign-in   ok      ok        ok      ok      ok      ok        ok      ok        sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
own-thing        sign-in   ok      404       404     404     404     404       404     404       sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
letter           sign-in   ok      404       ok      ok      404     404       404     404       sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
letter-abroad    sign-in   ok      404       ok      404     404     404       404     404       sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
matter           sign-in   ok      404       ok      ok      404     404       404     404       sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
draft            404       ok      404       ok      ok      404     404       404     404       404     404     404     404     404     404     404     404
draft-file       404       ok      404       ok      ok      404     404       404     404       404     404     404     404     404     404     404     404
case-file        404       ok      404       ok      ok      404     404       404     404       ok      404     404     404     404     404     404     404
link             sign-in   ok      403       ok      ok      403     403       403     403       sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
unproven         403       403     403       403     403     403     403       403     403       403     403     403     403     403     403     403     403
way-in           403       ok      ok        ok      ok      ok      ok        ok      ok        403     403     403     403     403     403     403     403
way-out          sign-in   sign-in sign-in   sign-in sign-in sign-in sign-in   sign-in sign-in   sign-in sign-in sign-in sign-in sign-in sign-in sign-in sign-in
stay             sign-in   ok      ok        ok      ok      ok      ok        ok      ok        ok      ok      ok      ok      ok      ok      ok      ok
none             404       404     404       404     404     404     404       404     404       404     404     404     404     404     404     404     404

desk             sign-in   403     403       403     403     403     403       403     403       ok      ok      ok      ok      ok      ok      ok      ok
queue            sign-in   403     403       403     403     403     403       403     403       ok      ok      ok      403     ok      403     403     403
search           sign-in   403     403       403     403     403     403       403     403       ok      ok      ok      403     403     403     403     403
new-passkey      sign-in   403     403       403     403     403     403       403     403       refused refused refused refused refused refused refused refused
own-passkey      sign-in   403     403       403     403     403     403       403     403       ok      404     404     404     404     404     404     404
own-view         sign-in   403     403       403     403     403     403       403     403       ok      404     404     403     404     403     403     403
dossier          sign-in   403     403       403     403     403     403       403     403       ok      ok      404     403     403     403     403     403
case             sign-in   403     403       403     403     403     403       403     403       ok      ok      404     403     403     403     403     403
take-case        sign-in   403     403       403     403     403     403       403     403       ok      ok      404     403     403     403     403     403
judge-case-file  sign-in   403     403       403     403     403     403       403     403       ok      ok      404     403     403     403     404     404
note-call        sign-in   403     403       403     403     403     403       403     403       ok      refused 404     403     403     403     403     403
handle-case      sign-in   403     403       403     403     403     403       403     403       ok      403     404     403     403     403     403     403
counter          sign-in   403     403       403     403     403     403       403     403       ok      404     404     403     403     403     403     403
studio           sign-in   403     403       403     403     403     403       403     403       403     403     403     403     403     ok      403     403
figures          sign-in   403     403       403     403     403     403       403     403       403     403     403     403     ok      403     ok      ok
administer       sign-in   403     403       403     403     403     403       403     403       403     403     403     403     403     403     ok      ok
administer-thing sign-in   403     403       403     403     403     403       403     403       403     403     403     403     403     403     ok      404
review           sign-in   403     403       403     403     403     403       403     403       403     403     403     403     403     403     403     403

system           refused   refused refused   refused refused refused refused   refused refused   refused refused refused refused refused refused refused refused

follow-case      404       ok      404       ok      ok      404     404       404     404       ok      ok      404     404     404     404     404     404
follow-queue     404       404     404       404     404     404     404       404     404       ok      ok      404     404     ok      404     404     404
follow-letters   404       ok      404       ok      ok      404     404       404     404       404     404     404     404     404     404     404     404

item             sign-in   403     403       403     403     403     403       403     403       ok      ok      404     403     ok      403     403     403
do-item          sign-in   403     403       403     403     403     403       403     403       ok      ok      404     403     403     403     403     403

see-person       404       ok      404       ok      ok      404     404       404     404       ok      404     404     404     404     404     404     404
see-timeline     404       ok      404       404     404     404     404       404     404       ok      404     404     404     404     404     404     404
see-work         404       404     404       404     404     404     404       404     404       ok      ok      404     404     ok      404     404     404
take-work        404       404     404       404     404     404     404       404     404       ok      ok      404     404     403     404     404     404
judge-file       404       404     404       404     404     404     404       404     404       ok      ok      404     404     404     404     ok      404
remove-file      404       ok      404       ok      ok      404     404       404     404       404     404     404     404     404     404     404     404
send-message     -         -       -         -       -       -       -         -       -         ok      ok      403     403     403     403     403     403
read-asked       403       403     403       403     403     403     403       403     403       403     403     403     403     403     ok      403     403
see-added        404       404     404       404     404     404     404       404     404       404     404     404     404     404     ok      404     404
publish-service  403       403     403       403     403     403     403       403     403       403     403     403     403     403     ok      ok      403
see-changes      404       404     404       404     404     404     404       404     404       404     404     404     404     404     404     ok      404
see-unusual      404       404     404       404     404     404     404       404     404       404     404     404     404     404     404     404     404
change-settings  403       403     403       403     403     403     403       403     403       403     403     403     403     403     403     ok      403
end-role         403       403     403       403     403     403     403       403     403       403     403     403     403     403     403     ok      404
"""
# fmt: on


def _rules(table: str) -> Mapping[str, Mapping[str, str]]:
    head, *lines = [line.split() for line in table.splitlines() if line]
    assert tuple(head[1:]) == ACTORS
    return {line[0]: dict(zip(ACTORS, line[1:], strict=True)) for line in lines}


RULES = _rules(_TABLE)


@dataclass(frozen=True)
class Route:
    """A page: its kind, the methods it answers (others get 405), the objects in its address, and a form that would pass."""

    kind: str
    methods: str = "GET"
    at: tuple[str, ...] = ()
    form: Mapping[str, Any] = field(default_factory=dict)  # of kind `rest` it goes as JSON
    post: str = ""  # the kind for POST, where that differs

    def expected(self, method: str, actor: str) -> str:
        if method not in self.methods.split():
            return "405"
        return RULES[self.post if self.post and method == "POST" else self.kind][actor]


BOTH = "GET POST"
DRAFT = ("moving", "draft")
STEP = (*DRAFT, "question")
SOON = {"day": ["10"], "month": ["12"], "year": ["2026"]}

ROUTES: Mapping[str, Route] = {
    "cases:history": Route("own-page"),
    "cases:mine": Route("matter", at=("waiting",)),
    "cases:answer": Route("matter", BOTH, ("waiting", "asked"), {"text": "Mijn huur is 700 euro."}),
    "cases:dispute": Route("matter", BOTH, ("waiting", "answer"), {"shown": "100 euro"}),
    "cases:where": Route("public"),
    "cases:withdraw": Route("matter", BOTH, ("waiting",)),
    "cases:work": Route("case", at=("waiting",)),
    "cases:take": Route("take-case", "POST", ("sent",), {"version": 1}),
    "cases:give-back": Route("handle-case", "POST", ("taken",), {"version": 2, "reason": "Ik ben morgen vrij."}),
    "cases:ask": Route(
        "handle-case",
        "POST",
        ("taken",),
        {
            "version": 2,
            "kind": "incomplete",
            "text": "Wat is uw huur?",
            "answer_by": "2026-12-10",
            "answer_by_0": "10",
            "answer_by_1": "12",
            "answer_by_2": "2026",
        },
    ),
    "cases:retract": Route(
        "handle-case", "POST", ("waiting",), {"version": 3, "reason": "Zij gaf het al aan de balie."}
    ),
    "cases:judge-file": Route(
        "judge-case-file", "POST", ("waiting", "waiting_file"), {"oordeel": "vrij", "reason": "Met de hand bekeken."}
    ),
    "cases:message": Route("handle-case", "POST", ("taken",), {"text": "Wij zijn er mee bezig.", "key": "een"}),
    "cases:correct": Route(
        "handle-case",
        "POST",
        ("taken",),
        {"version": 2, "question": "savings", "shown": "100 euro", "reason": "Een nul te veel."},
    ),
    "cases:decide": Route(
        "handle-case", "POST", ("taken",), {"version": 2, "outcome": "granted", "reasons": "U hebt er recht op."}
    ),
    "cases:link": Route("handle-case", "POST", ("taken",), {"nummer": "LW-7K4M-26-V", "because": "Hetzelfde huis."}),
    "cases:unlink": Route("handle-case", "POST", ("taken", "link")),
    "cases:merge": Route(
        "handle-case", "POST", ("taken",), {"version": 2, "into": "", "because": "Twee keer gevraagd."}
    ),
    "cases:undo": Route("handle-case", "POST", ("taken",), {"version": 2}),
    "cases:hand-over": Route(
        "handle-case", "POST", ("taken",), {"version": 2, "to": "", "words": "Wacht op de loonstrook."}
    ),
    "cases:accept": Route("handle-case", "POST", ("taken",)),
    "cases:note": Route("handle-case", "POST", ("taken",), {"words": "Belde over de loonstrook.", "key": "een"}),
    "cases:open-nameless": Route("case", "POST", ("nameless",), {"reason": "De melder belt en vraagt hoe het staat."}),
    "cases:close": Route("handle-case", "POST", ("decided",), {"version": 3}),
    "catalogue:all": Route("public"),
    "catalogue:figures": Route("figures"),
    "catalogue:how-it-goes": Route("public"),
    "catalogue:how-it-goes-csv": Route("public"),
    "catalogue:life-event": Route("public", at=("event",)),
    "catalogue:life-events": Route("public"),
    "catalogue:offer": Route("administer", at=("moving",)),
    "catalogue:offering": Route("administer"),
    "catalogue:put-in-use": Route("administer", "POST", ("moving",)),
    "catalogue:question": Route("public", BOTH, ("number",)),
    "catalogue:service": Route("public", BOTH, ("moving",)),
    "catalogue:switch-off": Route("administer-thing", "POST", ("moving",), {"zin": "Morgen kan het weer."}),
    "catalogue:switch-on": Route("administer", "POST", ("moving",)),
    "catalogue:services:all": Route("rest"),
    "catalogue:services:entrance": Route("rest"),
    "catalogue:services:openapi": Route("rest"),
    "catalogue:services:service": Route("rest", at=("moving",)),
    "catalogue:sitemap": Route("public"),
    "design:face": Route("public", at=("face",)),
    "design:style-guide": Route("public", BOTH),
    "design:style-guide-desk": Route("public", BOTH),
    "dossier:anchors": Route("public", BOTH),
    "dossier:changes": Route("administer"),
    "dossier:looks": Route("own-page", BOTH),
    "dossier:mine": Route("own-page", BOTH),
    "dossier:note": Route("own-thing", BOTH, ("entry",), {"kind": "note", "words": "Dit klopt."}),
    "dossier:open": Route("dossier", BOTH, ("party",), {"reason": "Zij belde en vraagt hoe het ermee staat."}),
    # Of a privacy officer, who is not in this table; see dossier/tests/test_read_unusual_looks_again.py.
    "dossier:review": Route("review", BOTH, ("unusual",), {"oordeel": "in-orde", "omdat": "Zij belde, en dat klopt."}),
    "dossier:reviews": Route("review"),
    "dossier:paper": Route("own-page", BOTH),
    "files:download": Route("case-file", at=("case_file",)),
    "finding:answer": Route("public", BOTH),
    "finding:finder:ask": Route("rest", "POST", form={"text": "verhuizen"}),
    "finding:finder:entrance": Route("rest"),
    "finding:finder:openapi": Route("rest"),
    "finding:finder:suggest": Route("rest", "POST", form={"text": "verhui"}),
    "finding:onward": Route("public", at=("moving",)),
    "finding:suggestions": Route("public", BOTH),
    "identity:add-staff": Route("administer", BOTH),
    "identity:backchannel": Route("system", "POST"),
    "identity:callback": Route("unproven"),
    "identity:end-access": Route("administer-thing", BOTH, ("colleague",)),
    "identity:end-role": Route("administer-thing", BOTH, ("role",)),
    "identity:give-role-back": Route("administer-thing", BOTH, ("ended_role",)),
    "identity:extend": Route("stay", "POST"),
    "identity:passkey-add": Route("new-passkey", "POST"),
    "identity:passkey-begin": Route("public", "POST"),
    "identity:passkey-begin-adding": Route("desk", "POST"),
    "identity:passkey-finish": Route("unproven", "POST"),
    "identity:passkey-remove": Route("own-passkey", "POST", ("passkey",)),
    "identity:passkeys": Route("desk"),
    "identity:people": Route("administer"),
    "identity:person": Route("administer-thing", BOTH, ("colleague",), {"rol": "editor", "team": ""}),
    "identity:sign-in": Route("way-in"),
    "identity:sign-out": Route("way-out", "POST"),
    "identity:signed-out": Route("public"),
    "identity:staff-callback": Route("unproven"),
    "identity:staff-sign-in": Route("public"),
    "identity:staff-start": Route("unproven"),
    "journeys:autosave": Route("draft", "POST", STEP, {"version": 99, "street": "Kade"}),
    "journeys:begin-for": Route("counter", BOTH, ("party",), {"service": "verhuismelding", "identified": "document"}),
    "journeys:check": Route("draft", BOTH, DRAFT, {"version": 99}),
    "journeys:claim": Route("draft", BOTH, DRAFT),
    "journeys:discard": Route("draft", BOTH, DRAFT),
    "journeys:done": Route("draft", at=DRAFT),
    "journeys:later": Route("draft", at=DRAFT),
    "journeys:open": Route("draft", at=DRAFT),
    "journeys:outcome": Route("draft", BOTH, DRAFT),
    "journeys:picture": Route("desk", at=("moving",)),
    "journeys:resume": Route("link", at=("moving", "token")),
    "journeys:start": Route("start", BOTH, ("moving",), post="begin"),
    "journeys:step": Route("draft", BOTH, STEP, {"version": 99, "street": "Kade"}),
    "journeys:stuck": Route("draft", BOTH, DRAFT, {"phone": "0612345678"}),
    "messages:mine": Route("own-page"),
    "messages:read": Route("letter", at=("message",)),
    "openness:accessibility": Route("public"),
    "openness:algorithm": Route("public", at=("algorithm",)),
    "openness:algorithms": Route("public"),
    "organisations:add-day": Route(
        "administer", BOTH, form={"waar": "overal", "dag": "2026-12-24", "reden": "Wij vieren feest."}
    ),
    "organisations:change-colours": Route("administer", BOTH, form={"own": "#0b4f8a"}),
    "organisations:change-counter": Route("administer-thing", BOTH, ("number",), {"naam": "De bus"}),
    "organisations:change-face": Route("administer", BOTH, form={"uiterlijk": "lommerwaard", "toon": "u"}),
    "organisations:change-phone": Route("administer", BOTH, form={"nummer": "14 0400"}),
    "organisations:contact": Route("public"),
    "organisations:remove-day": Route("administer", "POST", form={"waar": "telefoon", "dag": "2026-12-24"}),
    "organisations:settings": Route("administer"),
    "organisations:undo": Route("administer-thing", "POST", ("change",)),
    "organisations:preferences": Route("public", "POST", form={"taal": "en"}),
    "parties:add": Route("own-page", BOTH, ("kind",), {"value": "0612345678"}),
    "parties:mine": Route("own-page", BOTH),
    "parties:caller": Route("search", BOTH),
    "parties:note-call": Route("note-call", "POST", ("party",), {"words": "Zij belde over haar zaak.", "key": "een"}),
    "parties:person": Route("search", BOTH, ("party",)),
    "parties:speech": Route("own-page", "POST", form={"speech": "en", "answer": "ja"}),
    "parties:preferences": Route("own-page", BOTH, form={"lane": "fast", "channel": "post", "speech": "nl"}),
    "parties:remove": Route("own-thing", "POST", ("address",)),
    "parties:search": Route("search", BOTH),
    "parties:send-again": Route("own-thing", "POST", ("address",)),
    "parties:verify": Route("own-thing", BOTH, ("address",), {"code": "000000"}),
    "parties:withdraw-consent": Route("own-thing", "POST", ("consent",)),
    "parties:withdraw-mandate": Route("own-thing", "POST", ("mandate",)),
    "portal:box-script": Route("public"),
    "portal:box-style": Route("public"),
    "portal:embed": Route("public"),
    "portal:home": Route("public"),
    "portal:mine": Route("own-page"),
    "portal:robots": Route("public"),
    "studio:add-words": Route("studio", BOTH),
    "studio:added": Route("studio", at=("added",)),
    "studio:asked": Route("studio"),
    "studio:export": Route("studio"),
    "studio:go-live": Route("studio", "POST", ("added",)),
    "studio:service-texts": Route("studio", at=("moving",)),
    "studio:take-away": Route("studio", "POST", ("added",)),
    "studio:text": Route("studio", at=("own_text",)),
    "studio:text-back": Route("studio", "POST", ("own_text",)),
    "studio:text-drop": Route("studio", "POST", ("own_text",)),
    "studio:text-live": Route("studio", "POST", ("own_text",)),
    "studio:text-preview": Route("studio", at=("own_text",)),
    "studio:texts": Route("studio"),
    "studio:try-words": Route("studio", "POST", ("added",)),
    "studio:write-text": Route("studio", BOTH, ("moving", "place")),
    "work:item": Route("item", BOTH, ("help",), {"doe": "pak-op", "version": 1}, post="do-item"),
    "workbench:column": Route("queue"),
    "workbench:keep-view": Route("queue", "POST", form={"naam": "Mijn week"}),
    "workbench:queue": Route("queue"),
    "workbench:remove-view": Route("own-view", "POST", ("view",)),
}
# More objects behind the same page, where another capability says who may have it.
MORE: Mapping[str, Route] = {
    "files:download of a draft": Route("draft-file", at=("draft_file",)),
    "dossier:open without a reason": Route("dossier", BOTH, ("party",)),
    "messages:read from abroad": Route("letter-abroad", at=("message_abroad",)),
    "files:download of nothing": Route("none", at=("nothing",)),
}
TOPICS = {"case": "follow-case", "queue": "follow-queue", "messages": "follow-letters"}
LIVE = "kernel:live"  # its address says what it follows, so its lines are TOPICS

# What any cache may keep, for who is not signed in: it is the same for everybody.
CACHED = frozenset(
    {
        "catalogue:services:all",
        "catalogue:services:openapi",
        "catalogue:services:service",
        "finding:finder:openapi",
        "portal:box-script",
        "portal:box-style",
    }
)

# What every browser keeps for good, signed in or not: it never changes and knows nothing of who asks.
SAME_FOR_ALL = frozenset({"design:face"})

# What a GET may write besides the session, and why (docs/decisions/0004).
LEDGERS = frozenset(
    {"dossier_chain", "dossier_chainhead", "dossier_entry", "dossier_entrycontent", "dossier_auditline",
     "dossier_processingline"}
)  # fmt: skip
SESSION = frozenset({"django_session", "identity_opensession", "kernel_bucket"})
GET_WRITES: Mapping[str, frozenset[str]] = {
    "finding:answer": frozenset({"kernel_algorithmruns"}),  # the algorithm register counts its runs
    "cases:work": LEDGERS,  # a worker's look
    "dossier:open": LEDGERS,
    "work:item": LEDGERS,
    "workbench:queue": LEDGERS,  # a line for each person on the list
    "workbench:column": LEDGERS,
    "files:download": LEDGERS,
    "messages:read": LEDGERS | {"messages_message", "kernel_storedevent"},  # opening it is reading it
    "identity:sign-in": frozenset(
        {"identity_signinattempt"}
    ),  # what leaves for the provider has to be known when it returns
    "identity:staff-start": frozenset({"identity_signinattempt"}),
}
