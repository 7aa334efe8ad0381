"""Where packages and parameters stand on this machine."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from naast.catalogue.packages.loading import Shelf, load, load_all
from naast.catalogue.packages.parameters import Parameters
from naast.catalogue.packages.surroundings import Surroundings
from naast.catalogue.types import Package


def shelf(local: str = "") -> Shelf:
    """The packages of this installation, with the changes of one organisation (its slug) over them."""
    home = Path(settings.NAAST_SERVICES)
    return Shelf(home=home, local_home=home.parent / "local", local=local)


def shelf_of(organisation: str) -> Shelf:
    """The shelf of an organisation, by its slug: with its own changes and amounts where it has a folder for them."""
    own = shelf(organisation)
    return own if (own.local_home / organisation).is_dir() else shelf()


def local_shelves() -> tuple[Shelf, ...]:
    """The shelf of each organisation that has a folder for changes of its own."""
    home = shelf().local_home
    return tuple(shelf(one.name) for one in sorted(home.iterdir()) if one.is_dir()) if home.is_dir() else ()


def parameters(local: str = "") -> Parameters:
    """All parameters, as read once by this process; they are files of the release. Raises PackageError."""
    return _parameters(shelf(local))


@lru_cache(maxsize=64)
def _parameters(of: Shelf) -> Parameters:
    return of.parameters()


@lru_cache(maxsize=1)
def surroundings() -> Surroundings:
    """Providers, life events and owners, as read once by this process. Raises PackageError."""
    return shelf().surroundings()


@lru_cache(maxsize=512)
def package_on(of: Shelf, slug: str) -> Package:
    """As read once by this process; packages are files of the release. Raises PackageError."""
    return load(of, slug)


@lru_cache(maxsize=4)
def packages_on(of: Shelf) -> tuple[Package, ...]:
    """All of them, by slug, as read once by this process. Raises PackageError."""
    return tuple(load_all(of))
