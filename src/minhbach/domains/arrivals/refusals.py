"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class ArrivalNotFound(NotFound):
    code = "arrivals.arrival.not_found"
    sentence = _lazy("Không có văn bản đến này, hoặc văn bản không được chia sẻ cho bạn.")


class NotTheAssignee(NotAllowed):
    code = "arrivals.arrival.not_the_assignee"
    sentence = _lazy("Văn bản đến này được giao cho %(assignee)s; chỉ người này hoặc thủ trưởng ghi kết quả.")


class AlreadyDone(Refusal):
    code = "arrivals.arrival.already_done"
    sentence = _lazy("Văn bản đến này đã xử lý xong.")


class ArrivedInTheFuture(InvalidInput):
    code = "arrivals.arrival.in_the_future"
    field = "arrived_on"
    sentence = _lazy("Ngày đến không sau hôm nay, %(today)s.")


class WrittenAfterArrival(InvalidInput):
    code = "arrivals.arrival.written_after"
    field = "dated"
    sentence = _lazy("Ngày của văn bản không sau ngày đến, %(arrived)s.")


class YearFixed(InvalidInput):
    code = "arrivals.arrival.year_fixed"
    field = "arrived_on"
    sentence = _lazy("Số đến %(number)s thuộc sổ năm %(year)s, nên ngày đến phải trong năm đó.")


class DueTooEarly(InvalidInput):
    code = "arrivals.arrival.due_too_early"
    field = "due_on"
    sentence = _lazy("Hạn xử lý không trước hôm nay, %(today)s.")


class NobodyAssigned(InvalidInput):
    code = "arrivals.arrival.nobody_assigned"
    field = "assignee"
    sentence = _lazy("Chưa chọn người được giao. Nếu không phải xử lý, hãy chọn “Lưu, để biết”.")


class AssigneeElsewhere(InvalidInput):
    code = "arrivals.arrival.assignee_elsewhere"
    field = "assignee"
    sentence = _lazy("%(name)s không giữ chức vụ ở %(agency)s hoặc đơn vị trực thuộc.")


class FirstNumberUnusable(InvalidInput):
    code = "arrivals.register.first_number"
    field = "first_number"
    sentence = _lazy("Số đầu tiên từ 2 trở lên; sổ chưa có số nào thì bắt đầu từ 1, không cần đặt.")


class RegisterReasonMissing(InvalidInput):
    code = "arrivals.register.reason_missing"
    field = "reason"
    sentence = _lazy("Chưa ghi lý do.")


class RegisterRunning(Refusal):
    code = "arrivals.register.running"
    field = "agency"
    sentence = _lazy("Sổ năm %(year)s đang chạy: số tiếp theo là %(next)s. Chỉ đặt số đầu tiên được một lần.")
