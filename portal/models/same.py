"""Equality inside an exclusion constraint, without a database extension: a value as a range of one point."""

from django.contrib.postgres.fields.ranges import BigIntegerRangeField
from django.db.models import F, Func, Value


class SameNumber(Func):
    """A whole number as a one-point range, so that GiST compares it."""

    function = "int8range"
    output_field = BigIntegerRangeField()

    def __init__(self, name):
        super().__init__(F(name), F(name), Value("[]"))


class SameText(Func):
    """A text as a one-point range of our own type `textrange`."""

    function = "textrange"
    output_field = BigIntegerRangeField()

    def __init__(self, name):
        super().__init__(F(name), F(name), Value("[]"))
