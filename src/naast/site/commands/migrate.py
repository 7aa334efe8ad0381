"""`naast migrate [label [name]]`."""

import os

from django.core.management import call_command
from django.db import ProgrammingError, connections

from naast.site.options import Options
from naast.site.postgres.running import database
from naast.site.tables import OtherTables, mend, refuse_other_tables


def run(arguments: list[str]) -> int:
    options = Options.read(os.environ)
    with database(options):
        try:
            call_command("migrate", *arguments, database="owner", interactive=False)
        except ProgrammingError as error:  # another version left other tables than this change expects
            raise OtherTables(f"A change does not fit what is there: {str(error).strip()}\n{mend(options)}") from error
        if all(one.startswith("-") for one in arguments):  # with a label some tables are others by right
            refuse_other_tables(connections["owner"], options)
    return 0
