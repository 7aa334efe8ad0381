"""What settings were stays as it was: the serving role adds and reads."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON organisations_change FROM naast_app",
            "GRANT UPDATE, DELETE ON organisations_change TO naast_app",
        )
    ]
