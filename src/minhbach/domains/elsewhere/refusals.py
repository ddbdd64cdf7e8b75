"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class ExportNotFound(NotFound):
    code = "elsewhere.export.not_found"
    sentence = _lazy("Không có tệp này, hoặc tệp không phải của đơn vị bạn.")


class TwinNotFound(NotFound):
    code = "elsewhere.twin.not_found"
    sentence = _lazy("Không có hồ sơ này, hoặc tệp đưa hồ sơ vào đã được rút lại.")


class SystemNotFound(NotFound):
    code = "elsewhere.system.not_found"
    sentence = _lazy("Không có hệ thống này trong danh mục.")


class OfAnotherAgency(NotAllowed):
    code = "elsewhere.of_another_agency"
    sentence = _lazy("Thuộc %(agency)s; chỉ đơn vị đó được thực hiện.")


class ExportEmpty(InvalidInput):
    code = "elsewhere.export.empty"
    field = "file"
    sentence = _lazy("Tệp không có dòng nào. Hãy chọn lại tệp xuất từ hệ thống kia.")


class ExportTooLong(InvalidInput):
    code = "elsewhere.export.too_long"
    field = "file"
    sentence = _lazy("Tệp có hơn %(most)s dòng. Hãy xuất từng khoảng thời gian ngắn hơn.")


class NumberColumnMissing(InvalidInput):
    code = "elsewhere.export.number_column_missing"
    sentence = _lazy("Hãy chỉ ra cột ghi số hồ sơ ở hệ thống kia: nhờ số này mà cùng một hồ sơ không bị ghi hai lần.")


class ColumnTwice(InvalidInput):
    code = "elsewhere.export.column_twice"
    sentence = _lazy("Có hai cột cùng được chọn là “%(column)s”. Hãy để một cột là “không dùng”.")


class ExportDone(Refusal):
    code = "elsewhere.export.done"
    sentence = _lazy("Tệp này đã ghi hoặc đã rút lại. Muốn ghi lại, hãy gửi tệp mới.")


class ExportNotTried(Refusal):
    code = "elsewhere.export.not_tried"
    sentence = _lazy("Hãy xem thử trước khi ghi.")


class ExportFaulty(Refusal):
    code = "elsewhere.export.faulty"
    sentence = _lazy("Có %(count)s chỗ không đọc được. Sửa tệp rồi gửi lại, hoặc chọn chỉ ghi các dòng đọc được.")


class ReasonMissing(InvalidInput):
    code = "elsewhere.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do.")


class AlreadyLinked(Refusal):
    code = "elsewhere.twin.already_linked"
    sentence = _lazy("Hồ sơ này đã gắn với vụ việc %(case)s.")


class CaseCodeUnknown(InvalidInput):
    code = "elsewhere.twin.case_unknown"
    field = "code"
    sentence = _lazy("Đơn vị không có vụ việc số %(code)s. Hãy ghi số như trên trang vụ việc, ví dụ VV-2026-00012.")


class NothingDiffers(Refusal):
    code = "elsewhere.twin.nothing_differs"
    sentence = _lazy("Hai bên không còn khác nhau ở mục này. Tải lại trang để xem.")


class NumberMissing(InvalidInput):
    code = "elsewhere.entered.number_missing"
    field = "number"
    sentence = _lazy("Hãy ghi số mà hệ thống kia đã cấp.")


class EnteredInFuture(InvalidInput):
    code = "elsewhere.entered.in_future"
    field = "entered_on"
    sentence = _lazy("Ngày nhập phải từ ngày mở vụ việc %(first)s đến hôm nay %(last)s.")


class UseAlreadySet(Refusal):
    code = "elsewhere.use.already_set"
    field = "valid_from"
    sentence = _lazy("Từ ngày %(day)s đã có lựa chọn cho hệ thống này. Hãy chọn ngày khác.")


class ColumnsUnreadable(InvalidInput):
    code = "elsewhere.use.columns"
    field = "columns"
    sentence = _lazy("%(faults)s Mỗi dòng ghi “Tiêu đề cột = tên trường”; để trống sau dấu = nếu phải gõ tay.")
