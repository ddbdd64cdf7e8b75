"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class WatchListNotFound(NotFound):
    code = "watching.list.not_found"
    sentence = _lazy("Không có danh sách này, hoặc danh sách không được chia sẻ cho bạn.")


class WatchListOfAnotherAgency(NotAllowed):
    code = "watching.list.of_another_agency"
    sentence = _lazy("Danh sách này của %(agency)s; chỉ cơ quan đó được thực hiện.")


class WatchListClosed(Refusal):
    code = "watching.list.closed"
    sentence = _lazy("Danh sách này đã đóng.")


class AlreadyWatched(InvalidInput):
    code = "watching.already_watched"
    field = "value"
    sentence = _lazy("Danh sách đã có mục này.")


class ValueMissing(InvalidInput):
    code = "watching.value_missing"
    field = "value"
    sentence = _lazy("Hãy ghi điều cần theo dõi, ít nhất ba chữ cái hoặc chữ số.")


class LinesAtFault(InvalidInput):
    code = "watching.lines_at_fault"
    field = "lines"
    sentence = _lazy("Có dòng chưa đọc được; chưa ghi dòng nào.")


class AlertNotFound(NotFound):
    code = "watching.alert.not_found"


class PatrolInFuture(InvalidInput):
    code = "watching.patrol_in_future"
    field = "on"
    sentence = _lazy("Chỉ ghi kết quả của ngày đã tuần tra; kế hoạch tuần tra không lưu ở đây.")


class PatrolNotFound(NotFound):
    code = "watching.patrol.not_found"


class CaseUnknown(InvalidInput):
    code = "watching.case_unknown"
    field = "case"
    sentence = _lazy("Không thấy vụ việc có mã này trong phạm vi bạn được xem.")
