"""Wordings looked for in public texts (as listed in cms/wording/shipped.json), links looked at, four eyes for every page."""

import json
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SHIPPED = Path(__file__).resolve().parent.parent / "wording" / "shipped.json"
NAME = "双人审核 (four eyes)"


def fill(apps, schema_editor):
    Wording = apps.get_model("cms", "Wording")
    rows = json.loads(SHIPPED.read_text(encoding="utf-8"))
    Wording.objects.bulk_create([Wording(**row) for row in rows])


def pages_too(apps, schema_editor):
    """Every page goes through the workflow of the rules; Wagtail's own one, by groups, has no work left."""
    Page, Workflow, WorkflowPage = (
        apps.get_model("wagtailcore", name) for name in ("Page", "Workflow", "WorkflowPage")
    )
    root, workflow = Page.objects.filter(depth=1).first(), Workflow.objects.filter(name=NAME).first()
    if root and workflow:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
        Workflow.objects.exclude(pk=workflow.pk).update(active=False)


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0016_search'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='One a line.', verbose_name='wordings')),
                ('level', models.CharField(choices=[('refuse', 'not published'), ('warn', 'worth a look')], default='warn', max_length=6, verbose_name='what happens')),
                ('reason', models.CharField(max_length=200, verbose_name='why')),
                ('better', models.CharField(blank=True, max_length=200, verbose_name='better words')),
                ('unless', models.TextField(blank=True, help_text='One a line. A sentence that also says one of these may use the wording, such as “abolished”.', verbose_name='allowed beside')),
            ],
            options={
                'verbose_name': 'wording to avoid',
                'verbose_name_plural': 'wordings to avoid',
                'ordering': ['level', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='wording_says_something')],
            },
        ),
        migrations.CreateModel(
            name='PageLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=500, verbose_name='address')),
                ('state', models.CharField(choices=[('good', 'leads there'), ('broken', 'leads nowhere'), ('unchecked', 'outside, not looked at')], max_length=10, verbose_name='state')),
                ('checked_at', models.DateTimeField(auto_now=True, verbose_name='looked at')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'link on a page',
                'verbose_name_plural': 'links on pages',
                'constraints': [models.UniqueConstraint(fields=('page', 'address'), name='page_link_once')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(pages_too, migrations.RunPython.noop),
    ]
