from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="speech_declined",
            field=models.CharField(
                blank=True,
                default="",
                help_text="`nl`, `nl-je` or `en`: read pages so, and said not to want messages so. Not asked again.",
                max_length=5,
            ),
        ),
    ]
