"""The inspection: its list of goods is pasted, its people are written one a line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.cases.acts.inspect import Inspected, points_of
from minhbach.domains.cases.goods import PastedGoods
from minhbach.domains.cases.goods_fields import GoodsField
from minhbach.domains.cases.goods_lines import goods_of
from minhbach.domains.cases.types.values import CHECK_ANSWERS, Answered, Person
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
        self._ask_points()

    def _ask_points(self) -> None:
        chosen = self.setting.corrects.fact.answers if self.setting.corrects else ()
        before = {one.point: one for one in chosen}
        # What was answered stays with the words in which it was asked, whatever became of the list.
        asked = {one.words: one.violation_class for one in points_of(self.setting.state)}
        self.asked_points = {one.point: one.violation_class for one in chosen} | asked
        for index, words in enumerate(self.asked_points):
            known = before.get(words)
            self.fields[f"point_{index}"] = fields.Choice(
                label=words,
                choices=list(CHECK_ANSWERS.items()),
                open=True,
                required=False,
                initial=known.answer if known else "",
            )
            self.fields[f"remark_{index}"] = fields.Text(
                label=_lazy("Ghi chú"), required=False, longest=300, initial=known.remark if known else ""
            )

    @property
    def points(self) -> list[tuple[Any, Any]]:
        """The answer and the remark of each point, as the page shows them."""
        return [(self[f"point_{index}"], self[f"remark_{index}"]) for index in range(len(self.asked_points))]

    def _answers(self) -> tuple[Answered, ...]:
        data = self.cleaned_data
        return tuple(
            Answered(
                point=words,
                answer=data[f"point_{index}"],
                remark=data[f"remark_{index}"].strip(),
                violation_class=violation_class,
            )
            for index, (words, violation_class) in enumerate(self.asked_points.items())
            if data[f"point_{index}"]
        )

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
        return self.value(
            goods=data["goods"], present=data["present"], witnesses=data["witnesses"], answers=self._answers(), **more
        )
