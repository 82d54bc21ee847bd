"""Between what an editor fills in and the canonical JSON of a rule. Pure: plain dicts in, plain dicts out."""

from cms.rule_data.programme import as_data, fields_of, used_facts
from cms.rule_data.version import version_as_data, version_fields_of

__all__ = ["as_data", "fields_of", "used_facts", "version_as_data", "version_fields_of"]
