"""What identity adds to the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from naast.design.types import FrameSlot, NavItem
from naast.dossier.types import EntryKind, Purpose, SettingChanged, StaffNames
from naast.identity.actions.passkeys import remove_passkey_again
from naast.identity.actions.sessions import remove_old_sessions
from naast.identity.queries import names_at, names_of_role_holders, names_of_staff
from naast.identity.types import PERMISSIONS
from naast.identity.views import slots
from naast.identity.views.people import where_roles_come_back, where_roles_end
from naast.kernel.registry import Capability, Declaration, Registry
from naast.kernel.removals import Removable
from naast.kernel.sweeps import Sweep


@dataclass(frozen=True, kw_only=True)
class PermissionTable(Declaration):
    """The table of permissions, checked against every permission that a declaration of any kind names."""

    def problems(self, registry: Registry) -> Iterable[str]:
        for capability in registry.capabilities:
            for one in capability.declares:
                permission = getattr(one, "permission", None)
                if permission is not None and permission not in PERMISSIONS:
                    yield f"'{one.key}' of {capability.name} asks '{permission}', which identity/types.py does not hold."


CAPABILITY = Capability(
    name="identity",
    purpose="Sign-in of residents and staff, roles per organisation, sessions.",
    declares=(
        PermissionTable(key="identity.permissions"),
        FrameSlot(key="identity.session", slot="session", template="design/slots/session.html", context=slots.session),
        FrameSlot(
            key="identity.staff-menu",
            slot="staff-menu",
            template="design/slots/staff_menu.html",
            context=slots.staff_menu,
        ),
        EntryKind(
            key="identity.signed_in",
            sentence=_("U logde in"),
            staff_sentence="De inwoner logde in",
            icon="person",
            group="session",
        ),
        Purpose(
            key="identity.sign_in",
            label=_("u inlogde"),
            ground="AVG artikel 6, eerste lid, onder e; Wet digitale overheid",
        ),
        NavItem(
            key="identity.people",
            label="Medewerkers",
            url_name="identity:people",
            icon="people",
            order=1,
            place="administration",
            permission="identity.assign_roles",
        ),
        StaffNames(key="identity.staff", names_of=names_of_staff, at=names_at),
        SettingChanged(
            key="identity.role_assigned", label="Rol gegeven", names_of=names_of_role_holders, back_urls=where_roles_end
        ),
        SettingChanged(
            key="identity.role_ended",
            label="Rol weggehaald",
            names_of=names_of_role_holders,
            back_urls=where_roles_come_back,
        ),
        SettingChanged(key="identity.staff_disabled", label="Uit dienst", names_of=names_of_staff),
        SettingChanged(key="identity.staff_returned", label="Weer in dienst", names_of=names_of_staff),
        SettingChanged(key="identity.account_forgotten", label="Account losgemaakt", names_of=names_of_staff),
        Removable(key="identity.passkey", again=remove_passkey_again),
        Sweep(key="identity.old-sessions", every=60 * 60, run=remove_old_sessions),
    ),
)
