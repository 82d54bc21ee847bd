"""Rights on pages follow their own acts now, in the county and below: the groups take their names."""

from django.db import migrations

NAMES = {"edit content": "edit pages", "approve content": "approve pages"}


def rename(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for old, new in NAMES.items():
        Group.objects.filter(name=old).update(name=new)


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_staged_import"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
