import django.utils.timezone
from django.db import migrations, models


def hash_keys(apps, schema_editor):
    """A key such as "inbound:12" led from an anonymous case to the phone it came from."""
    from hotline.models.case import key_hash

    Case = apps.get_model("hotline", "Case")
    for pk, key in Case.objects.filter(key__contains=":").values_list("pk", "key"):
        Case.objects.filter(pk=pk).update(key=key_hash(key))


class Migration(migrations.Migration):
    dependencies = [("hotline", "0001_initial")]

    operations = [
        migrations.AlterField("caseevent", "at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.RunPython(hash_keys, migrations.RunPython.noop),
    ]
