"""Forms of agencies, officers, posts, delegations. People give inclusive days; services take half-open periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minhbach.domains.agencies import delegable, selectors
from minhbach.domains.agencies.models import Agency, Officer, Place, Post
from minhbach.domains.agencies.types import AgencyLevel, Force, Role


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LastDayField(forms.DateField):
    """The last day as people write it; cleaned to the first day no more."""

    widget = DayInput

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        return None if day is None else day + timedelta(days=1)


class PlacesField(forms.CharField):
    """One place a line: a name or a code of the day's map; cleaned to places, each doubtful line named."""

    widget = forms.Textarea(attrs={"rows": 4})
    on: date

    def clean(self, value: Any) -> list[Place]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines() if line.strip()]
        found, doubts = [], []
        for number, line in enumerate(lines, start=1):
            matches = self._matches(line)
            if len(matches) == 1:
                found.append(matches[0])
            elif matches:
                names = "; ".join(f"{place.name} ({place.code})" for place in matches[:4])
                doubts.append(
                    _("Line %(number)d, “%(line)s”, fits several places: %(names)s. Write the code instead.")
                    % {"number": number, "line": line, "names": names}
                )
            else:
                doubts.append(
                    _("Line %(number)d, “%(line)s”, is no place of that day's map. Check the name or write the code.")
                    % {"number": number, "line": line}
                )
        if doubts:
            raise forms.ValidationError([forms.ValidationError(doubt) for doubt in doubts])
        return found

    def _matches(self, line: str) -> list[Place]:
        if line.isdigit():
            place = selectors.find_by_code(line, on=self.on)
            return [place] if place else []
        return selectors.find_by_name(line, on=self.on)


class AgencyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=100)
    symbol = forms.CharField(
        label=gettext_lazy("Symbol in official numbers"),
        max_length=40,
        help_text=gettext_lazy("What stands after the kind of document: 12/QĐ-QLTTLS has QLTTLS."),
    )
    key = forms.RegexField(
        label=gettext_lazy("Agency key"),
        regex=r"^[a-z0-9.:-]+$",
        max_length=60,
        help_text=gettext_lazy(
            "A fixed code for exchanging data, small letters, digits, dots and hyphens: qltt.20.doi-5"
        ),
    )
    force = forms.ChoiceField(label=gettext_lazy("Force"), choices=Force.choices)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=AgencyLevel.choices)
    parent = forms.ModelChoiceField(label=gettext_lazy("Stands under"), queryset=Agency.objects.none())
    areas = PlacesField(label=gettext_lazy("Area"), help_text=gettext_lazy("One place a line, by name or code."))
    valid_from = forms.DateField(label=gettext_lazy("Since"), required=False, widget=DayInput)
    works_in_system = forms.BooleanField(
        label=gettext_lazy("Works in this system, so its figures are computed"), required=False
    )
    source = forms.CharField(label=gettext_lazy("Legal basis"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["parent"].queryset = selectors.agencies_on(on)  # type: ignore[attr-defined]
        self.fields["areas"].on = on  # type: ignore[attr-defined]


class AmendAgencyForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    short_name = forms.CharField(label=gettext_lazy("Short name"), max_length=100)
    symbol = forms.CharField(label=gettext_lazy("Symbol in official numbers"), max_length=40)
    areas = PlacesField(label=gettext_lazy("Area"), help_text=gettext_lazy("One place a line, by name or code."))
    works_in_system = forms.BooleanField(
        label=gettext_lazy("Works in this system, so its figures are computed"), required=False
    )
    source = forms.CharField(label=gettext_lazy("Legal basis"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, agency: Agency, on: date) -> None:
        areas = sorted(agency.areas.all(), key=lambda place: place.sort_key)
        super().__init__(
            data,
            initial={
                **{field: getattr(agency, field) for field in ("name", "short_name", "symbol", "source")},
                "works_in_system": agency.works_in_system,
                "areas": "\n".join(place.code for place in areas),
            },
        )
        # An agency that is no more keeps an area of its own day's map.
        last = agency.valid_until - timedelta(days=1) if agency.valid_until else on
        self.fields["areas"].on = min(on, last)  # type: ignore[attr-defined]


class EndAgencyForm(forms.Form):
    valid_until = LastDayField(label=gettext_lazy("Last day"))
    successor = forms.ModelChoiceField(
        label=gettext_lazy("Followed by"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=gettext_lazy("It takes over the records of this agency."),
    )

    def __init__(self, data: Any = None, *, agency: Agency, on: date) -> None:
        super().__init__(data)
        self.fields["successor"].queryset = selectors.agencies_on(on).exclude(pk=agency.pk)  # type: ignore[attr-defined]


class OfficerForm(forms.Form):
    full_name = forms.CharField(label=gettext_lazy("Full name of the person"), max_length=100)
    username = forms.RegexField(
        label=gettext_lazy("Username"),
        regex=r"^[a-z0-9._-]{3,60}$",
        error_messages={
            "invalid": gettext_lazy("Use 3 to 60 small letters without accents, digits, dots, hyphens or underscores.")
        },
    )
    email = forms.EmailField(label=gettext_lazy("Official e-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=20, required=False)


class OfficerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, officer: Officer) -> str:
        return f"{officer.full_name} ({officer.username})"


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, post: Post) -> str:
        return f"{post.officer.full_name}, {post.title_vi}"


class PostForm(forms.Form):
    person = OfficerChoice(label=gettext_lazy("Officer"), queryset=Officer.objects.none())
    role = forms.ChoiceField(label=gettext_lazy("Role in the system"), choices=Role.choices)
    title_vi = forms.CharField(
        label=gettext_lazy("Title of the post"),
        max_length=120,
        help_text=gettext_lazy("As it stands under a signature: Phó Chi cục trưởng."),
    )
    powers_title = forms.CharField(
        label=gettext_lazy("Title in the law on powers to sanction"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Exactly as in the table of powers; empty when the post may not sanction."),
    )
    may_sign = forms.BooleanField(label=gettext_lazy("Signs the agency's documents"), required=False)
    covers_area = forms.BooleanField(
        label=gettext_lazy("Sees what lies in the agency's area, whoever owns it"), required=False
    )
    valid_from = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    valid_until = LastDayField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, data: Any = None, *, on: date, person: str = "") -> None:
        super().__init__(data, initial={"valid_from": on, "person": person})
        self.fields["person"].queryset = selectors.officers_by_name().filter(is_active=True)  # type: ignore[attr-defined]


class EndPostForm(forms.Form):
    valid_until = LastDayField(label=gettext_lazy("Last day"))

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data, initial={"valid_until": on})


class DelegationForm(forms.Form):
    from_post = PostChoice(label=gettext_lazy("Delegated by"), queryset=Post.objects.none())
    to_post = PostChoice(label=gettext_lazy("To the deputy"), queryset=Post.objects.none())
    document_kinds = forms.MultipleChoiceField(
        label=gettext_lazy("For which documents"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen means every kind."),
    )
    decision_number = forms.CharField(
        label=gettext_lazy("Number of the delegation decision"), max_length=60, help_text="15/QĐ-GQXP"
    )
    decision_on = forms.DateField(label=gettext_lazy("Date of the decision"), widget=DayInput)
    valid_from = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    valid_until = LastDayField(label=gettext_lazy("Last day"), required=False)

    def __init__(self, data: Any = None, *, agency: Agency, on: date, giver: Officer | None) -> None:
        """GIVER is the head who delegates; None when an administrator enters the paper for whoever may sign."""
        super().__init__(data, initial={"decision_on": on, "valid_from": on})
        posts = selectors.posts_in(agency).filter(pk__in=Post.objects.on(on).values("pk"))
        givers = posts.filter(may_sign=True)
        self.fields["from_post"].queryset = givers if giver is None else givers.filter(officer=giver)  # type: ignore[attr-defined]
        self.fields["to_post"].queryset = posts if giver is None else posts.exclude(officer=giver)  # type: ignore[attr-defined]
        self.fields["document_kinds"].choices = delegable.kinds()  # type: ignore[attr-defined]
        if giver is not None and len(givers) == 1:
            self.initial["from_post"] = givers[0].pk
