"""What this room refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class SubjectNotFound(NotFound):
    code = "subjects.subject.not_found"
    sentence = _lazy("Không có hồ sơ này, hoặc hồ sơ không được chia sẻ với bạn.")


class IdentifierInvalid(InvalidInput):
    """The sentence is chosen by kind and fault."""

    code = "subjects.identifier.invalid"
    field = "value"
    sentence = _lazy("%(words)s")


class NameMissing(InvalidInput):
    code = "subjects.name_missing"
    field = "name"
    sentence = _lazy("Hãy ghi tên; với người bán chưa xác định được, ghi tên tài khoản cũng được.")


class ValueMissing(InvalidInput):
    code = "subjects.value_missing"
    field = "value"
    sentence = _lazy("Hãy ghi nội dung cần ghi nhận.")


class ReasonMissing(InvalidInput):
    code = "subjects.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do; lý do được lưu cùng hồ sơ.")


class PeriodRunsBackward(InvalidInput):
    code = "subjects.period_runs_backward"
    field = "last_day"
    sentence = _lazy("Ngày cuối không được trước ngày đầu.")


class PurposeUnknown(InvalidInput):
    code = "subjects.purpose_unknown"
    field = "purpose"
    sentence = _lazy("Hãy chọn mục đích.")


class ReferenceMissing(InvalidInput):
    code = "subjects.reference_missing"
    field = "reference"
    sentence = _lazy("Với mục đích này, hãy ghi số vụ việc hoặc số văn bản.")


class StatementOfAnotherAgency(NotAllowed):
    code = "subjects.statement.of_another_agency"
    sentence = _lazy("Thông tin này do %(agency)s ghi nhận; chỉ cơ quan đó được rút lại.")


class StatementAlreadyRetracted(Refusal):
    code = "subjects.statement.already_retracted"
    sentence = _lazy("Thông tin này đã được rút lại.")


class LastName(Refusal):
    code = "subjects.statement.last_name"
    sentence = _lazy("Đây là tên duy nhất trong hồ sơ. Hãy ghi tên đúng trước, rồi rút lại tên này.")


class SubjectOfAnotherAgency(NotAllowed):
    code = "subjects.subject.of_another_agency"
    sentence = _lazy("Hồ sơ này do %(agency)s đăng ký; hãy đề nghị cơ quan đó thực hiện.")


class SubjectMergedIntoItself(Refusal):
    code = "subjects.merge.into_itself"
    sentence = _lazy("Hai hồ sơ này đã là một.")


class SubjectNotMerged(Refusal):
    code = "subjects.merge.none"
    sentence = _lazy("Hồ sơ này chưa gộp với hồ sơ nào.")


class KeeperOutsideAgency(Refusal):
    code = "subjects.keeper.outside_agency"
    field = "keeper"
    sentence = _lazy("%(officer)s hiện không giữ vị trí nào tại %(agency)s nên không thể phụ trách hồ sơ này.")


class ImportAlreadyUndone(Refusal):
    code = "subjects.import.already_undone"
    sentence = _lazy("Danh sách này đã được rút lại.")


class ImportOfAnotherAgency(NotAllowed):
    code = "subjects.import.of_another_agency"
    sentence = _lazy("Danh sách này do %(agency)s nhập; chỉ cơ quan đó được rút lại.")


class ImportUnreadable(InvalidInput):
    code = "subjects.import.unreadable"
    sentence = _lazy("Không nhập được danh sách; chưa ghi nhận gì. Hãy sửa các dòng dưới đây rồi thử lại.")
