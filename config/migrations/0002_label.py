from django.db import migrations


def relabel(apps, schema_editor, old="house", new="config"):
    """Carry the content types, and with them the permissions, to the label that the app has now."""
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label=old).update(
        app_label=new
    )


def label_back(apps, schema_editor):
    relabel(apps, schema_editor, old="config", new="house")


class Migration(migrations.Migration):
    dependencies = [
        ("config", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AlterModelTable("SignInCounter", None),
        migrations.RunPython(relabel, label_back),
    ]
