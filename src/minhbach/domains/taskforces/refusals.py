"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class ForceNotFound(NotFound):
    code = "taskforces.force.not_found"
    sentence = _lazy("Không có tổ công tác này, hoặc không được chia sẻ cho bạn.")


class NotSteering(NotAllowed):
    code = "taskforces.not_steering"
    sentence = _lazy("Việc này do thường trực của Ban Chỉ đạo 389 thực hiện.")


class NotLeading(NotAllowed):
    code = "taskforces.not_leading"
    sentence = _lazy("Việc này do tổ trưởng hoặc thường trực Ban Chỉ đạo thực hiện.")


class NotOfForce(NotAllowed):
    code = "taskforces.not_of_force"
    sentence = _lazy("Việc này do người trong tổ thực hiện.")


class NotCalled(NotAllowed):
    code = "taskforces.not_called"
    sentence = _lazy("Bạn không được gọi trong lần điều động này.")


class ForceOver(Refusal):
    code = "taskforces.force.over"
    sentence = _lazy("Tổ công tác đã hết thời hạn hoặc đã giải thể; việc còn lại do thường trực Ban Chỉ đạo xử lý.")


class TermTooShort(InvalidInput):
    code = "taskforces.term_too_short"
    field = "until"
    sentence = _lazy("Ngày cuối của thời hạn phải sau thời hạn đang có và không ở quá khứ.")


class AskedAlready(InvalidInput):
    code = "taskforces.asked_already"
    field = "agency"
    sentence = _lazy("Đã đề nghị cơ quan này cử người.")


class AgencyNotAsked(NotAllowed):
    code = "taskforces.agency_not_asked"
    sentence = _lazy("Tổ này chưa đề nghị đơn vị của người đó cử người.")


class NobodyChosen(InvalidInput):
    code = "taskforces.nobody_chosen"
    field = "people"
    sentence = _lazy("Hãy chọn ít nhất một người.")


class NoSuchMember(Refusal):
    code = "taskforces.no_such_member"
    sentence = _lazy("Người này không ở trong tổ vào hôm nay.")


class DueInPast(InvalidInput):
    code = "taskforces.due_in_past"
    field = "due_on"
    sentence = _lazy("Hạn đã qua; hãy chọn ngày hôm nay hoặc sau đó.")


class ErrandDone(Refusal):
    code = "taskforces.errand.done"
    sentence = _lazy("Việc này đã ghi là xong.")


class ErrandOfAnother(NotAllowed):
    code = "taskforces.errand.of_another"
    sentence = _lazy("Việc này giao cho người khác; người đó, tổ trưởng hoặc thường trực ghi kết quả.")


class MarkedAlready(InvalidInput):
    code = "taskforces.marked_already"
    field = "subject"
    sentence = _lazy("Đối tượng này đã có trong danh sách của tổ.")


class MeetInPast(InvalidInput):
    code = "taskforces.meet_in_past"
    field = "meet_by"
    sentence = _lazy("Giờ tập trung đã qua.")


class ReasonMissing(InvalidInput):
    code = "taskforces.reason_missing"
    field = "reason"
    sentence = _lazy("Không đi được thì hãy ghi lý do.")


class CallClosed(Refusal):
    code = "taskforces.call.closed"
    sentence = _lazy("Lần điều động này đã kết thúc.")


class CallStillOpen(Refusal):
    code = "taskforces.call.still_open"
    sentence = _lazy("Còn lần điều động chưa kết thúc: %(what)s. Hãy ghi kết quả trước khi giải thể.")
