from django.db import migrations

from cms.eligibility.canonical import fingerprint

MOVE = """
INSERT INTO cms_answer (at, channel, "on", area, programme, facts, origins, verdict, rule, meanings, beside,
                        words, language, cause, override, override_reason)
SELECT a.at, CASE i.channel WHEN 'web' THEN 'chat' ELSE i.channel END,
       coalesce((a.verdict->>'on')::date, (a.at AT TIME ZONE 'Asia/Shanghai')::date), '', a.programme, a.facts,
       (SELECT coalesce(jsonb_object_agg(key, 'told'), '{}') FROM jsonb_object_keys(a.facts) AS key),
       a.verdict, a.rule, '[]', '{}', a.words, CASE c.language WHEN 'en' THEN 'en' ELSE 'zh' END,
       'inbound:' || a.inbound_id || CASE a.nth WHEN 1 THEN '' ELSE ':' || a.nth END, '', ''
FROM (SELECT *, row_number() OVER (PARTITION BY inbound_id, programme ORDER BY id) AS nth FROM hotline_answer) a
JOIN hotline_inbound i ON i.id = a.inbound_id
JOIN hotline_contact c ON c.id = i.contact_id
ORDER BY a.id
"""


def keep_their_rules(apps, schema_editor):
    """Every rule text an answer names and that is still to be found: as it is now, or in a revision."""
    KeptRule, Programme = apps.get_model("cms", "KeptRule"), apps.get_model("cms", "Programme")
    wanted = set(apps.get_model("cms", "Answer").objects.values_list("rule", flat=True))
    for code, data in _texts(apps, Programme):
        if (name := fingerprint(data)) in wanted:
            KeptRule.objects.bulk_create([KeptRule(hash=name, code=code, data=data)], ignore_conflicts=True)


def _texts(apps, Programme):
    yield from Programme.objects.values_list("code", "rule")
    revisions = apps.get_model("wagtailcore", "Revision").objects
    mine = revisions.filter(content_type__app_label="cms", content_type__model="programme")
    for content in mine.values_list("content", flat=True).iterator():
        if isinstance(content.get("rule"), dict):
            yield content["code"], content["rule"]


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0002_no_way_back_to_a_message"),
        ("cms", "0010_answers"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RunPython(keep_their_rules, migrations.RunPython.noop),
        migrations.DeleteModel("Answer"),
    ]
