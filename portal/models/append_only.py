"""Tables that only grow: the database refuses to change or remove a row."""

from django.db import migrations

REFUSE = """
CREATE OR REPLACE FUNCTION linli_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%_only_grows: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_only_grows';
END $$;
"""


def only_grows(table: str) -> migrations.RunSQL:
    """The operation that seals a table; `REFUSE` has run before it."""
    return migrations.RunSQL(
        f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION linli_only_grows();",
        f"DROP TRIGGER {table}_only_grows ON {table};",
    )
