"""Studio: where editors see what people asked, and make the answers better."""

from naast.design.types import NavItem
from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="studio",
    purpose="The editor's pages: what was asked and not found, and words and texts of a service, seen before they are live.",
    declares=(
        NavItem(
            key="studio.asked",
            label="Vragen",
            url_name="studio:asked",
            icon="search",
            order=5,
            place="staff",
            permission="catalogue.edit",
        ),
        NavItem(
            key="studio.texts",
            label="Teksten",
            url_name="studio:texts",
            icon="document",
            order=6,
            place="staff",
            permission="catalogue.edit",
        ),
    ),
)
