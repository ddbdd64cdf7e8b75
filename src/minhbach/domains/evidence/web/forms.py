"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _lazy

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
        help_text=_lazy("Để trống nếu là bây giờ."),
        **more,
    )


def text(label: Any, *, required: bool = True, length: int = 300, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=length, widget=forms.TextInput(attrs=TEXT), **more
    )


class EvidenceForm(forms.Form):
    file = FilesField(
        label=_lazy("Tệp"),
        required=False,
        help_text=_lazy("Mỗi tệp tối đa 50 MB, video tối đa 300 MB. Có thể chọn nhiều tệp cùng loại."),
    )
    kind = forms.ChoiceField(
        label=_lazy("Loại"),
        choices=[(code, capfirst(words)) for code, words in EvidenceKind.choices],
        widget=forms.Select(attrs=SELECT),
    )
    title = text(_lazy("Nội dung thể hiện"))
    obtained_at = moment(_lazy("Thời điểm thu thập"))
    obtained_where = text(_lazy("Nơi thu thập"), required=False)
    source_url = text(_lazy("Địa chỉ trang web, nếu là ảnh chụp màn hình"), required=False, length=2000)
    secret_register_number = text(
        _lazy("Số đăng ký tài liệu bí mật nhà nước"),
        required=False,
        length=100,
        help_text=_lazy("Không lưu bí mật nhà nước ở đây: chỉ ghi số đăng ký, không tải tệp lên."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("secret_register_number") and cleaned.get("file"):
            self.add_error("file", _lazy("Tài liệu có số đăng ký bí mật nhà nước không được tải lên; hãy bỏ tệp ra."))
        elif not cleaned.get("secret_register_number") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", _lazy("Hãy chọn tệp."))
        return cleaned


class CustodyForm(forms.Form):
    step = forms.ChoiceField(
        label=_lazy("Việc"),
        choices=[(code, capfirst(words)) for code, words in CustodyStep.choices],
        widget=forms.Select(attrs=SELECT),
    )
    happened_at = moment(_lazy("Thời điểm"))
    counterparty = text(_lazy("Bên giao hoặc nhận"), required=False, length=200)
    place = text(_lazy("Nơi"), required=False)
    seal_number = text(_lazy("Số niêm phong"), required=False, length=60)
    note = text(_lazy("Ghi chú"), required=False, length=500)


class ReasonForm(forms.Form):
    reason = text(_lazy("Lý do"))
