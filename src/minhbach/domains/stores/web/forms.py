"""The forms of this room."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.stores.types import StoreKind
from minhbach.domains.stores.web.picking import PartPick
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm


class OpenForm(PageForm):
    name = fields.Text(label=_lazy("Tên kho"), longest=200)
    kind = fields.Choice(label=_lazy("Loại kho"), choices=StoreKind.choices, open=True)
    address = fields.Text(label=_lazy("Địa chỉ"), longest=300)
    hired_from = fields.Text(
        label=_lazy("Thuê của"), longest=200, required=False, help_text=_lazy("Ghi khi là kho thuê.")
    )


class AppointForm(PageForm):
    officer = fields.Person(label=_lazy("Thủ kho"))
    first_day = fields.Day(label=_lazy("Giữ kho từ ngày"))
    decision = fields.Text(label=_lazy("Quyết định giao nhiệm vụ"), longest=120, help_text=_lazy("Số, ngày."))


class EndKeeperForm(PageForm):
    last_day = fields.Day(label=_lazy("Giữ kho đến hết ngày"))


class AskForm(PageForm):
    """WAYS and STORES are those of the case; OFFERED are the lines there is something of."""

    lines = PartPick()
    way = fields.Choice(label=_lazy("Nhập, xuất để làm gì"), open=True)
    store = fields.Record(label=_lazy("Kho"))
    counterparty = fields.Text(label=_lazy("Bên giao hoặc bên nhận"), longest=200)
    authority = fields.Text(
        label=_lazy("Căn cứ"), longest=200, required=False,
        help_text=_lazy("Số, ngày quyết định hoặc phương án xử lý; phải có khi hàng rời kho vĩnh viễn."),
    )  # fmt: skip
    purpose = fields.Text(label=_lazy("Mục đích"), longest=300, required=False)
    seal_number = fields.Text(label=_lazy("Số niêm phong"), longest=200, required=False)
    note = fields.Text(label=_lazy("Ghi chú"), longest=1000, rows=2, required=False)

    def __init__(self, *args: Any, ways: Any, stores: Any, offered: Any, **more: Any) -> None:
        self.ways, self.stores, self.offered_lines = ways, stores, offered
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.offer("way", [(way.code, way.label) for way in self.ways])
        self.offer("store", self.stores)
        pick: Any = self.fields["lines"]
        pick.offered = self.offered_lines
        if len(self.ways) == 1:
            self.propose(way=self.ways[0].code)
        if len(self.stores) == 1:
            self.propose(store=self.stores[0])


class TransferForm(PageForm):
    to = fields.Record(label=_lazy("Kho nhận"))
    quantity = fields.Quantity(label=_lazy("Số lượng"), required=False, help_text=_lazy("Để trống là toàn bộ."))
    purpose = fields.Text(label=_lazy("Lý do"), longest=300)
    seal_number = fields.Text(label=_lazy("Số niêm phong"), longest=200, required=False)

    def __init__(self, *args: Any, stores: Any, **more: Any) -> None:
        self.stores = stores
        super().__init__(*args, **more)

    def prepare(self) -> None:
        self.offer("to", self.stores)


class AnswerForm(PageForm):
    said = fields.Either(
        label=_lazy("Thủ kho trả lời"), yes=_lazy("xác nhận, đã giao nhận đúng phiếu"), no=_lazy("không xác nhận")
    )
    minutes = fields.Text(
        label=_lazy("Biên bản giao nhận"), longest=200, required=False,
        help_text=_lazy("Số, ngày biên bản có chữ ký hai bên; phải có khi xác nhận."),
    )  # fmt: skip
    happened_at = fields.Moment(label=_lazy("Giao nhận lúc"), required=False)
    shelf = fields.Text(label=_lazy("Vị trí trong kho"), longest=120, required=False)
    seal_number = fields.Text(label=_lazy("Số niêm phong khi nhận"), longest=200, required=False)
    note = fields.Text(
        label=_lazy("Ghi chú"), longest=1000, rows=2, required=False,
        help_text=_lazy("Lý do, khi không xác nhận."),
    )  # fmt: skip

    @property
    def accepted(self) -> dict[str, Any]:
        """What is written down with a yes."""
        return {name: value for name, value in self.asked.items() if name != "said"}


class CountForm(PageForm):
    """One field for each of LOTS."""

    note = fields.Text(
        label=_lazy("Hàng không có thẻ kho, ghi chú khác"), longest=1000, rows=3, required=False
    )  # fmt: skip

    def __init__(self, *args: Any, lots: Any, **more: Any) -> None:
        self.lots = {f"lot_{lot.number}": lot for lot in lots}
        super().__init__(*args, **more)

    def derived(self) -> dict[str, Any]:
        return {
            name: fields.Quantity(
                label=f"{lot.number}. {lot.name}" + (f" ({lot.unit})" if lot.unit else ""),
                help_text=f"{lot.case.code}" + (f" · {lot.shelf}" if lot.shelf else ""),
                required=False,
            )
            for name, lot in self.lots.items()
        }
