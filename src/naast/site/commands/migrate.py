"""`naast migrate [label [name]]`."""

import os

from django.core.management import call_command

from naast.site.options import Options
from naast.site.postgres.running import database


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        call_command("migrate", *arguments, database="owner", interactive=False)
    return 0
