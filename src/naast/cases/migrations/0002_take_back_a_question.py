from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="question",
            name="lapsed_at",
            field=models.DateTimeField(help_text="When it closed without an answer.", null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="retracted",
            field=models.TextField(
                blank=True,
                default="",
                help_text="Why it is not needed any more: we took it back, and the resident reads this.",
            ),
        ),
    ]
