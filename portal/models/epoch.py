from contextvars import ContextVar

from django.db import connection, models, transaction

known: ContextVar[list | None] = ContextVar("the epoch as this request read it", default=None)

_ONE_FREE_ROW = """
UPDATE portal_epoch SET raised = raised + 1
 WHERE id = (SELECT id FROM portal_epoch ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
"""


class Epoch(models.Model):
    """How often something public has changed: the sum over all rows, of which there are as many as ever published at once."""

    raised = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return str(self.raised)

    @classmethod
    def rise(cls) -> None:
        """Part of the caller's transaction: who reads the new sum reads the new pages, who reads the old sum the old ones.

        It waits for nobody: a row that another publisher holds is passed over, so no two can block each other.
        """
        if cls.unsettled():
            return
        if (mine := known.get()) is not None:
            mine.clear()
        with connection.cursor() as cursor:
            cursor.execute(_ONE_FREE_ROW)
            if not cursor.rowcount:
                cls.objects.create()
        transaction.on_commit(_noted)

    @classmethod
    def unsettled(cls) -> bool:
        """Has this very transaction raised it? What it reads now may yet be taken back."""
        return _noted in [entry[1] for entry in connection.run_on_commit]


def _noted() -> None:
    """Marks a transaction that has raised the epoch once; a savepoint rolled back takes the mark along."""
