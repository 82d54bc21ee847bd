"""The closed list of blocks a rule is made of, as an editor sees them."""

from cms.blocks.amounts import AmountsBlock, VariantsBlock
from cms.blocks.criteria import CriteriaBlock
from cms.blocks.facts import ValuesBlock
from cms.blocks.programme import InteractionsBlock, SourcesBlock

__all__ = [
    "AmountsBlock",
    "CriteriaBlock",
    "InteractionsBlock",
    "SourcesBlock",
    "ValuesBlock",
    "VariantsBlock",
]
