"""The capabilities of this installation.

Each is a folder `naast/<name>/`, a Django app of that label. It has a `capability.py` with its `CAPABILITY`, and a `urls.py` with
its paths from the root of the site and that label as `app_name`. Add yours here.
"""

from importlib import import_module

from naast.kernel.registry import registry

# Lowest first: the order of docs/decisions and of the import contracts in pyproject.toml.
CAPABILITIES: tuple[str, ...] = (
    "kernel",
    "design",
    "organisations",
    "dossier",
    "files",
    "identity",
    "parties",
    "messages",
    "work",
    "catalogue",
    "finding",
    "journeys",
    "cases",
    "portal",
    "openness",
    "studio",
    "workbench",
)

# Systems of others behind a port of a capability: `naast/adapters/<name>/`, each with a `capability.py` too.
ADAPTERS: tuple[str, ...] = ("brp",)


def register_all() -> None:
    """Let every capability declare itself, then close the registry. Raises BadRegistration with all that does not fit."""
    for name in CAPABILITIES:
        registry.register(import_module(f"naast.{name}.capability").CAPABILITY)
    for name in ADAPTERS:
        registry.register(import_module(f"naast.adapters.{name}.capability").CAPABILITY)
    registry.freeze()
