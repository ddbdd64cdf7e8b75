"""Why no clock can be set, no frame given, no row changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies.refusals import RoleMissing
from minhbach.foundation.refusals import InvalidInput, NotFound, Refusal


class NoClockInForce(Refusal):
    code = "law.clocks.none_in_force"
    sentence = _lazy("Không có thời hạn “%(name)s” có hiệu lực ngày %(day)s.")


class SeveralClocksPossible(InvalidInput):
    code = "law.clocks.several_possible"
    sentence = _lazy("Có nhiều thời hạn tính từ “%(name)s” ngày %(day)s. Hãy chọn một: %(choices)s.")


class NotAnExtension(InvalidInput):
    code = "law.clocks.not_an_extension"
    sentence = _lazy("“%(extension)s” không gia hạn cho “%(row)s”.")


class SuspensionRunsBackward(InvalidInput):
    code = "law.clocks.suspension_runs_backward"
    sentence = _lazy("Khoảng tạm dừng không thể kết thúc (%(end)s) trước khi bắt đầu (%(start)s).")


class NoFrameInForce(Refusal):
    """No provision on this act was in force on the day that counts."""

    code = "law.frames.none_in_force"
    sentence = _lazy("Không có khung tiền phạt nào cho “%(act)s” có hiệu lực ngày %(day)s. %(reason)s")


class PointNotInForce(NoFrameInForce):
    """The clause existed on that day, but not this point of it."""

    code = "law.frames.point_not_in_force"
    sentence = _lazy("Điểm %(point)s của %(act)s không có hiệu lực ngày %(day)s. %(reason)s")


class PointNotChosen(InvalidInput):
    code = "law.frames.point_not_chosen"
    sentence = _lazy("Hãy chọn điểm của %(provision)s: %(points)s.")


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
    sentence = _lazy("%(act)s chỉ phạt tổ chức. Hãy xem lại đối tượng vi phạm có phải tổ chức không.")


class RowAlreadySuperseded(Refusal):
    code = "law.row.superseded"
    sentence = _lazy("%(row)s đã có bản mới hơn. Hãy mở bản mới và sửa ở đó.")


class RowNameTaken(Refusal):
    code = "law.row.name_taken"
    sentence = _lazy("Bảng này đã có mục tên %(row)s. Hãy đặt tên khác hoặc sửa mục đó.")


class RowNotWhole(InvalidInput):
    code = "law.row.not_whole"
    sentence = _lazy("Chưa lưu được mục này.")


class RowAlreadyInThatState(Refusal):
    code = "law.row.same_state"
    sentence = _lazy("%(row)s đang ở đúng trạng thái đó. Không có gì thay đổi.")


class RowHasNoDate(Refusal):
    code = "law.row.no_date"
    sentence = _lazy("%(row)s chưa có ngày bắt đầu hiệu lực. Hãy sửa mục, nhập ngày rồi mới bật.")


class ChangeWaits(Refusal):
    code = "law.change_waits"
    sentence = _lazy("Mục này đang có đề nghị của %(officer)s chờ xác nhận; hãy xử lý đề nghị đó trước.")


class NothingChosen(InvalidInput):
    code = "law.nothing_chosen"
    sentence = _lazy("Chưa chọn mục nào còn chờ.")


class NoSuchChange(NotFound):
    code = "law.no_such_change"


class LawKeeperElsewhere(RoleMissing):
    code = "law.keeper_elsewhere"
    sentence = _lazy("Thay đổi pháp luật do công chức pháp chế của %(agencies)s xác nhận.")


class BasisMissing(InvalidInput):
    code = "law.basis_missing"
    field = "basis"
    sentence = _lazy("Hãy ghi căn cứ: đã đọc văn bản nào, ở đâu.")


class TiersUnreadable(InvalidInput):
    code = "law.tiers.unreadable"
    sentence = _lazy("Không đọc được các bậc.")
