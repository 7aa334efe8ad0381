"""`naast migrate [label [name]]`."""

import os

from django.core.management import call_command
from django.db import connections

from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.tables import refuse_other_tables


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        call_command("migrate", *arguments, database="owner", interactive=False)
        if all(one.startswith("-") for one in arguments):  # with a label some tables are others by right
            refuse_other_tables(connections["owner"], options)
    return 0
