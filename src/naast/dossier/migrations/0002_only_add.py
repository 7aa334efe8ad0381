"""What happened stays as it was: the serving role adds and reads; only naast_retention takes content away."""

from django.db import migrations

LEDGERS = (
    "dossier_entry, dossier_entrycontent, dossier_auditline, dossier_processingline, dossier_chainjoin, dossier_anchor,"
    " dossier_lookweek, dossier_unusuallooks, dossier_lookreview"
)


class Migration(migrations.Migration):
    dependencies = [("dossier", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"""
            REVOKE UPDATE, DELETE, TRUNCATE ON {LEDGERS}, dossier_chain FROM naast_app;
            REVOKE DELETE, TRUNCATE ON dossier_chainhead, dossier_accessgrant, dossier_seal FROM naast_app;
            GRANT SELECT, INSERT ON dossier_chain, dossier_chainhead, dossier_entry, dossier_entrycontent, dossier_auditline
              TO naast_retention;
            GRANT UPDATE ON dossier_chainhead TO naast_retention;
            GRANT UPDATE (salt, text, removed_at, removed_by) ON dossier_entrycontent TO naast_retention;
            """,
            f"GRANT UPDATE, DELETE ON {LEDGERS}, dossier_chain, dossier_chainhead, dossier_accessgrant, dossier_seal TO naast_app",
        )
    ]
