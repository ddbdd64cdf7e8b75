"""What a person gives: a file, and which of its columns is which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.models import Export
from minhbach.domains.screening.services.exports import day_said
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm
from minhbach.foundation.scope import Sharing
from minhbach.foundation.uploads import MEGABYTE

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
    "collected_on": _lazy("Ngày thu thập tin"),
}


class ExportForm(PageForm):
    file = fields.File(
        label=_lazy("Tệp tin đăng bán"),
        help_text=_lazy("Excel (.xlsx), CSV, JSON hoặc tệp .zip có các bảng đó, đúng như sàn cung cấp; tối đa 1 GB."),
        accept=".csv,.tsv,.txt,.xlsx,.xls,.jsonl,.ndjson,.json,.parquet,.zip",
        largest=1024,
    )


_VALUES_SHOWN = 3


@dataclass(frozen=True)
class ColumnRow:
    """One column of the file: its name, the first values that stand in it, and the choice of what it means."""

    field: forms.BoundField
    name: str
    values: list[str]
    meaning: str
    is_open: bool


class MappingForm(PageForm):
    """One choice for each column of the file, when it was collected, and who is to see the leads."""

    collected_on = fields.Day(
        label=_lazy("Các tin trong tệp được thu thập ngày nào"),
        required=False,
        help_text=_lazy(
            "Dùng cho dòng không có ngày riêng: hạn sử dụng được so với ngày này. Không rõ thì để trống; "
            "khi đó ngày đã qua chỉ là dấu hiệu yếu."
        ),
    )
    sharing = fields.Choice(
        label=_lazy("Ngoài cơ quan mình, ai được xem kết quả"),
        choices=Sharing.choices,
        initial=Sharing.AREA,
    )
    agencies = fields.Records(label=_lazy("Đơn vị được nhận thẩm tra"), required=False)

    def __init__(self, *args: Any, export: Export, recipients: Any, chosen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.export = export
        self.fields["collected_on"].initial = day_said(export.how)
        meanings = {name: column for column, name in export.mapping.items()}
        choices = [("", _lazy("– không dùng –")), *COLUMN_LABELS.items()]
        for place, name in enumerate(export.columns):
            self.fields[_field(place)] = fields.Choice(
                label=_lazy("Cột “%(name)s” là") % {"name": name}, required=False, initial=meanings.get(name, "")
            )
            self.offer(_field(place), choices)
        self.offer("agencies", recipients)
        self.fields["agencies"].initial = [agency.id for agency in chosen]
        self._inspecting = {str(agency.id) for agency in chosen}

    @cached_property
    def column_rows(self) -> list[ColumnRow]:
        """Each column of the file, in its order."""
        doubtful = set(self.export.seen.get("doubtful", ()))
        is_settled = self.export.mapping_confirmed_at is not None
        title_known = any(self[_field(place)].value() == "title" for place in range(len(self.export.columns)))
        rows: list[ColumnRow] = []
        for place, name in enumerate(self.export.columns):
            field = self[_field(place)]
            values = [value for row in self.export.sample if (value := (row.get(name) or "").strip())]
            meaning = str(COLUMN_LABELS.get(field.value(), ""))
            is_unknown = not meaning and not title_known and bool(values)
            is_open = bool(field.errors) or is_unknown or (name in doubtful and not is_settled)
            rows.append(ColumnRow(field, name, values[:_VALUES_SHOWN], meaning, is_open))
        return rows

    @property
    def open_rows(self) -> list[ColumnRow]:
        """Columns that a person should look at."""
        return [row for row in self.column_rows if row.is_open]

    @property
    def known_rows(self) -> list[ColumnRow]:
        """Columns whose meaning is plain."""
        return [row for row in self.column_rows if not row.is_open and row.meaning]

    @property
    def unused_rows(self) -> list[ColumnRow]:
        """Columns that nothing is read from."""
        return [row for row in self.column_rows if not row.is_open and not row.meaning]

    @property
    def inspecting_choices(self) -> list[Any]:
        """The units that inspect traders, first and chosen beforehand."""
        return [choice for choice in self["agencies"] if str(choice.data["value"]) in self._inspecting]

    @property
    def other_choices(self) -> list[Any]:
        return [choice for choice in self["agencies"] if str(choice.data["value"]) not in self._inspecting]

    def clean(self) -> dict[str, Any]:
        """Refuse two columns of one meaning, at the second."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for place, name in enumerate(self.export.columns):
            column = cleaned.get(_field(place))
            if column and column in seen:
                said = {"first": seen[column], "second": name, "meaning": COLUMN_LABELS[column]}
                self.add_error(
                    _field(place),
                    _("Cột “%(first)s” và cột “%(second)s” cùng được chọn là “%(meaning)s”; chỉ chọn một cột.") % said,
                )
            elif column:
                seen[column] = name
        return cleaned

    def mapping(self) -> dict[str, str]:
        """Return the column of the file for each column of the engine that was chosen."""
        chosen = {self.cleaned_data.get(_field(place)): name for place, name in enumerate(self.export.columns)}
        return {column: chosen[column] for column in COLUMN_LABELS if column in chosen}


class ReadAnewForm(PageForm):
    """Which table of the file is meant, and whether it has headings."""

    sheet = fields.Choice(label=_lazy("Bảng trong tệp"), required=False)
    no_header = fields.Tick(label=_lazy("Tệp không có dòng tiêu đề (các cột gọi theo số thứ tự)"))

    def __init__(self, *args: Any, export: Export, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        read, left = export.seen.get("sheets", []), export.seen.get("left", [])
        self.has_sheets = len(read) + len(left) > 1
        self.offer("sheet", [("", _lazy("Tự chọn bảng giống tin đăng nhất")), *((one, one) for one in [*read, *left])])
        self.fields["sheet"].initial = next(iter(export.how.get("sheets", [])), "")
        self.fields["no_header"].initial = export.header_row == 0


def _field(place: int) -> str:
    return f"column_{place}"
