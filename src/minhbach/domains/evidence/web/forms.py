"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from minhbach.domains.evidence.types import CustodyStep, EvidenceKind

TEXT = {"class": "form-control"}
SELECT = {"class": "form-select"}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Several files at once, each judged on its own."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=FilesInput(attrs=TEXT), **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        # An empty file is refused by the service in its own words.
        return list(given)


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={**TEXT, "type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=widget,
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"],
        help_text=_("Leave empty for now."),
        **more,
    )


def text(label: Any, *, required: bool = True, length: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=length, widget=forms.TextInput(attrs=TEXT), **more
    )


class EvidenceForm(forms.Form):
    file = FilesField(
        label=_("File"),
        required=False,
        help_text=_("Up to 50 MB each, a video up to 300 MB. Several at once if alike."),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(code, capfirst(words)) for code, words in EvidenceKind.choices],
        widget=forms.Select(attrs=SELECT),
    )
    title = text(_("What it shows"))
    obtained_at = moment(_("Obtained at"))
    obtained_where = text(_("Obtained where"), required=False)
    source_url = text(_("Web address, for a screenshot"), required=False, length=2000)
    secret_register_number = text(
        _("Number in the register of state secrets"),
        required=False,
        length=100,
        help_text=_("State secrets are never stored here: give this number and no file."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("secret_register_number") and cleaned.get("file"):
            self.add_error("file", _("A paper with a register number must not be uploaded; take the file away."))
        elif not cleaned.get("secret_register_number") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        return cleaned


class CustodyForm(forms.Form):
    step = forms.ChoiceField(
        label=_("Step"),
        choices=[(code, capfirst(words)) for code, words in CustodyStep.choices],
        widget=forms.Select(attrs=SELECT),
    )
    happened_at = moment(_("When it happened"))
    counterparty = text(_("With whom"), required=False, length=200)
    place = text(_("At which place"), required=False)
    seal_number = text(_("Seal number"), required=False, length=60)
    note = text(_("Note"), required=False, length=500)


class ReasonForm(forms.Form):
    reason = text(_("Reason"))
