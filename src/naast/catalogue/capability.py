"""What the catalogue adds to the house: services as packages, and their pages."""

from naast.catalogue.packages.examples import run_rule
from naast.catalogue.packages.register import package_rule
from naast.catalogue.packages.sections import SECTIONS
from naast.catalogue.types import ExampleRunner
from naast.kernel.registry import Capability

CAPABILITY = Capability(
    name="catalogue",
    purpose="Services as packages: read from files, checked, published as versions that never change.",
    declares=(*SECTIONS, package_rule, ExampleRunner(key="rule", run=run_rule)),
)
