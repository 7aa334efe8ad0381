"""What web, worker and sweep see to before they begin."""

from django.db import connection

from naast.site.postgres.hour import go_by_the_database
from naast.site.postgres.trust import refuse_untrusted
from naast.site.tables import refuse_missing_tables


def before_serving() -> None:
    """Raises OtherTables or Untrusted, which say what to do. Leaves no connection behind."""
    go_by_the_database()
    refuse_missing_tables(connection)
    refuse_untrusted()
