"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class OpeningNotFound(NotFound):
    code = "custody.opening.not_found"
    sentence = _lazy("Không có đề nghị mở này, hoặc không thuộc cơ quan của bạn.")


class KeyNotFound(NotFound):
    code = "custody.key.not_found"
    sentence = _lazy("Không có khóa này, hoặc không thuộc cơ quan của bạn.")


class KeyUnfit(InvalidInput):
    code = "custody.key.unfit"
    sentence = _lazy("Khóa gửi lên không dùng được: cần phần công khai của khóa RSA từ 3072 bit. Hãy tạo lại.")


class KeyKnown(Refusal):
    code = "custody.key.known"
    sentence = _lazy("Khóa này đã được đăng ký.")


class NotCustodian(NotAllowed):
    code = "custody.not_custodian"
    sentence = _lazy("Chỉ người giữ danh tính của cơ quan giữ niêm phong được làm việc này.")


class OwnWord(NotAllowed):
    code = "custody.own_word"
    sentence = _lazy(
        "Cần hai người: không ai tự xác nhận khóa của mình, tự duyệt đề nghị của mình, hay vừa duyệt vừa mở."
    )


class NothingWaiting(Refusal):
    code = "custody.nothing_waiting"
    sentence = _lazy("Việc này đã được quyết định, hoặc không còn gì để mở. Hãy tải lại trang.")


class ApprovalPassed(Refusal):
    code = "custody.approval_passed"
    sentence = _lazy("Đồng ý mở chỉ có giá trị trong 24 giờ và đã hết; hãy đề nghị lại.")


class KeyNotOfBox(Refusal):
    code = "custody.key.not_of_box"
    sentence = _lazy("Niêm phong này không được khóa cho khóa nào của bạn; người giữ kia mở được.")


class ReasonMissing(InvalidInput):
    code = "custody.reason_missing"
    sentence = _lazy("Hãy nêu lý do.")


class DayAhead(InvalidInput):
    code = "custody.blanking.day_ahead"
    sentence = _lazy("Ngày này còn chưa tới.")
    field = "ended_before"


class BlankingNotFound(NotFound):
    code = "custody.blanking.not_found"
    sentence = _lazy("Không có đề nghị xóa này, hoặc không thuộc cơ quan của bạn.")


class ItemNotFound(NotFound):
    code = "custody.item.not_found"
    sentence = _lazy("Không có hồ sơ này trong đề nghị xóa, hoặc không thuộc cơ quan của bạn.")


class HoldNotFound(NotFound):
    code = "custody.hold.not_found"
    sentence = _lazy("Không có yêu cầu giữ lại này, hoặc không thuộc cơ quan của bạn.")
