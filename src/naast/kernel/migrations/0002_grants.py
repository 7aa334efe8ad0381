"""What happened stays as it was: the role that serves may add to these ledgers and read them, and nothing else."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE, TRUNCATE ON kernel_storedevent, kernel_effect FROM naast_app",
            "GRANT UPDATE, DELETE ON kernel_storedevent, kernel_effect TO naast_app",
        )
    ]
