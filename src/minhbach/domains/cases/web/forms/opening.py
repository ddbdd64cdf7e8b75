"""Opening a case, and who it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.models import Agency, Place
from minhbach.domains.cases.types.codes import Origin, Platform, SubjectRole
from minhbach.domains.subjects.selectors import visible_subjects
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.scope import Sharing

OWN_ORIGINS = [choice for choice in Origin.choices if choice[0] != Origin.LEAD]


class OpenForm(PageForm):
    """A case opened from what the unit itself knows."""

    title = fields.Text(label=_lazy("Nội dung vụ việc"), longest=200)
    subject = fields.Record(
        label=_lazy("Tổ chức, cá nhân liên quan"), required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip
    place = fields.Record(label=_lazy("Địa bàn"), queryset=Place.objects.none(), required=False)
    origin = fields.Choice(label=_lazy("Nguồn"), choices=OWN_ORIGINS)
    origin_note = fields.Text(label=_lazy("Nguồn tin, số và ngày văn bản"), required=False, longest=300)
    is_ecommerce = fields.Tick(
        label=_lazy("Thương mại điện tử: phát hiện hoặc thực hiện trên môi trường mạng"), required=False
    )
    platform = fields.Choice(label=_lazy("Sàn, nền tảng"), required=False, choices=[("", "—"), *Platform.choices])
    presence_url = fields.Text(label=_lazy("Địa chỉ gian hàng, trang"), required=False, longest=2000)
    secret_register_number = fields.Text(
        label=_lazy("Số trong sổ đăng ký tài liệu mật"),
        required=False,
        longest=60,
        help_text=_lazy("Không lưu bí mật nhà nước tại đây. Chỉ ghi số trong sổ đăng ký tài liệu mật của đơn vị."),
    )
    sharing = fields.Choice(
        label=_lazy("Ai xem được vụ việc"),
        choices=Sharing.choices,
        required=False,
        empty_value=Sharing.AREA,
        initial=Sharing.AREA,
        help_text=_lazy(
            "Chuẩn bị kiểm tra đột xuất thì chọn “chỉ nội bộ cơ quan, không trả lời khi nơi khác hỏi”: đơn vị khác "
            "không thấy vụ việc, đề xuất, quyết định và lần kiểm tra."
        ),
    )
    happened_on = fields.Day(label=_lazy("Ngày mở"))

    def __init__(self, *args: Any, agency: Agency, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("subject", visible_subjects())
        self.offer("place", places_of(agency, on))
        self.fields["happened_on"].initial = on


class FromLeadForm(PageForm):
    """A case opened from a lead: everything else is taken from the listing."""

    title = fields.Text(label=_lazy("Nội dung vụ việc"), longest=200)
    place = fields.Record(label=_lazy("Địa bàn"), queryset=Place.objects.none(), required=False)

    def __init__(self, *args: Any, agency: Agency, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("place", places_of(agency, on))


class AddSubjectForm(PageForm):
    subject = fields.Record(widget=forms.HiddenInput)
    role = fields.Choice(
        label=_lazy("Vai trò trong vụ việc"), choices=SubjectRole.choices, initial=SubjectRole.INSPECTED
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("subject", visible_subjects())


class ReasonForm(PageForm):
    """Why an entry is annulled or a subject leaves."""

    reason = fields.Text(label=_lazy("Lý do"), rows=3)


def places_of(agency: Agency, on: date) -> Any:
    """List the communes of the area an agency answers for, in today's map."""
    areas = list(agency.areas.values_list("id", "level"))
    owner: Agency | None = agency
    while not areas and owner is not None and owner.parent is not None:
        owner = owner.parent
        areas = list(owner.areas.values_list("id", "level"))
    ids = [place_id for place_id, _level in areas]
    within = Place.objects.on(on).filter(level="commune")
    return (within.filter(parent_id__in=ids) | within.filter(id__in=ids)).order_by("sort_key", "id")
