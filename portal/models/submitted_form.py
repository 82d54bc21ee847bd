from django.db import models
from django.utils.translation import gettext_lazy as _


class SubmittedForm(models.Model):
    """A form that was sent once; sending it again leads to the first result."""

    key = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    result = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("submitted form")

    def __str__(self):
        return self.key
