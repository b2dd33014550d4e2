from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_length_of_recordings")]

    operations = [
        migrations.AddIndex(
            model_name="capture",
            index=models.Index(fields=["sha256"], name="capture_sha256"),
        ),
    ]
