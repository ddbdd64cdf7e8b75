"""Forms of agencies, officers, posts, delegations. People give inclusive days; services take half-open periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies import delegable, selectors
from minhbach.domains.agencies.models import Agency, Officer, Place, Post
from minhbach.domains.agencies.types import AgencyLevel, Force, Role
from minhbach.foundation.pages.offering import offer


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
                    _("Dòng %(number)d, “%(line)s”, trùng với nhiều địa bàn: %(names)s. Hãy ghi mã thay cho tên.")
                    % {"number": number, "line": line, "names": names}
                )
            else:
                doubts.append(
                    _(
                        "Dòng %(number)d, “%(line)s”, không có trong danh mục địa bàn của ngày đó. Hãy kiểm "
                        "tra tên hoặc ghi mã."
                    )
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
    name = forms.CharField(label=_lazy("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(label=_lazy("Tên ngắn"), max_length=100)
    symbol = forms.CharField(
        label=_lazy("Ký hiệu trong số văn bản"),
        max_length=40,
        help_text=_lazy("Phần đứng sau loại văn bản: 12/QĐ-QLTTLS có ký hiệu QLTTLS."),
    )
    key = forms.RegexField(
        label=_lazy("Mã định danh"),
        regex=r"^[a-z0-9.:-]+$",
        max_length=60,
        help_text=_lazy(
            "Mã cố định để trao đổi dữ liệu, gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối: qltt.20.doi-5"
        ),
    )
    force = forms.ChoiceField(label=_lazy("Lực lượng"), choices=Force.choices)
    level = forms.ChoiceField(label=_lazy("Cấp"), choices=AgencyLevel.choices)
    parent = forms.ModelChoiceField(label=_lazy("Trực thuộc"), queryset=Agency.objects.none())
    areas = PlacesField(label=_lazy("Địa bàn phụ trách"), help_text=_lazy("Mỗi dòng một địa bàn, ghi tên hoặc mã."))
    valid_from = forms.DateField(label=_lazy("Từ ngày"), required=False, widget=DayInput)
    works_in_system = forms.BooleanField(
        label=_lazy("Làm việc trên hệ thống này, số liệu được tính tự động"), required=False
    )
    source = forms.CharField(label=_lazy("Căn cứ"), max_length=200, required=False)

    def __init__(self, data: Any = None, *, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        offer(self.fields["parent"], selectors.agencies_on(on))
        cast("PlacesField", self.fields["areas"]).on = on


class AmendAgencyForm(forms.Form):
    name = forms.CharField(label=_lazy("Tên đầy đủ"), max_length=200)
    short_name = forms.CharField(label=_lazy("Tên ngắn"), max_length=100)
    symbol = forms.CharField(label=_lazy("Ký hiệu trong số văn bản"), max_length=40)
    areas = PlacesField(label=_lazy("Địa bàn phụ trách"), help_text=_lazy("Mỗi dòng một địa bàn, ghi tên hoặc mã."))
    works_in_system = forms.BooleanField(
        label=_lazy("Làm việc trên hệ thống này, số liệu được tính tự động"), required=False
    )
    source = forms.CharField(label=_lazy("Căn cứ"), max_length=200, required=False)

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
        cast("PlacesField", self.fields["areas"]).on = min(on, last)


class EndAgencyForm(forms.Form):
    valid_until = LastDayField(label=_lazy("Đến hết ngày"))
    successor = forms.ModelChoiceField(
        label=_lazy("Cơ quan kế thừa"),
        queryset=Agency.objects.none(),
        required=False,
        help_text=_lazy("Cơ quan này tiếp nhận hồ sơ."),
    )

    def __init__(self, data: Any = None, *, agency: Agency, on: date) -> None:
        super().__init__(data)
        offer(self.fields["successor"], selectors.agencies_on(on).exclude(pk=agency.pk))


class OfficerForm(forms.Form):
    full_name = forms.CharField(label=_lazy("Họ và tên"), max_length=100)
    username = forms.RegexField(
        label=_lazy("Tên đăng nhập"),
        regex=r"^[a-z0-9._-]{3,60}$",
        error_messages={
            "invalid": _lazy("Dùng 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.")
        },
    )
    email = forms.EmailField(label=_lazy("Thư điện tử công vụ"), required=False)
    phone = forms.CharField(label=_lazy("Điện thoại"), max_length=20, required=False)


class OfficerChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, officer: Officer) -> str:
        return f"{officer.full_name} ({officer.username})"


class PostChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, post: Post) -> str:
        return f"{post.officer.full_name}, {post.title_vi}"


class PostForm(forms.Form):
    person = OfficerChoice(label=_lazy("Cán bộ"), queryset=Officer.objects.none())
    role = forms.ChoiceField(label=_lazy("Vai trò trong hệ thống"), choices=Role.choices)
    title_vi = forms.CharField(
        label=_lazy("Chức danh"),
        max_length=120,
        help_text=_lazy("Ghi như dưới chữ ký: Phó Chi cục trưởng."),
    )
    powers_title = forms.CharField(
        label=_lazy("Chức danh theo bảng thẩm quyền xử phạt"),
        max_length=200,
        required=False,
        help_text=_lazy("Ghi đúng như bảng thẩm quyền xử phạt; để trống nếu chức vụ không có thẩm quyền."),
    )
    may_sign = forms.BooleanField(label=_lazy("Ký văn bản của cơ quan"), required=False)
    covers_area = forms.BooleanField(
        label=_lazy("Xem được hồ sơ trên địa bàn của cơ quan, dù thuộc cơ quan nào"), required=False
    )
    valid_from = forms.DateField(label=_lazy("Từ ngày"), widget=DayInput)
    valid_until = LastDayField(label=_lazy("Đến hết ngày"), required=False)

    def __init__(self, data: Any = None, *, on: date, person: str = "") -> None:
        super().__init__(data, initial={"valid_from": on, "person": person})
        offer(self.fields["person"], selectors.officers_by_name().filter(is_active=True))


class EndPostForm(forms.Form):
    valid_until = LastDayField(label=_lazy("Đến hết ngày"))

    def __init__(self, data: Any = None, *, on: date) -> None:
        super().__init__(data, initial={"valid_until": on})


class DelegationForm(forms.Form):
    from_post = PostChoice(label=_lazy("Người giao quyền"), queryset=Post.objects.none())
    to_post = PostChoice(label=_lazy("Người được giao quyền (cấp phó)"), queryset=Post.objects.none())
    document_kinds = forms.MultipleChoiceField(
        label=_lazy("Loại văn bản được ký"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_lazy("Không chọn là mọi loại văn bản."),
    )
    decision_number = forms.CharField(label=_lazy("Số văn bản giao quyền"), max_length=60, help_text="15/QĐ-GQXP")
    decision_on = forms.DateField(label=_lazy("Ngày ký văn bản giao quyền"), widget=DayInput)
    valid_from = forms.DateField(label=_lazy("Từ ngày"), widget=DayInput)
    valid_until = LastDayField(label=_lazy("Đến hết ngày"), required=False)

    def __init__(self, data: Any = None, *, agency: Agency, on: date, giver: Officer | None) -> None:
        """GIVER is the head who delegates; None when an administrator enters the paper for whoever may sign."""
        super().__init__(data, initial={"decision_on": on, "valid_from": on})
        posts = selectors.posts_in(agency).filter(pk__in=Post.objects.on(on).values("pk"))
        givers = posts.filter(may_sign=True)
        offer(self.fields["from_post"], givers if giver is None else givers.filter(officer=giver))
        offer(self.fields["to_post"], posts if giver is None else posts.exclude(officer=giver))
        offer(self.fields["document_kinds"], delegable.kinds())
        if giver is not None and len(givers) == 1:
            self.initial["from_post"] = givers[0].pk
