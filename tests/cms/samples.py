"""A programme and a fact for the stranger's walk."""

from cms.models import Fact, Programme
from tests.samples import MARK, sample

sample(Programme, lambda area: Programme.objects.create(code="away", name_zh=MARK))
sample(Fact, lambda area: Fact.objects.create(key="away", type="bool", label_zh=MARK, label_en=MARK))
