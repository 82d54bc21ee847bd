"""A programme for the stranger's walk."""

from cms.models import Programme
from tests.samples import MARK, sample

sample(Programme, lambda area: Programme.objects.create(code="away", name=MARK, rule={"name": {"zh": MARK}}))
