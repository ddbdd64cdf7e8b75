"""What the holder of a receipt is told of stages and days."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from minhbach.domains.intake.kinds import Kind
from minhbach.interfaces.portal.record import Sent


def stage_words(stage: str) -> str:
    """Say where a report stands, as its office says it."""
    return {
        "received": _("mới nhận"),
        "in_hand": _("đang xem xét"),
        "asked": _("chờ bạn bổ sung"),
        "handed": _("đã chuyển, chờ nơi nhận xác nhận"),
        "passed_on": _("đã chuyển cơ quan có thẩm quyền"),
        "done": _("đã kết thúc"),
    }.get(stage, stage)


def due_words(sent: Sent) -> str:
    """Say by when an answer is to come and whose word that is; what the law does not say is not promised for it."""
    if sent.due_on is None:
        return _("Luật không đặt ngày trả lời đã biết cho loại này, và cơ quan chưa hứa ngày nào.")
    day = {"day": date_format(sent.due_on), "office": sent.office}
    if sent.due_by == "law":
        return _("Theo luật, bạn được trả lời chậm nhất ngày %(day)s.") % day
    return (
        _("%(office)s tự hứa trả lời chậm nhất ngày %(day)s. Đây là lời hứa của cơ quan, không phải hạn luật định.")
        % day
    )


def nobody_keeps(kind: Kind) -> str:
    """Say that a name cannot be kept here, and what to do instead."""
    if kind.needs_identity:
        return _("Nơi này chưa có người giữ danh tính nên chưa nhận được đơn có tên qua đây; hãy nộp trực tiếp.")
    return _("Nơi này chưa có người giữ danh tính nên không giữ được tên của bạn. Hãy xóa các ô ấy rồi gửi không tên.")
