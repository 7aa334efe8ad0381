"""What was found of looks is not kept for ever: naast_retention takes it away."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("dossier", "0002_only_add")]

    operations = [
        migrations.RunSQL(
            "GRANT SELECT, DELETE ON dossier_unusuallooks, dossier_lookreview TO naast_retention;"
            " GRANT SELECT ON dossier_lookweek TO naast_retention;",
            "REVOKE ALL ON dossier_unusuallooks, dossier_lookreview, dossier_lookweek FROM naast_retention;",
        )
    ]
