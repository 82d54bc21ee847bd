"""What a disclosure can be, and what the database keeps about it."""

from django.db import migrations, models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

# Sent inside the transaction whenever what the public sees of a disclosure changes; `cms/receivers.py` listens.
shown_changed = Signal()

# The same table stands as a trigger in the migration; a test compares them.
MOVES = {
    "draft": {"review", "withdrawn"},
    "review": {"draft", "published"},
    "published": {"withdrawn"},
    "withdrawn": set(),
}


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("waits for approval")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


WITHDRAWING = ["state", "withdrawn_at", "withdrawn_by_id", "withdrawal_reason"]
PUBLISHING = [
    *WITHDRAWING, "approved_by_id", "published_at", "number", "hash", "previous_hash", "notice_from", "notice_until",
    "notice_rule", "review_note", "drafted_by_id", "edited_by_id",
]  # fmt: skip

FROZEN = """
CREATE OR REPLACE FUNCTION cms_disclosure_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may text[] := CASE WHEN OLD.number IS NOT NULL THEN ARRAY[{withdrawing}] ELSE ARRAY[{publishing}] END;
BEGIN
  IF TG_OP = 'DELETE' AND OLD.number IS NULL THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR (OLD.state <> 'draft' AND (to_jsonb(NEW) - may) <> (to_jsonb(OLD) - may)) THEN
    RAISE EXCEPTION 'cms_disclosure_frozen: % of what is in review or published', TG_OP
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cms_disclosure_frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER cms_disclosure_frozen BEFORE UPDATE OR DELETE ON cms_disclosure
  FOR EACH ROW EXECUTE FUNCTION cms_disclosure_frozen();

CREATE OR REPLACE FUNCTION cms_disclosure_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  part record := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  stands text;
BEGIN
  SELECT state INTO stands FROM cms_disclosure WHERE id = part.disclosure_id FOR SHARE;
  IF stands <> 'draft' AND (to_jsonb(part) ->> 'kind') IS DISTINCT FROM 'posted' THEN
    RAISE EXCEPTION 'cms_disclosure_frozen: % of a part of what is in review or published', TG_OP
      USING ERRCODE = 'check_violation', CONSTRAINT = 'cms_disclosure_frozen';
  END IF;
  RETURN part;
END $$;
CREATE TRIGGER cms_disclosuretable_frozen BEFORE INSERT OR UPDATE OR DELETE ON cms_disclosuretable
  FOR EACH ROW EXECUTE FUNCTION cms_disclosure_part_frozen();
CREATE TRIGGER cms_disclosurefile_frozen BEFORE INSERT OR UPDATE OR DELETE ON cms_disclosurefile
  FOR EACH ROW EXECUTE FUNCTION cms_disclosure_part_frozen();
"""

THAWED = """
DROP TRIGGER cms_disclosurefile_frozen ON cms_disclosurefile;
DROP TRIGGER cms_disclosuretable_frozen ON cms_disclosuretable;
DROP FUNCTION cms_disclosure_part_frozen;
DROP TRIGGER cms_disclosure_frozen ON cms_disclosure;
DROP FUNCTION cms_disclosure_frozen;
"""


def frozen() -> migrations.RunSQL:
    """The operation that keeps what is in review or published as it is."""
    withdrawing, publishing = (
        ", ".join(f"'{name}'" for name in names) for names in (WITHDRAWING, PUBLISHING)
    )
    return migrations.RunSQL(FROZEN.format(withdrawing=withdrawing, publishing=publishing), THAWED)
