"""One table says what each role may do; no page and no menu item asks for anything that it does not hold."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from naast.design.types import NavItem
from naast.identity.capability import PermissionTable
from naast.identity.types import PERMISSIONS
from naast.kernel.actor import Role
from naast.kernel.guards import Guard
from naast.kernel.registry import BadRegistration, Capability, Registry

# As the six roles were decided on: what somebody does, not how high they stand.
EXPECTED = {
    Role.AGENT: "work.see_queue work.take parties.search parties.see_bsn dossier.open dossier.open_without_grant cases.see"
    " cases.handle messages.send journeys.start_for_resident",
    Role.SPECIALIST: "work.see_queue work.take parties.search parties.see_bsn dossier.open dossier.open_without_grant"
    " cases.see cases.handle cases.decide messages.send files.release journeys.start_for_resident",
    Role.EDITOR: "catalogue.edit catalogue.publish",
    Role.MANAGER: "work.see_queue catalogue.see_figures",
    Role.FUNCTIONAL_ADMINISTRATOR: "files.release organisations.change identity.assign_roles dossier.see_changes"
    " catalogue.publish catalogue.offer catalogue.see_figures",
    Role.PRIVACY_OFFICER: "dossier.open_without_grant dossier.audit",
}


@pytest.mark.parametrize("role", list(Role))
def test_each_role_holds_what_was_decided(role: Role) -> None:
    assert {name for name, roles in PERMISSIONS.items() if role in roles} == set(EXPECTED[role].split())


def test_a_menu_item_that_asks_for_an_unknown_permission_stops_the_start() -> None:
    item = NavItem(key="x", label="X", url_name="x", icon="home", order=1, place="staff", permission="cases.sea")
    registry = Registry()
    registry.register(Capability(name="identity", purpose="", declares=(PermissionTable(key="table"),)))
    registry.register(Capability(name="cases", purpose="", declares=(item,)))
    with pytest.raises(BadRegistration, match=r"'x' of cases asks 'cases\.sea'"):
        registry.freeze()


def _views(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[tuple[str, object]]:
    for one in patterns:
        path = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _views(one.url_patterns, path)
        else:
            yield path, one.callback


def test_every_page_of_the_site_carries_one_guard_from_the_table() -> None:
    pages = dict(_views(get_resolver("naast.site.urls").url_patterns))
    without = [path for path, view in pages.items() if not isinstance(getattr(view, "guard", None), Guard)]
    assert without == []
    asked = {view.guard.permission for view in pages.values()} - {None}  # type: ignore[attr-defined]
    assert asked <= PERMISSIONS.keys()
