"""The inspection: its list of goods is pasted, its people are written one a line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.inspect import Inspected
from minhbach.domains.cases.goods import PastedGoods
from minhbach.domains.cases.goods_fields import GoodsField
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.types.values import Person
from minhbach.domains.cases.web.forms.base import ActForm
from minhbach.foundation.pages import fields


class PeopleField(fields.Lines):
    """Those present, one a line: name; title; address."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple | list):
            parts = ([person.full_name, person.title, person.address] for person in value)
            return "\n".join("; ".join(part).rstrip("; ") for part in parts)
        return value

    def clean(self, value: Any) -> Any:
        people = []
        for line in super().clean(value):
            name, title, address = ([part.strip() for part in line.split(";", 2)] + ["", "", ""])[:3]
            people.append(Person(full_name=name, title=title, address=address))
        return tuple(people)


class InspectForm(ActForm[Inspected]):
    asks = Inspected

    goods = GoodsField(
        label=_lazy("Bảng kê"),
        required=False,
        help_text=_lazy(
            "Chép các dòng trong Excel rồi dán vào đây: tên hàng, nhãn hiệu/xuất xứ, đơn vị tính, "
            "số lượng, đơn giá, thành tiền."
        ),
    )
    present = PeopleField(
        label=_lazy("Người có mặt của bên được kiểm tra: họ tên; chức danh; địa chỉ, mỗi dòng một người"),
        required=False,
        rows=2,
    )
    witnesses = PeopleField(
        label=_lazy("Người chứng kiến: họ tên; nghề nghiệp; địa chỉ, mỗi dòng một người"), required=False, rows=2
    )

    def prepare(self) -> None:
        super().prepare()
        if self.setting.state.proposed:
            self.propose(place=self.setting.state.proposed.fact.place)

    @classmethod
    def known_of(cls, fact: Any, event_id: Any = None) -> dict[str, Any]:
        goods = {"goods": goods_of(event_id), "present": fact.present, "witnesses": fact.witnesses}
        return {"known": fact, "initial": goods}

    @property
    def pasted(self) -> PastedGoods | None:
        """What was read of the pasted list, its good rows also when others were not."""
        field = self.fields["goods"]
        return field.pasted if isinstance(field, GoodsField) else None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        started, ended = data.get("started_at"), data.get("ended_at")
        if started and ended and ended < started:
            self.add_error("ended_at", _lazy("Cuộc kiểm tra không thể kết thúc trước khi bắt đầu."))
        if ended and ended > self.setting.at:
            self.add_error("ended_at", _lazy("Thời điểm này chưa tới."))
        return data

    def fact(self) -> Inspected:
        data = self.cleaned_data
        kept = self.setting.corrects.fact.paper if self.setting.corrects else None
        more = {"paper": kept} if kept else {}
        return self.value(goods=data["goods"], present=data["present"], witnesses=data["witnesses"], **more)
