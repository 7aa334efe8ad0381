"""What each capability declares, checked as a whole and then frozen.

A capability states what it adds to the house as `Declaration` values in its `capability.py`. Whoever owns an extension point
defines the kind of declaration (`FrameSlot` in design, `MessageTemplate` in messages) and asks the registry for all of it.
`site` registers every capability once at start; after `freeze` nothing can be added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One thing that a capability adds. `key` is unique among declarations of the same kind."""

    key: str

    def problems(self, registry: Registry) -> Iterable[str]:
        """Sentences about what is wrong with this declaration among all others; none when it is right."""
        return ()


@dataclass(frozen=True, kw_only=True)
class Capability:
    """One room of the house: its name, what it is for in one sentence, and what it declares."""

    name: str
    purpose: str
    declares: tuple[Declaration, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PackageSection(Declaration):
    """A part of a service package that one capability understands. `key` is the name of the section in the package.

    `schema` is its JSON Schema (2020-12); `check` gets the section and the whole package as plain data and yields
    (path inside the section, what is wrong and what to write instead).
    """

    schema: Mapping[str, Any]
    check: Callable[[Any, Mapping[str, Any]], Iterable[tuple[tuple[str | int, ...], str]]] | None = None


class BadRegistration(Exception):
    """The capabilities do not fit together, so the site does not start. Each problem stands on a line of its own."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("\n".join(problems))


D = TypeVar("D", bound=Declaration)


@dataclass
class Registry:
    """All capabilities of this installation. Filled once by `site`, then read-only."""

    _capabilities: dict[str, Capability] = field(default_factory=dict)
    _by_kind: dict[type[Declaration], dict[str, Declaration]] = field(default_factory=dict)
    _owner: dict[int, str] = field(default_factory=dict)
    _frozen: bool = False

    def register(self, capability: Capability) -> None:
        """Add a capability with all it declares. Raises BadRegistration when frozen, or when a name or key is taken."""
        if self._frozen:
            raise BadRegistration(
                [f"{capability.name}: the registry is frozen; capabilities are registered at start only."]
            )
        if capability.name in self._capabilities:
            raise BadRegistration([f"{capability.name}: a capability of this name is already registered."])
        self._capabilities[capability.name] = capability
        for declaration in capability.declares:
            self._add(capability.name, declaration)

    def _add(self, owner: str, declaration: Declaration) -> None:
        taken = self._by_kind.setdefault(type(declaration), {})
        if declaration.key in taken:
            first = self._owner[id(taken[declaration.key])]
            raise BadRegistration(
                [f"{owner}: {type(declaration).__name__} '{declaration.key}' is already declared by {first}."]
            )
        taken[declaration.key] = declaration
        self._owner[id(declaration)] = owner

    def freeze(self) -> None:
        """Let every declaration check itself among all others; refuse the whole when one has a problem."""
        problems = [
            f"{self._owner[id(one)]}: {type(one).__name__} '{one.key}': {problem}"
            for one in self._all()
            for problem in one.problems(self)
        ]
        if problems:
            raise BadRegistration(problems)
        self._frozen = True

    def _all(self) -> Iterator[Declaration]:
        for taken in self._by_kind.values():
            yield from taken.values()

    @property
    def capabilities(self) -> tuple[Capability, ...]:
        return tuple(self._capabilities.values())

    def declared(self, kind: type[D]) -> tuple[D, ...]:
        """All declarations of exactly this kind, in order of registration."""
        return tuple(self._by_kind.get(kind, {}).values())  # type: ignore[arg-type]

    def find(self, kind: type[D], key: str) -> D | None:
        return self._by_kind.get(kind, {}).get(key)  # type: ignore[return-value]

    def owner_of(self, declaration: Declaration) -> str:
        """The name of the capability that declared this."""
        return self._owner[id(declaration)]


registry = Registry()
declared = registry.declared
find = registry.find
