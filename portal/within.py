"""The look-up `within`: `area__within="990001101"` finds that place and everything below it, without a join."""

from django.db import models
from django.db.models.lookups import StartsWith


@models.CharField.register_lookup
@models.ForeignKey.register_lookup
class Within(StartsWith):
    """A code is its path, so “below” is a prefix; the index of the code serves it."""

    lookup_name = "within"

    def get_rhs_op(self, connection, rhs):
        return f"LIKE {rhs}"
