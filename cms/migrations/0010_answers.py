import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from portal.models.append_only import only_grows


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0003_kept_and_approved'),
        ('portal', '0002_records'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='given at')),
                ('channel', models.CharField(choices=[('sms', 'text message'), ('web', 'web check'), ('api', 'programs'), ('chat', 'web chat'), ('desk', 'desk'), ('voice', 'telephone')], max_length=8, verbose_name='channel')),
                ('on', models.DateField(verbose_name='for the day')),
                ('area', models.CharField(blank=True, max_length=15, verbose_name='area')),
                ('programme', models.CharField(max_length=10, verbose_name='programme')),
                ('facts', models.JSONField(verbose_name='facts')),
                ('origins', models.JSONField(default=dict, verbose_name='where the facts are from')),
                ('verdict', models.JSONField(verbose_name='verdict')),
                ('rule', models.CharField(max_length=64, verbose_name='rule')),
                ('meanings', models.JSONField(default=list)),
                ('beside', models.JSONField(default=dict)),
                ('words', models.TextField(blank=True, verbose_name='words')),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('cause', models.CharField(blank=True, max_length=80)),
                ('override', models.CharField(blank=True, max_length=20, verbose_name='decided by a person')),
                ('override_reason', models.TextField(blank=True, verbose_name='reason')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'answer given',
                'verbose_name_plural': 'answers given',
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['programme', '-id'], name='answer_by_programme')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('cause', ''), _negated=True), fields=('cause', 'programme'), name='answer_once_for_its_cause'), models.CheckConstraint(condition=models.Q(('channel__in', ['sms', 'web', 'api', 'chat', 'desk', 'voice'])), name='answer_channel_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('channel__in', ['web', 'api']), _negated=True), models.Q(('by', None), models.Q(('cause', ''), ('cause__startswith', 'once:'), _connector='OR')), _connector='OR'), name='answer_without_an_asker_stays_so'), models.CheckConstraint(condition=models.Q(('override', ''), models.Q(models.Q(('override_reason', ''), _negated=True), ('by__isnull', False)), _connector='OR'), name='answer_override_has_a_reason_and_a_name')],
            },
        ),
        only_grows("cms_answer"),
    ]
