"""A published version never changes: the role that serves adds and reads, and nothing else."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON catalogue_serviceversion, catalogue_publication FROM naast_app",
            "GRANT UPDATE, DELETE ON catalogue_serviceversion, catalogue_publication TO naast_app",
        ),
        migrations.RunSQL(
            "REVOKE DELETE, TRUNCATE ON catalogue_pause, catalogue_owntext FROM naast_app",
            "GRANT DELETE ON catalogue_pause, catalogue_owntext TO naast_app",
        ),
    ]
