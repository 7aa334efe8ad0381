"""Each door stands open once, and each time the table of routes and actors has to show it: n of n.

A door is a function in an `access.py` that decides for an actor: which rows, which one, whether at all. For each of them a
variant is generated that does not look at the actor, and put in its place wherever it was imported; then the cells that must
not give anything are asked again until one gives something after all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from inspect import getsource
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

import naast
from matrix.cells import LINES, Cell
from matrix.world import World

SOURCE = Path(naast.__file__).parent
NOTHING = ("404", "403", "refused")  # `sign-in` is for the guard of the page, before any door
# What comes back when nobody asks who it is, by what the function returns. `{model}` is the model, `{key}` the key asked for.
OPEN = {
    "QuerySet": "return {model}.objects.all()",
    "Model": "row = {model}.objects.filter(pk={key}).first()\n    if row is None:\n        raise NotFound\n    return row",
    "Model | None": "return {model}.objects.first()",
    "bool": "return True",
    "None": "return None",
    "Q": "return Q(pk__isnull=False)",
    "Q | None": "return Q(pk__isnull=False)",
}
# Whose answer is no row and no yes or no.
BY_HAND = {
    "cases._holds": "return True",
    "cases.abilities": "return frozenset(Verb)",
    "dossier.access_chains": "return tuple(Chain.objects.values_list('id', flat=True))",
    "messages._may_look": "return list(Message.objects.values_list('organisation', flat=True))",
    "parties.own_party": "return Mandate.objects.values_list('by', flat=True).first()",
}
# Doors whose other side is the page of another capability.
BEHIND = {
    "cases": ("files", "kernel"),
    "dossier": ("parties", "cases"),
    "journeys": ("files",),
    "messages": ("kernel",),
    "work": ("kernel",),
}


@dataclass(frozen=True)
class Door:
    capability: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.capability}.{self.node.name}"

    @property
    def function(self) -> FunctionType:
        found: FunctionType = vars(self.room)[self.node.name]
        return found

    @property
    def room(self) -> ModuleType:
        return import_module(f"naast.{self.capability}.access")

    def opened(self) -> CodeType:
        """The same signature, with a body that does not look at the actor."""
        signature = ast.unparse(self.node.args)
        names: dict[str, FunctionType] = {}
        exec(f"def {self.node.name}({signature}):\n    {self._body()}\n", dict(vars(self.room)), names)  # noqa: S102
        return names[self.node.name].__code__

    def _body(self) -> str:
        if self.name in BY_HAND:
            return BY_HAND[self.name]
        returns = ast.unparse(self.node.returns) if self.node.returns else ""
        model = returns.removeprefix("QuerySet[").removesuffix("]").removesuffix(" | None")
        kind = "QuerySet" if returns.startswith("QuerySet") else returns
        if kind not in OPEN:
            kind = "Model | None" if returns.endswith("| None") else "Model"
        return OPEN[kind].format(model=model, key=self._key())

    def _key(self) -> str:
        keys = [one.arg for one in self.node.args.args if one.annotation and ast.unparse(one.annotation) == "UUID"]
        return keys[0] if keys else "None"


def doors() -> Iterator[Door]:
    for file in sorted(SOURCE.glob("*/access.py")):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and any(one.arg == "actor" for one in node.args.args):
                yield Door(file.parent.name, node)


def cells(capability: str) -> Iterator[Cell]:
    """What must not be given, the likeliest and quickest first: of this capability and behind its doors, then all others."""
    near = (capability, *BEHIND.get(capability, ()))
    wanted = [cell for line in LINES.values() for cell in line() if cell.expected in NOTHING]
    return iter(
        sorted(wanted, key=lambda cell: (cell.capability not in near, cell.method != "call", cell.expected != "404"))
    )


def test_every_access_room_has_doors() -> None:
    assert {door.capability for door in doors()} == {file.parent.name for file in SOURCE.glob("*/access.py")}
    assert all(door.node.name in getsource(door.function) for door in doors())


@pytest.mark.parametrize("door", list(doors()), ids=lambda door: door.name)
def test_the_table_shows_when_this_door_stands_open(door: Door, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "seen", {})
    monkeypatch.setattr(door.function, "__code__", door.opened())
    leak = next((cell for cell in cells(door.capability) if given(cell, world)), None)
    assert leak, f"With {door.name} open, every cell of the table is as before: nothing asks what it guards."


def given(cell: Cell, world: World) -> bool:
    """Whether the cell gives what it must not. A page that breaks half-way gives nothing."""
    try:
        return cell.ask(world) == "ok"
    except Exception:  # noqa: BLE001
        return False
