"""What the dossier adds to the house."""

from django.utils.translation import gettext_lazy as _

from naast.design.types import NavItem
from naast.dossier.access import REVIEW
from naast.dossier.actions.anchors import anchor_heads
from naast.dossier.actions.removal import remove_findings
from naast.dossier.actions.reviews import judge_weeks, unusual_looks
from naast.dossier.handlers import audit_organisation
from naast.dossier.types import EntryKind, Purpose, SettingChanged
from naast.kernel.events import Now
from naast.kernel.registry import Capability
from naast.kernel.sweeps import Sweep
from naast.organisations.events import OrganisationChanged
from naast.organisations.types import SETTINGS

KINDS = (
    EntryKind(
        key="dossier.looked",
        sentence=_("%(organisation)s, %(team)s, keek mee"),
        icon="look",
        group="look",
        tone="look",
    ),
    EntryKind(
        key="dossier.looked_without_matter",
        sentence=_("%(organisation)s, %(team)s, keek mee zonder lopende zaak"),
        icon="look",
        group="look",
        tone="look",
    ),
    EntryKind(
        key="dossier.noted",
        sentence=_("U schreef hier iets bij"),
        staff_sentence="De inwoner schreef hier iets bij",
        detail=_("‘%(words)s’"),
        icon="edit",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="dossier.disputed",
        sentence=_("U zei: dit klopt niet"),
        staff_sentence="De inwoner zei: dit klopt niet",
        detail=_("‘%(words)s’"),
        icon="edit",
        group="data",
        tone="human",
    ),
    EntryKind(
        key="dossier.joined",
        sentence=_("U logde in. Wat u daarvoor deed, staat nu ook hier"),
        staff_sentence="De inwoner logde in. Wat daarvoor gebeurde, hoort bij dit dossier",
        icon="person",
        group="session",
    ),
    EntryKind(
        key="dossier.content_removed",
        sentence=_("We hebben oude gegevens weggehaald"),
        detail=_("Dat moet van deze regel: %(rule)s."),
        icon="close",
        group="data",
    ),
)
PURPOSES = (
    Purpose(
        key="dossier.reason",
        label=_("een medewerker een reden opschreef"),
        ground="AVG artikel 6, eerste lid, onder e",
    ),
    Purpose(
        key="dossier.matter",
        label=_("we een zaak van u behandelen"),
        ground="AVG artikel 6, eerste lid, onder c en e",
    ),
    Purpose(key="dossier.own_words", label=_("u dat zelf deed"), ground="AVG artikel 16"),
    Purpose(
        key="dossier.retention",
        label=_("we gegevens niet langer bewaren dan nodig"),
        ground="AVG artikel 5, eerste lid, onder e; Archiefwet",
    ),
    Purpose(
        key="dossier.review",
        label=_("we nakijken of medewerkers terecht keken"),
        ground="AVG artikel 5, eerste lid, onder f, en artikel 32",
    ),
)

CAPABILITY = Capability(
    name="dossier",
    purpose="The one timeline of a person that both sides read: entries, audit, processing log, purposes and access grants.",
    declares=(
        *KINDS,
        *PURPOSES,
        *(SettingChanged(key=f"organisations.{key}", label=label) for key, label in SETTINGS.items()),
        NavItem(
            key="dossier.changes",
            label="Wijzigingen",
            url_name="dossier:changes",
            icon="clock",
            order=9,
            place="administration",
            permission="dossier.see_changes",
        ),
        NavItem(
            key="dossier.reviews",
            label="Inzage nakijken",
            url_name="dossier:reviews",
            icon="look",
            order=10,
            place="administration",
            permission=REVIEW,
        ),
        unusual_looks,
        Now(key="dossier.audit_organisation", event=OrganisationChanged, handle=audit_organisation),
        Sweep(key="dossier.anchors", every=3600, run=anchor_heads),
        Sweep(key="dossier.judge_weeks", every=3600, run=judge_weeks),
        Sweep(key="dossier.remove_findings", every=24 * 3600, run=remove_findings),
    ),
)
