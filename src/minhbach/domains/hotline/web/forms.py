"""Forms of this room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.hotline import selectors
from minhbach.domains.hotline.models import Line
from minhbach.domains.hotline.types import TryResult
from minhbach.domains.hotline.web.entering import EnteringForm
from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm

LONGEST_STORY = 20_000


class EnterForm(EnteringForm):
    """Three fields, in the order in which a caller tells them; CALL is the one that is being answered."""

    what = fields.Text(
        label=_lazy("Chuyện gì?"), rows=5, longest=LONGEST_STORY, attrs={"autofocus": True},
        help_text=_lazy("Hàng gì, ai bán, vì sao nghi ngờ. Không ghi ở đây họ tên, số điện thoại của người gọi."),
    )  # fmt: skip
    where = fields.Text(
        label=_lazy("Ở đâu?"), longest=1_000, required=False,
        help_text=_lazy("Cửa hàng, địa chỉ, chợ, tên trang bán hàng. Bấm Enter để lưu."),
    )  # fmt: skip
    line = fields.Record(label=_lazy("Đường dây"), words=lambda line: line.name)
    call = fields.Carried(required=False)

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        super().prepare()
        self.offer("line", Line.objects.filter(pk__in=[line.pk for line in self.lines]))
        if self.lines:
            self.propose(line=self.lines[0].pk)
        if len(self.lines) == 1:
            self.fields["line"].widget = self.fields["line"].hidden_widget()


class MissedForm(PageForm):
    line = fields.Record(label=_lazy("Đường dây"), words=lambda line: line.name)
    number = fields.Text(
        label=_lazy("Số gọi tới"), longest=30, attrs={"inputmode": "tel"},
        help_text=_lazy("Cất kín; chỉ người nhận gọi lại xem được, và bị xóa ngay khi đã gọi lại."),
    )  # fmt: skip
    came_at = fields.Moment(label=_lazy("Gọi lúc"))

    def __init__(self, *args: Any, lines: list[Line], at: datetime, **kwargs: Any) -> None:
        self.lines, self.at = lines, at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.offer("line", Line.objects.filter(pk__in=[line.pk for line in self.lines]))
        self.propose(came_at=self.at, **({"line": self.lines[0].pk} if self.lines else {}))


class TryForm(PageForm):
    result = fields.Choice(label=_lazy("Gọi lại thế nào?"), choices=TryResult.choices, open=True)
    note = fields.Text(label=_lazy("Ghi thêm"), required=False, longest=500)


class HandOverForm(PageForm):
    note = fields.Text(
        label=_lazy("Dặn người nhận ca"), rows=3, longest=1_000, required=False,
        help_text=_lazy("Việc đang dở, ai hẹn gọi lại lúc nào."),
    )  # fmt: skip


class InstructionForm(PageForm):
    # The page it stands on has forms of its own, with a field of the same name.
    ids = "instruction"

    text = fields.Text(label=_lazy("Bút phê"), rows=3, longest=1_000)


class LineForm(PageForm):
    number = fields.Text(label=_lazy("Số điện thoại"), longest=30, attrs={"inputmode": "tel"})
    name = fields.Text(
        label=_lazy("Gọi là"), longest=120, help_text=_lazy("Ví dụ: Đường dây nóng 389 Lạng Sơn, máy đồng chí Chi.")
    )
    letterbox = fields.Record(
        label=_lazy("Tin vào hộp thư"), words=lambda box: box.name,
        help_text=_lazy("Cuộc gọi được ghi vào hộp thư tiếp nhận này."),
    )  # fmt: skip
    keeper = fields.Record(
        label=_lazy("Máy của ai"), required=False, words=lambda officer: officer.full_name,
        help_text=_lazy("Để trống nếu là máy chung của bàn trực."),
    )  # fmt: skip

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        boxes = selectors.letterboxes_to_choose()
        self.offer("letterbox", boxes)
        self.offer("keeper", selectors.officers_to_choose(at=self.at))
        if (only := boxes.first()) is not None:
            self.propose(letterbox=only.pk)
