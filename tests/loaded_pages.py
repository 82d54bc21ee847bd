"""The invented county's pages, loaded once; for every further test only the rows that came, went or changed."""

import io
from collections.abc import Callable
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction
from psycopg import IntegrityError

from tests import loaded

Rows = set[bytes]
_kept: dict[str, dict[str, tuple[Rows, Rows]]] = {}


def pages() -> None:
    """As `load_pages` leaves them. Where the house looks different from last time, it is run again."""
    once("pages", lambda: call_command("load_pages", stdout=io.StringIO()))


def once(what: str, load: Callable[[], object]) -> None:
    """Loaded by this the first time, copied back row by row after."""
    name = f"{what} {_upon()}"
    if name in _kept and _put_back(_kept[name]):
        return
    before = _everything()
    load()
    after = _everything()
    _kept[name] = {
        table: (before[table] - rows, rows - before[table])
        for table, rows in after.items()
        if rows != before[table]
    }


def _upon() -> str:
    """What pages point at besides themselves: programmes and content types, by number, and places."""
    from cms.models import Programme
    from portal.models import Area

    places = list(Area.objects.values_list("pk", flat=True))
    return f"{places} {loaded._content_type()} {list(Programme.objects.order_by('pk').values_list('pk', 'code'))}"


def _everything() -> dict[str, Rows]:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    return {table: set(loaded._copy(table).splitlines()) for table in tables}


def _put_back(kept: dict[str, tuple[Rows, Rows]]) -> bool:
    from wagtail.models import Site

    there = {table: set(loaded._copy(table).splitlines()) for table in kept}
    if not all(gone <= there[table] for table, (gone, _come) in kept.items()):
        return False
    places = {_number(row) for row in there.get("portal_area", ())}  # the test has made some of them itself
    kept = kept | {
        "portal_area": (
            set(),
            {row for row in kept.get("portal_area", (set(), set()))[1] if _number(row) not in places},
        )
    }
    try:
        with transaction.atomic(), _triggers_off():
            _leave({table: gone for table, (gone, _come) in kept.items() if gone})
            loaded._put_back(
                {table: b"".join(row + b"\n" for row in come) for table, (_, come) in kept.items()}
            )
    except IntegrityError:
        return False
    Site.clear_site_root_paths_cache()
    return True


@contextmanager
def _triggers_off():
    """What was published once is put back as it was: nobody publishes it again."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def _leave(rows: dict[str, Rows]) -> None:
    """Rows that went or changed; a table's number stands in its first column."""
    with connection.cursor() as cursor:
        for table, gone in rows.items():
            first = connection.introspection.get_table_description(cursor, table)[0].name
            numbers = [_number(row) for row in gone]
            cursor.execute(f'DELETE FROM "{table}" WHERE "{first}"::text = ANY(%s)', [numbers])  # noqa: S608


def _number(row: bytes) -> str:
    return row.split(b"\t")[0].decode()
