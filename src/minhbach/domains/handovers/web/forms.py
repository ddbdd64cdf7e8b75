"""The forms of minutes of handing over."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages import fields
from minhbach.foundation.pages.forms import PageForm


class OpenForm(PageForm):
    person = fields.Record(label=_lazy("Người giao"), words=lambda one: one.full_name)
    reason = fields.Text(
        label=_lazy("Lý do bàn giao"), longest=300, help_text=_lazy("Thí dụ: chuyển công tác, nghỉ hưu; số quyết định.")
    )
    leaves_on = fields.Day(label=_lazy("Rời vị trí từ ngày"))


class OfferForm(PageForm):
    items = fields.Choices(label=_lazy("Việc"))
    receiver = fields.Record(label=_lazy("Đề nghị ai nhận"), words=lambda one: one.full_name)


class AnswerForm(PageForm):
    # Its help says when there must be words.
    marks_optional = False

    items = fields.Choices(label=_lazy("Việc"))
    takes = fields.Either(label=_lazy("Trả lời"), yes=_lazy("Nhận"), no=_lazy("Không nhận"))
    remark = fields.Text(
        label=_lazy("Ý kiến"), longest=500, rows=2, required=False,
        help_text=_lazy("Tình trạng hồ sơ khi nhận; không nhận thì phải ghi lý do."),
    )  # fmt: skip
