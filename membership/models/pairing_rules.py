"""What the database refuses of a pairing, and the sentence for each refusal."""

from contextlib import contextmanager

from django.db import IntegrityError, migrations, transaction
from django.utils.translation import gettext_lazy as _

WITHIN_CAP, NOT_OWN_HOUSEHOLD = "pairing_within_cap", "pairing_not_own_household"

SENTENCES = {
    WITHIN_CAP: _("This member looks after as many households as the association allows. Choose another helper."),
    NOT_OWN_HOUSEHOLD: _("This member lives in that household on some of these days. Choose another helper."),
    "pairing_of_member_once_at_a_time": _(
        "This member looks after this household already on some of these days."
    ),
    "pairing_of_cadre_once_at_a_time": _(
        "This cadre looks after this household already on some of these days."
    ),
    "pairing_has_one_helper": _("Name one helper: a member, a cadre or a unit."),
}  # fmt: skip
OTHERWISE = _("Somebody changed this at the same moment. Look again, then save.")

# The membership row is the queue in which two pairings of one member wait for each other. The look behind the
# lock takes a new snapshot, so it sees what the one before it committed.
GUARD = f"""
CREATE OR REPLACE FUNCTION membership_pairing_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE most integer; cap integer; person bigint;
BEGIN
  IF NEW.member_id IS NULL OR isempty(NEW.period) THEN RETURN NULL; END IF;
  IF TG_OP = 'UPDATE' AND NEW.member_id IS NOT DISTINCT FROM OLD.member_id
     AND NEW.household_id = OLD.household_id AND NEW.period <@ OLD.period THEN RETURN NULL; END IF;
  SELECT m.resident_id, a.most_households INTO person, cap
    FROM membership_membership m JOIN membership_association a ON a.id = m.association_id
   WHERE m.id = NEW.member_id FOR NO KEY UPDATE OF m;
  SELECT max(at_once) INTO most FROM (
    SELECT count(DISTINCT other.household_id) AS at_once
      FROM membership_pairing first_of
      JOIN membership_pairing other ON other.member_id = NEW.member_id
       AND other.period @> greatest(lower(first_of.period), lower(NEW.period))
     WHERE first_of.member_id = NEW.member_id AND first_of.period && NEW.period
     GROUP BY first_of.id) AS days;
  IF most > cap THEN
    RAISE EXCEPTION '{WITHIN_CAP}: % households, at most %', most, cap
      USING ERRCODE = 'check_violation', CONSTRAINT = '{WITHIN_CAP}';
  END IF;
  IF EXISTS (SELECT 1 FROM membership_householdmember h WHERE h.resident_id = person
              AND h.household_id = NEW.household_id AND h.period && NEW.period) THEN
    RAISE EXCEPTION '{NOT_OWN_HOUSEHOLD}: the member lives there'
      USING ERRCODE = 'check_violation', CONSTRAINT = '{NOT_OWN_HOUSEHOLD}';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER membership_pairing_guard AFTER INSERT OR UPDATE OF member_id, household_id, period
  ON membership_pairing FOR EACH ROW EXECUTE FUNCTION membership_pairing_guard();
"""  # noqa: S608  (only names of constraints)


def guard() -> migrations.RunSQL:
    return migrations.RunSQL(
        GUARD, "DROP TRIGGER membership_pairing_guard ON membership_pairing; DROP FUNCTION membership_pairing_guard();"
    )  # fmt: skip


class PairingRefused(ValueError):
    """Its text says why this pairing cannot be, and what to do."""


@contextmanager
def refusals_in_words():
    """Whatever the database refuses inside leaves nothing half done and comes out as a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as problem:
        raise PairingRefused(str(sentence(problem))) from problem


def sentence(problem: IntegrityError):
    name = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", "")
    return SENTENCES.get(name or "", OTHERWISE)
