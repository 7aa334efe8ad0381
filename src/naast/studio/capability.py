"""Studio: where editors see what people asked, and make the answers better."""

from naast.design.types import NavItem
from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="studio",
    purpose="The editor's pages: what was asked and not found, and words for a service, tried before they are live.",
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
    ),
)
