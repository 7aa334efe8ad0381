"""The algorithm register: code that is not in it cannot run.

`@algorithm(…)` takes a function away from its module and leaves a handle there, which a capability declares. Only this register
calls the function, only when the handle is declared, and it counts. So the published register is true by construction.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import InitVar, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Min, Q, Sum

from naast.kernel.clock import today
from naast.kernel.models import AlgorithmRuns
from naast.kernel.registry import Declaration, Registry, registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_rehearsing: ContextVar[bool] = ContextVar("rehearsing", default=False)


class NotInRegister(LookupError):
    """This algorithm is not in the register, so it does not run. Declare its handle in the capability's `declares`."""


class _Vault:
    """Built once below; the functions live in the closure of its methods, where no attribute leads to them."""

    keep: Callable[[Algorithm, Callable[..., Any]], None]
    call: Callable[[str, dict[str, Any]], Any]
    open_doors: Callable[[Algorithm], list[str]]

    def __init__(self) -> None:
        kept: dict[
            int, tuple[Algorithm, Callable[..., Any]]
        ] = {}  # by handle, so that a second of the same key replaces nothing

        def keep(handle: Algorithm, function: Callable[..., Any]) -> None:
            kept[id(handle)] = (handle, function)

        def call(key: str, inputs: dict[str, Any]) -> Any:
            handle = registry.find(Algorithm, key)
            if handle is None:
                raise NotInRegister(f"{key}: {NotInRegister.__doc__}")
            return kept[id(handle)][1](**inputs)

        def open_doors(handle: Algorithm) -> list[str]:
            return list(_names_of(kept[id(handle)][1]))

        self.keep, self.call, self.open_doors = keep, call, open_doors


def _names_of(function: Callable[..., Any]) -> Iterator[str]:
    """Attributes of our own modules that are this function."""
    for name, module in list(sys.modules.items()):
        if name.startswith("naast."):
            yield from (f"{name}.{attribute}" for attribute, value in list(vars(module).items()) if value is function)


_vault = _Vault()


@dataclass(frozen=True, kw_only=True)
class Algorithm(Declaration):
    """An entry of the register (Dutch: algoritme; Algoritmeregister).

    All texts are public; `run` is taken in and cannot be read back.
    """

    title: StrOrPromise
    purpose: StrOrPromise
    data: StrOrPromise  # which data it uses
    legal_ground: StrOrPromise  # law with article, or the municipality's own rule
    human_role: StrOrPromise  # who looks at the outcome, and what they can change
    run: InitVar[Callable[..., Any]]

    def __post_init__(self, run: Callable[..., Any]) -> None:
        _vault.keep(self, run)

    def problems(self, registry: Registry) -> Iterable[str]:
        owner = registry.owner_of(self)
        if not self.key.startswith(f"{owner}."):
            yield f"name it '{owner}.<what>', so that the register tells whose it is."
        for name in ("title", "purpose", "data", "legal_ground", "human_role"):
            if not getattr(self, name).strip():
                yield f"say what its {name} is; the register is published."
        for door in _vault.open_doors(self):
            yield f"{door} still reaches the plain function; put @algorithm(…) on it."


def algorithm(
    *,
    key: str,
    title: StrOrPromise,
    purpose: StrOrPromise,
    data: StrOrPromise,
    legal_ground: StrOrPromise,
    human_role: StrOrPromise,
) -> Callable[[Callable[..., Any]], Algorithm]:
    """Decorator: the function goes into the register, the name in the module becomes its handle."""

    def enter(function: Callable[..., Any]) -> Algorithm:
        return Algorithm(
            key=key,
            title=title,
            purpose=purpose,
            data=data,
            legal_ground=legal_ground,
            human_role=human_role,
            run=function,
        )

    return enter


def run(key: str, /, *, organisation: UUID | None = None, **inputs: Any) -> Any:
    """Run a registered algorithm and count it for the organisation. Raises NotInRegister."""
    outcome = _vault.call(key, inputs)
    if not _rehearsing.get():
        _count(key, organisation)
    return outcome


@contextmanager
def rehearsal() -> Iterator[None]:
    """Runs in here are examples and tests of a package: not counted, no database needed."""
    token = _rehearsing.set(True)
    try:
        yield
    finally:
        _rehearsing.reset(token)


def register() -> tuple[Algorithm, ...]:
    """All entries, as published."""
    return registry.declared(Algorithm)


@dataclass(frozen=True, slots=True)
class Use:
    """How often an algorithm ran in a period, and the day it ran first."""

    runs: int
    first: date


def uses(*, since: date, organisation: UUID | None = None) -> dict[str, Use]:
    """By algorithm, at one organisation or at all; what never ran is not in it."""
    rows = AlgorithmRuns.objects.filter(organisation=organisation) if organisation else AlgorithmRuns.objects.all()
    found = rows.values("algorithm").annotate(total=Sum("runs", filter=Q(day__gte=since), default=0), first=Min("day"))
    return {row["algorithm"]: Use(row["total"], row["first"]) for row in found}


def _count(key: str, organisation: UUID | None) -> None:
    """A row of its own for each run: a shared counter would make all who run it wait for each other's transaction."""
    AlgorithmRuns.objects.create(day=today(), algorithm=key, organisation=organisation)


def fold_runs() -> int:
    """Sum the rows of past days into one each. A sweep; today's rows stay as they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH many AS (SELECT day, algorithm, organisation FROM kernel_algorithmruns WHERE day <= %s"
            "              GROUP BY 1, 2, 3 HAVING count(*) > 1 LIMIT 500),"
            " gone AS (DELETE FROM kernel_algorithmruns r USING many m WHERE r.day = m.day AND r.algorithm = m.algorithm"
            "          AND r.organisation IS NOT DISTINCT FROM m.organisation RETURNING r.*),"
            " sums AS (SELECT gen_random_uuid(), day, algorithm, organisation, sum(runs) FROM gone GROUP BY 2, 3, 4)"
            " INSERT INTO kernel_algorithmruns (id, day, algorithm, organisation, runs) SELECT * FROM sums",
            [today() - timedelta(days=1)],
        )
        return int(cursor.rowcount)
