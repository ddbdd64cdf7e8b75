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


class FileEmpty(InvalidInput):
    code = "watching.file.empty"
    field = "file"
    sentence = _lazy("Hãy chọn tệp, hoặc dán danh sách kèm dòng tiêu đề.")


class FileTooLong(InvalidInput):
    code = "watching.file.too_long"
    field = "file"
    sentence = _lazy("Danh sách có hơn %(most)s dòng; hãy chia thành nhiều tệp.")


class FileColumnMissing(InvalidInput):
    code = "watching.file.column_missing"
    sentence = _lazy("Hãy chọn ít nhất một cột chứa điều cần theo dõi.")


class FileNotTried(Refusal):
    code = "watching.file.not_tried"
    sentence = _lazy("Hãy xem thử danh sách trước khi ghi.")


class FileDone(Refusal):
    code = "watching.file.done"
    sentence = _lazy("Tệp này đã ghi hoặc đã rút lại.")


class FileFaulty(Refusal):
    code = "watching.file.faulty"
    sentence = _lazy("Có %(count)s chỗ không đọc được; hãy sửa và gửi lại, hoặc chọn chỉ ghi những dòng đọc được.")


class FileNotFound(NotFound):
    code = "watching.file.not_found"


class ReasonMissing(InvalidInput):
    code = "watching.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do.")


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
