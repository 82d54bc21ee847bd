"""Rules that stood in one box move into fields; texts in use are kept; publishing needs a second person."""

import json

from django.db import migrations

from cms import rule_data
from cms.eligibility.canonical import fingerprint
from portal.models.append_only import only_grows

NAME = "双人审核 (four eyes)"


def spread(apps, schema_editor):
    Programme, RuleVersion, KeptRule = (apps.get_model("cms", name) for name in ("Programme", "RuleVersion", "KeptRule"))
    for programme in Programme.objects.exclude(rule={}):
        data = programme.rule
        if not data.get("versions"):
            continue
        for name, value in rule_data.fields_of(data).items():
            setattr(programme, name, _stream(value))
        # Drafts of the one-box screen cannot be opened in the new one; the published text is what counts.
        programme.latest_revision, programme.has_unpublished_changes = None, False
        programme.save()
        for version in data["versions"]:
            fields = rule_data.version_fields_of(version)
            RuleVersion.objects.create(
                programme_id=programme.pk, **{name: _stream(value) for name, value in fields.items()}
            )
        if programme.live:
            KeptRule.objects.get_or_create(hash=fingerprint(data), defaults={"code": programme.code, "data": data})


def _stream(value):
    """A stream as its stored text: reading it asks no other table."""
    return json.dumps(value) if isinstance(value, list) else value


def second_person(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Workflow, WorkflowTask, OfType = (
        apps.get_model("wagtailcore", name) for name in ("Workflow", "WorkflowTask", "WorkflowContentType")
    )
    kind, _made = ContentType.objects.get_or_create(app_label="cms", model="secondpairofeyes")
    task = apps.get_model("cms", "SecondPairOfEyes").objects.create(name=NAME, active=True, content_type=kind)
    workflow = Workflow.objects.create(name=NAME, active=True)
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for model in ("programme", "fact"):
        kind, _made = ContentType.objects.get_or_create(app_label="cms", model=model)
        OfType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0002_rules_in_fields"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("portal", "0002_records"),
    ]

    operations = [
        migrations.RunPython(spread, migrations.RunPython.noop),
        migrations.RunPython(second_person, migrations.RunPython.noop),
        only_grows("cms_keptrule"),
    ]
