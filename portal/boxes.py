"""The look of input fields, set once for every form of the resident pages."""

from django import forms

LOOK = {"text": "govuk-input", "textarea": "govuk-textarea", "select": "govuk-select"}


class Boxed:
    """Mixed into a form: its fields look like the rest of the site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            kind = "textarea" if isinstance(widget, forms.Textarea) else getattr(widget, "input_type", "text")
            if kind not in {"radio", "checkbox", "hidden"}:
                widget.attrs.setdefault("class", LOOK.get(kind, "govuk-input"))
