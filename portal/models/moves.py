"""A table of allowed moves, kept a second time by the database."""

from django.db import migrations

TRIGGER = """
CREATE OR REPLACE FUNCTION {table}_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state AND NOT (OLD.state || '>' || NEW.state) = ANY (ARRAY[{pairs}]::text[]) THEN
    RAISE EXCEPTION '{table}: % to % is not an allowed move', OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_moves';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS {table}_moves ON {table};
CREATE TRIGGER {table}_moves BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_moves();
"""

READ_BACK = "SELECT prosrc FROM pg_proc WHERE proname = %s"


def pairs(moves: dict[str, set[str]]) -> list[str]:
    return sorted(f"{start}>{end}" for start, ends in moves.items() for end in ends)


def moves_trigger(table: str, moves: dict[str, set[str]]) -> migrations.RunSQL:
    """The operation that makes the database refuse every other move of `state`."""
    listed = ", ".join(f"'{pair}'" for pair in pairs(moves))
    return migrations.RunSQL(
        TRIGGER.format(table=table, pairs=listed),
        f"DROP TRIGGER {table}_moves ON {table}; DROP FUNCTION {table}_moves();",
    )
