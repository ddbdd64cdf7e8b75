"""Opening a case, and who it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minhbach.domains.agencies.models import Agency, Place
from minhbach.domains.cases.types.codes import Origin, Platform, SubjectRole
from minhbach.domains.cases.web.forms.base import DayField, style
from minhbach.domains.subjects.models import Subject
from minhbach.domains.subjects.selectors import visible_subjects

OWN_ORIGINS = [choice for choice in Origin.choices if choice[0] != Origin.LEAD]


class OpenForm(forms.Form):
    """A case opened from what the unit itself knows."""

    title = forms.CharField(label=_("What the case is about"), max_length=200)
    subject: forms.ModelChoiceField[Subject] = forms.ModelChoiceField(
        label=_("Organization or person concerned"), queryset=None, required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip
    place = forms.ModelChoiceField(label=_("Area of the case"), queryset=Place.objects.none(), required=False)
    origin = forms.ChoiceField(label=_("Where it comes from"), choices=OWN_ORIGINS)
    origin_note = forms.CharField(label=_("Source, number and date of the paper"), required=False, max_length=300)
    is_ecommerce = forms.BooleanField(label=_("On line: found or done on the internet"), required=False)
    platform = forms.ChoiceField(label=_("Platform"), required=False, choices=[("", "—"), *Platform.choices])
    presence_url = forms.CharField(label=_("Address of the shop or page"), required=False, max_length=2000)
    secret_register_number = forms.CharField(
        label=_("Number in the register of secrets"),
        required=False,
        max_length=60,
        help_text=_("State secrets are never stored here. Give only the number in the unit's register."),
    )
    happened_on = DayField(label=_("Opened on"))

    def __init__(self, *args: Any, agency: Agency, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = visible_subjects()  # type: ignore[attr-defined]
        self.fields["place"].queryset = places_of(agency, on)  # type: ignore[attr-defined]
        self.fields["happened_on"].initial = on
        style(self.fields.values())


class FromLeadForm(forms.Form):
    """A case opened from a lead: everything else is taken from the listing."""

    title = forms.CharField(label=_("What the case is about"), max_length=200)
    place = forms.ModelChoiceField(label=_("Area of the case"), queryset=Place.objects.none(), required=False)

    def __init__(self, *args: Any, agency: Agency, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_of(agency, on)  # type: ignore[attr-defined]
        style(self.fields.values())


class AddSubjectForm(forms.Form):
    subject: forms.ModelChoiceField[Subject] = forms.ModelChoiceField(queryset=None, widget=forms.HiddenInput)
    role = forms.ChoiceField(label=_("Part in the case"), choices=SubjectRole.choices, initial=SubjectRole.INSPECTED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject"].queryset = visible_subjects()  # type: ignore[attr-defined]
        style(self.fields.values())


class ReasonForm(forms.Form):
    """Why an entry is annulled or a subject leaves."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style(self.fields.values())


def places_of(agency: Agency, on: date) -> Any:
    """This will list the communes of the area an agency answers for, in today's map."""
    areas = list(agency.areas.values_list("id", "level"))
    owner: Agency | None = agency
    while not areas and owner is not None and owner.parent is not None:
        owner = owner.parent
        areas = list(owner.areas.values_list("id", "level"))
    ids = [place_id for place_id, _level in areas]
    within = Place.objects.on(on).filter(level="commune")
    return (within.filter(parent_id__in=ids) | within.filter(id__in=ids)).order_by("sort_key", "id")
