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


class TooManyLooks(NotAllowed):
    """Denied, so that the log keeps it: whoever goes through a row of numbers is to be seen."""

    code = "subjects.too_many_looks"
    sentence = _lazy("Hôm nay bạn đã tra rất nhiều số. Tra tiếp được từ %(until)s; tìm theo tên vẫn dùng được.")


class SubjectMergedIntoItself(Refusal):
    code = "subjects.merge.into_itself"
    sentence = _lazy("Hai hồ sơ này đã là một.")


class SubjectAlreadyMerged(Refusal):
    code = "subjects.merge.already_merged"
    sentence = _lazy("Hồ sơ này đã được gộp vào một hồ sơ khác. Hãy tách nó ra trước, rồi gộp lại.")


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


class ListOfAnotherForce(NotAllowed):
    code = "subjects.import.another_force"
    sentence = _lazy("%(kind)s chỉ cơ quan của lực lượng đó được nhập; hãy đề nghị cơ quan thuế nhập.")


class ListWithoutValues(InvalidInput):
    code = "subjects.list_without_values"
    field = "pasted"
    sentence = _lazy("Chưa đọc được số, tài khoản hay địa chỉ nào: hãy dán mỗi dòng một giá trị.")


class TooManyValues(InvalidInput):
    code = "subjects.too_many_values"
    field = "pasted"
    sentence = _lazy("Danh sách có %(count)s giá trị, nhiều hơn %(most)s một lần: hãy chia nhỏ.")


class PurposeMissing(InvalidInput):
    code = "subjects.import.purpose_missing"
    field = "purpose"
    sentence = _lazy("Hãy ghi mục đích sử dụng danh sách này.")


class NameColumnMissing(InvalidInput):
    code = "subjects.import.name_column_missing"
    sentence = _lazy("Hãy chọn cột ghi tên.")


class ListColumnTwice(InvalidInput):
    code = "subjects.import.column_twice"
    sentence = _lazy("Có hai cột cùng được chọn là “%(column)s”; hãy giữ một cột.")


class ImportBusy(Refusal):
    code = "subjects.import.busy"
    sentence = _lazy("Danh sách này đang được xử lý; hãy chờ xong hoặc dừng lại trước.")


class ImportNotUnderWay(Refusal):
    code = "subjects.import.not_under_way"
    sentence = _lazy("Không có việc gì đang làm với danh sách này để dừng.")


class ImportNotChecked(Refusal):
    code = "subjects.import.not_checked"
    sentence = _lazy("Hãy kiểm tra thử danh sách trước khi nhập.")


class ImportAlreadyTaken(Refusal):
    code = "subjects.import.already_taken"
    sentence = _lazy("Danh sách này đã được nhập; muốn nhập lại theo cách khác hãy rút lại trước.")


class ImportFaulty(Refusal):
    code = "subjects.import.faulty"
    sentence = _lazy("Chưa nhập gì: có %(count)s dòng có lỗi. Hãy sửa tệp, hoặc chọn nhập các dòng đọc được.")
