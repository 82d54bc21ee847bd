"""The form of a public page: its address makes itself from the title when nobody writes one."""

from cms.editing.form import CheckedForm


class PublicPageForm(CheckedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
