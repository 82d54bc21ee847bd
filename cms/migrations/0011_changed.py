import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.models.moves import moves_trigger


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0010_answers'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=10)),
                ('publication', models.BigIntegerField()),
                ('rule', models.CharField(max_length=64)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('upto', models.BigIntegerField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None)), fields=['id'], name='answer_review_open')],
                'constraints': [models.UniqueConstraint(fields=('programme', 'publication', 'rule'), name='answer_review_once_for_a_publication')],
            },
        ),
        migrations.CreateModel(
            name='ChangedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=64, verbose_name='rule')),
                ('old', models.JSONField(verbose_name='old answer')),
                ('new', models.JSONField(verbose_name='new answer')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='found at')),
                ('state', models.CharField(choices=[('open', 'to call'), ('called', 'called'), ('no_need', 'no need'), ('overtaken', 'overtaken by a newer text')], default='open', max_length=10, verbose_name='state')),
                ('at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='cms.answer')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'answer that changed',
                'verbose_name_plural': 'answers that changed',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'rule'), name='changed_answer_once_for_a_rule'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'called', 'no_need', 'overtaken'])), name='changed_answer_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['called', 'no_need']), _negated=True), models.Q(('at__isnull', False), ('by__isnull', False)), _connector='OR'), name='changed_answer_settled_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='DiffSeen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.revision')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('revision', 'user'), name='diff_seen_once')],
            },
        ),
        moves_trigger(
            "cms_changedanswer", {"open": {"called", "no_need", "overtaken"}, "overtaken": {"open"}}
        ),
    ]
