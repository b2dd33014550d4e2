"""Form fields for what people type."""

from django import forms

from .storable_text import is_blank, refuse_unstorable, unify_line_ends


class TextBox(forms.CharField):
    """A box to type in: text of which nothing shows counts as left empty."""

    default_validators = [refuse_unstorable]

    def to_python(self, value):
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        return self.empty_value if is_blank(value) else unify_line_ends(value)
