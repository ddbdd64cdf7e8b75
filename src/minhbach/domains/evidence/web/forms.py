"""Forms of this room."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.evidence.types import CustodyStep, EvidenceKind
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

NOW_IF_EMPTY = _lazy("Để trống nếu là bây giờ.")


class EvidenceForm(PageForm):
    file = fields.Files(
        label=_lazy("Tệp"),
        required=False,
        camera=True,
        help_text=_lazy(
            "Mỗi tệp tối đa 50 MB, video tối đa 300 MB. Có thể chọn nhiều tệp cùng loại, mỗi lần tối đa 600 MB."
        ),
    )
    kind = fields.Choice(label=_lazy("Loại"), choices=EvidenceKind.choices)
    title = fields.Text(label=_lazy("Nội dung thể hiện"))
    obtained_at = fields.Moment(label=_lazy("Thời điểm thu thập"), required=False, help_text=NOW_IF_EMPTY)
    obtained_where = fields.Text(label=_lazy("Nơi thu thập"), required=False)
    source_url = fields.Text(label=_lazy("Địa chỉ trang web, nếu là ảnh chụp màn hình"), required=False, longest=2000)
    secret_register_number = fields.Text(
        label=_lazy("Số đăng ký tài liệu bí mật nhà nước"),
        required=False,
        longest=100,
        help_text=_lazy("Không lưu bí mật nhà nước ở đây: chỉ ghi số đăng ký, không tải tệp lên."),
    )

    next = fields.Text(required=False, longest=2000, widget=forms.HiddenInput())

    def prepare(self) -> None:
        # Needed unless the paper is one of the secret register; `clean` says so.
        cast("Any", self.fields["file"]).is_asked = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("secret_register_number") and cleaned.get("file"):
            self.add_error("file", _lazy("Tài liệu có số đăng ký bí mật nhà nước không được tải lên; hãy bỏ tệp ra."))
        elif not cleaned.get("secret_register_number") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _lazy("Chưa chọn tệp."))
        return cleaned


class CustodyForm(PageForm):
    step = fields.Choice(label=_lazy("Việc"), choices=CustodyStep.choices)
    happened_at = fields.Moment(label=_lazy("Thời điểm"), required=False, help_text=NOW_IF_EMPTY)
    counterparty = fields.Text(label=_lazy("Bên giao hoặc nhận"), required=False, longest=200)
    place = fields.Text(label=_lazy("Nơi"), required=False)
    seal_number = fields.Text(label=_lazy("Số niêm phong"), required=False, longest=60)
    note = fields.Text(label=_lazy("Ghi chú"), required=False, longest=500)


class ReasonForm(PageForm):
    reason = fields.Text(label=_lazy("Lý do"))
