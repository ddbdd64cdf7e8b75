"""What a person gives: a file, and which of its columns is which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhbach.domains.agencies.models import Agency
from minhbach.domains.screening.models import Export
from minhbach.foundation.scope import Sharing

MEGABYTE = 1024 * 1024
LARGEST_EXPORT = 1024 * MEGABYTE

# The engine's columns in the order a person thinks of them, in the officers' words.
COLUMN_LABELS = {
    "title": _("Title of the listing"),
    "description": _("Description"),
    "price_vnd": _("Price"),
    "platform": _("Platform"),
    "listing_id": _("Number of the listing"),
    "url": _("Address of the listing"),
    "seller_name": _("Name of the seller"),
    "seller_id": _("Number of the seller"),
    "seller_location": _("Where the seller is"),
    "brand": _("Brand"),
    "category": _("Category"),
    "image_urls": _("Addresses of pictures"),
    "is_official": _("Official shop"),
    "sold": _("Pieces sold"),
}
COLUMN_HELP = {
    "title": _("Needed."),
    "listing_id": _("By it a listing is known again in a later file; without it, its address is used."),
    "seller_location": _("A province or commune here decides which unit sees the lead."),
}


class ExportForm(forms.Form):
    file = forms.FileField(
        label=_("File of listings"),
        max_length=300,
        help_text=_("CSV, XLSX, JSONL or Parquet, as the platform gives it; up to 1 GB."),
        widget=forms.ClearableFileInput(
            attrs={"class": "form-control", "accept": ".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json,.parquet"}
        ),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_EXPORT:
            raise forms.ValidationError(_("The file is larger than 1 GB; divide it and upload the parts."))
        return file


class MappingForm(forms.Form):
    """One choice for each column of the engine, and who is to see the leads."""

    sharing = forms.ChoiceField(
        label=_("Who sees the leads besides your own agency"),
        choices=Sharing.choices,
        initial=Sharing.AREA,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    agencies = forms.ModelMultipleChoiceField(
        label=_("Units that may also take the leads"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, export: Export, recipients: Any, chosen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.export = export
        choices = [("", _("– not in the file –")), *((name, name) for name in export.columns)]
        for column, label in COLUMN_LABELS.items():
            self.fields[column] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=export.mapping.get(column, ""),
                help_text=COLUMN_HELP.get(column, ""),
                widget=forms.Select(attrs={"class": "form-select", "data-column": column}),
            )
        agencies: Any = self.fields["agencies"]
        agencies.queryset = recipients
        agencies.initial = [agency.id for agency in chosen]
        self._inspecting = {str(agency_id) for agency_id in agencies.initial}

    @property
    def column_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Each column's choice with what stands in that column in the first row."""
        return [(self[column], self._example(self[column].value())) for column in COLUMN_LABELS]

    @property
    def inspecting_choices(self) -> list[Any]:
        """The units that inspect traders, first and chosen beforehand."""
        return [choice for choice in self["agencies"] if str(choice.data["value"]) in self._inspecting]

    @property
    def other_choices(self) -> list[Any]:
        return [choice for choice in self["agencies"] if str(choice.data["value"]) not in self._inspecting]

    def mapping(self) -> dict[str, str]:
        return {column: self.cleaned_data[column] for column in COLUMN_LABELS if self.cleaned_data.get(column)}

    def _example(self, name: str | None) -> str:
        return next((row[name] for row in self.export.sample if name and row.get(name)), "")
