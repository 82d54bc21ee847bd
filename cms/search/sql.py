"""Words of SQL that every search says."""

from django.db import connection

FIELDS = "e.key, e.kind, e.title, e.summary, left(e.text, 20000), e.address, e.area_code, e.day, e.in_force_from, e.in_force_until"
ENDED = "(in_force_until IS NOT NULL AND in_force_until < %(day)s)"
WORTH = "CASE kind WHEN 'news' THEN .8 WHEN 'disclosure' THEN .8 WHEN 'page' THEN .7 WHEN 'policy' THEN 1.1 ELSE 1 END"
WHERE = """language = %(language)s AND (%(kind)s = '' OR kind = %(kind)s) AND (%(year)s::int IS NULL OR year = %(year)s)
  AND (%(area)s = '' OR area_code LIKE %(area)s || '%%' OR area_code = ANY(%(above)s))"""


# The planner thinks reading every row cheap; it does not know that each one has to be unpacked first.
BY_INDEX = "SET LOCAL enable_seqscan = off; "


def rows(statement: str, asked: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX + statement, asked)
        cursor.nextset()
        return cursor.fetchall()
