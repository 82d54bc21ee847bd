"""A stream that names its blocks by their class, so that a changed label or a new block is no migration."""

from django.db import models
from wagtail.fields import StreamField


class BlocksField(StreamField):
    def deconstruct(self):
        name, path, _args, kwargs = models.Field.deconstruct(self)
        return name, path, [self.block_types_arg], kwargs
