"""What a person gives: a file, and which of its columns is which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.models import Export
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.scope import Sharing

MEGABYTE = 1024 * 1024
LARGEST_EXPORT = 1024 * MEGABYTE

# The engine's columns in the order a person thinks of them, in the officers' words.
COLUMN_LABELS = {
    "title": _lazy("Tên hàng (tiêu đề tin)"),
    "description": _lazy("Mô tả"),
    "price_vnd": _lazy("Giá"),
    "platform": _lazy("Sàn, nền tảng"),
    "listing_id": _lazy("Mã tin đăng"),
    "url": _lazy("Địa chỉ tin đăng"),
    "seller_name": _lazy("Tên người bán"),
    "seller_id": _lazy("Mã người bán"),
    "seller_location": _lazy("Nơi bán"),
    "brand": _lazy("Nhãn hiệu"),
    "category": _lazy("Ngành hàng"),
    "image_urls": _lazy("Địa chỉ ảnh"),
    "is_official": _lazy("Gian hàng chính hãng"),
    "sold": _lazy("Số lượng đã bán"),
}
COLUMN_HELP = {
    "title": _lazy("Bắt buộc."),
    "listing_id": _lazy("Nhờ mã này mà nhận ra tin đăng ở tệp sau; nếu không có thì dùng địa chỉ tin đăng."),
    "seller_location": _lazy("Tên tỉnh, xã ở đây quyết định đơn vị nào xem được thông tin."),
}


class ExportForm(PageForm):
    file = fields.File(
        label=_lazy("Tệp tin đăng bán"),
        help_text=_lazy("CSV, XLSX, JSONL hoặc Parquet, đúng như sàn cung cấp; tối đa 1 GB."),
        accept=".csv,.tsv,.txt,.xlsx,.jsonl,.ndjson,.json,.parquet",
        largest=1024,
    )


class MappingForm(PageForm):
    """One choice for each column of the engine, and who is to see the leads."""

    sharing = fields.Choice(
        label=_lazy("Ngoài cơ quan mình, ai được xem kết quả"),
        choices=Sharing.choices,
        initial=Sharing.AREA,
    )
    agencies = fields.Records(label=_lazy("Đơn vị được nhận thẩm tra"), required=False)

    def __init__(self, *args: Any, export: Export, recipients: Any, chosen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.export = export
        choices = [("", _lazy("– tệp không có –")), *((name, name) for name in export.columns)]
        for column, label in COLUMN_LABELS.items():
            self.fields[column] = fields.Choice(
                label=label,
                required=False,
                initial=export.mapping.get(column, ""),
                help_text=COLUMN_HELP.get(column, ""),
                attrs={"data-column": column},
            )
            self.offer(column, choices)
        self.offer("agencies", recipients)
        self.fields["agencies"].initial = [agency.id for agency in chosen]
        self._inspecting = {str(agency.id) for agency in chosen}

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
