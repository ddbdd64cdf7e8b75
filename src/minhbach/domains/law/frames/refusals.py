"""Why no frame can be given."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, Refusal


class NoFrameInForce(Refusal):
    """No provision on this act was in force on the day that counts."""

    code = "law.frames.none_in_force"
    sentence = _lazy("Không có khung tiền phạt nào cho “%(act)s” có hiệu lực ngày %(day)s. %(reason)s")


class PointNotInForce(NoFrameInForce):
    """The clause existed on that day, but not this point of it."""

    code = "law.frames.point_not_in_force"
    sentence = _lazy("Điểm %(point)s %(act)s không có hiệu lực ngày %(day)s. %(reason)s")


class PointNotChosen(InvalidInput):
    code = "law.frames.point_not_chosen"
    sentence = _lazy("Hãy chọn điểm của Điều %(article)s khoản %(clause)s: %(points)s.")


class SeveralFramesPossible(InvalidInput):
    code = "law.frames.several_possible"
    sentence = _lazy("Lớp hành vi này có nhiều khung có hiệu lực ngày %(day)s. Hãy chọn một: %(series)s.")


class ActUnknown(InvalidInput):
    code = "law.frames.act_unknown"
    sentence = _lazy("Bảng pháp luật không có quy định “%(act)s”. Hãy chọn hành vi trong danh sách.")


class ActEndsAfterDetection(InvalidInput):
    code = "law.frames.ends_after_detection"
    sentence = _lazy("Ngày chấm dứt hành vi (%(ended)s) sau ngày phát hiện (%(detected)s). Hãy sửa một trong hai ngày.")


class ActStartsAfterEnd(InvalidInput):
    code = "law.frames.starts_after_end"
    sentence = _lazy("Ngày bắt đầu hành vi (%(started)s) sau ngày %(last)s. Hãy sửa một trong hai ngày.")


class DecisionBeforeDetection(InvalidInput):
    code = "law.frames.decided_before_detection"
    sentence = _lazy(
        "Ngày ký quyết định (%(decided)s) trước ngày phát hiện (%(detected)s). Hãy sửa một trong hai ngày."
    )


class ValueMissing(InvalidInput):
    code = "law.frames.value_missing"
    sentence = _lazy("Khung này tính theo giá trị. Hãy nhập một trong các số: %(measures)s.")


class ValueNegative(InvalidInput):
    code = "law.frames.value_negative"
    sentence = _lazy("“%(measure)s” là %(value)s. Trị giá, số lượng không thể là số âm.")


class GoodsNotInFrame(InvalidInput):
    code = "law.frames.goods_not_in_frame"
    sentence = _lazy("%(act)s không có thước đo cho loại hàng “%(goods)s”.")


class ConditionUnknown(InvalidInput):
    code = "law.frames.condition_unknown"
    sentence = _lazy("Bảng pháp luật không có điều kiện “%(condition)s”.")


class FrameForOrganisationsOnly(Refusal):
    code = "law.frames.organisations_only"
    sentence = _lazy("%(act)s chỉ phạt tổ chức. Hãy kiểm tra đối tượng vi phạm có phải tổ chức không.")
