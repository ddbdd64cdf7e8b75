"""Why a run is not read, a lead not moved, a word not taught."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.lexicon_check import Check
from minhbach.foundation.refusals import InvalidInput, NotAllowed, Refusal


class RunIncomplete(Refusal):
    code = "screening.run.incomplete"
    sentence = _lazy("Thư mục %(folder)s không có kết quả quét hoàn chỉnh; hãy quét lại tệp.")
    status = 422


class RunOfAnotherFile(Refusal):
    code = "screening.run.other_file"
    sentence = _lazy("Kết quả quét không phải của tệp %(name)s; hãy đưa đúng tệp đã quét.")
    status = 422


class LeadFollowsRecords(NotAllowed):
    code = "screening.lead.follows_records"
    sentence = _lazy(
        "Thông tin này rút ra từ nhiều hồ sơ: ai xem được các hồ sơ ấy thì xem được. Hãy đổi ở từng hồ sơ."
    )


class LeadHasSubject(Refusal):
    code = "screening.lead.has_subject"
    sentence = _lazy("Thông tin này đã gắn với một tổ chức, cá nhân; hãy gỡ ra trước.")


class LeadHasNoSubject(Refusal):
    code = "screening.lead.no_subject"
    sentence = _lazy("Thông tin này chưa gắn với tổ chức, cá nhân nào.")


class SellerUnnamed(InvalidInput):
    code = "screening.seller.unnamed"
    sentence = _lazy(
        "Tin đăng không ghi người bán. Hãy tìm gian hàng trên sàn, hoặc gắn thông tin với tổ chức, cá nhân đã có hồ sơ."
    )


class ExportUnreadable(InvalidInput):
    code = "screening.export.unreadable"
    field = "file"
    sentence = _lazy("%(sentence)s")


class ColumnUnknown(InvalidInput):
    code = "screening.export.column_unknown"
    sentence = _lazy("Tệp không có cột “%(column)s”; hãy chọn một cột có trong tệp.")


class ColumnTwice(InvalidInput):
    code = "screening.export.column_twice"
    sentence = _lazy("Cột “%(column)s” được chọn hai lần; mỗi cột chỉ dùng cho một mục.")


class TitleNotChosen(InvalidInput):
    code = "screening.export.title_not_chosen"
    sentence = _lazy("Hãy cho biết cột nào là tên hàng (tiêu đề tin đăng); không có cột này thì không quét được.")


class CollectedLater(InvalidInput):
    code = "screening.export.collected_later"
    sentence = _lazy("Ngày thu thập %(day)s chưa tới; hãy ghi ngày các tin đã được lấy về, hoặc để trống nếu không rõ.")


class RunOfSeveralFiles(Refusal):
    code = "screening.run.several_files"
    sentence = _lazy("Kết quả quét gồm %(count)s tệp; hãy quét và nhận từng tệp một.")
    status = 422


class LeadTakenByAnother(Refusal):
    code = "screening.lead.taken_by_another"
    sentence = _lazy("%(officer)s đã nhận thẩm tra thông tin này.")


class LeadOfAnotherAgency(NotAllowed):
    code = "screening.lead.of_another_agency"
    sentence = _lazy(
        "Thông tin này của %(agency)s. Đơn vị bạn nhận thẩm tra trước, rồi mới bỏ qua, chuyển hoặc gỡ được."
    )


class LeadNotHeld(NotAllowed):
    code = "screening.lead.not_held"
    sentence = _lazy(
        "Thông tin này rút ra từ hồ sơ của nhiều đơn vị. Đơn vị bạn nhận thẩm tra trước, rồi mới bỏ qua được."
    )


class LeadAssignedElsewhere(Refusal):
    code = "screening.lead.assigned_elsewhere"
    sentence = _lazy("Thông tin này đã giao cho %(unit)s.")


class LeadNotAssigned(Refusal):
    code = "screening.lead.not_assigned"
    sentence = _lazy("Thông tin này chưa giao cho ai.")


class AssigneeNotLed(NotAllowed):
    code = "screening.lead.assignee_not_led"
    sentence = _lazy("Bạn không phụ trách %(unit)s nên không giao được cho đơn vị này hay người của đơn vị.")


class AssigneeElsewhere(InvalidInput):
    code = "screening.lead.assignee_elsewhere"
    field = "to"
    sentence = _lazy("%(name)s không giữ chức vụ thẩm tra nào ở %(unit)s.")


class AssigneeMissing(InvalidInput):
    code = "screening.lead.assignee_missing"
    field = "to"
    sentence = _lazy("Chưa chọn người hoặc đơn vị được giao.")


class DueTooEarly(InvalidInput):
    code = "screening.lead.due_too_early"
    field = "due_on"
    sentence = _lazy("Hạn thẩm tra không trước hôm nay, %(today)s.")


class DueUnreadable(InvalidInput):
    code = "screening.lead.due_unreadable"
    field = "due_on"
    sentence = _lazy("Không đọc được hạn. Viết ngày/tháng/năm, như 05/11/2026.")


class LeadNotTaken(Refusal):
    code = "screening.lead.not_taken"
    sentence = _lazy("Bạn chưa nhận thông tin này nên không trả lại được.")


class LeadClosed(Refusal):
    code = "screening.lead.closed"
    sentence = _lazy("Thông tin này đã bỏ qua; hãy khôi phục trước.")


class LeadNotPassedOn(Refusal):
    code = "screening.lead.not_passed_on"
    sentence = _lazy(
        "Thông tin này tự hiện với mọi đơn vị xem được các hồ sơ làm căn cứ nên không chuyển riêng. Hãy chia sẻ hồ sơ"
        " đó cho đơn vị cần xem."
    )


class LeadHasCase(Refusal):
    code = "screening.lead.has_case"
    sentence = _lazy("Đã mở vụ việc từ thông tin này; hãy làm tiếp trong vụ việc.")


class LeadNotDismissed(Refusal):
    code = "screening.lead.not_dismissed"
    sentence = _lazy("Thông tin này chưa bị bỏ qua.")


class DismissalReasonMissing(InvalidInput):
    code = "screening.lead.reason_missing"
    sentence = _lazy("Hãy chọn lý do bỏ qua; nếu là “lý do khác”, hãy ghi vào ghi chú.")


class WordingUnsound(InvalidInput):
    """The wording cannot be kept; CHECK says what is wrong, field by field and example by example."""

    code = "screening.lexicon.unsound"
    sentence = _lazy("Mục từ chưa được lưu. Hãy xem chỗ được nhắc ở từng ô.")

    def __init__(self, found: Check) -> None:
        super().__init__()
        self.check = found


class EntryChangedSince(Refusal):
    code = "screening.lexicon.changed_since"
    sentence = _lazy("Mục từ đã được sửa sau khi bạn mở trang. Hãy xem lại trước khi làm tiếp.")


class EntryWasInUse(Refusal):
    code = "screening.lexicon.was_in_use"
    sentence = _lazy("Mục từ này đã từng được dùng nên không xóa được. Hãy tắt nó.")


class NotTriedYet(Refusal):
    code = "screening.lexicon.not_tried"
    sentence = _lazy("Hãy thử bản này trên tin đã quét trước, để người duyệt thấy được tác động.")


class NotProposed(Refusal):
    code = "screening.lexicon.not_proposed"
    sentence = _lazy("Mục từ này không ở trạng thái chờ duyệt.")


class ApprovedByAuthor(NotAllowed):
    code = "screening.lexicon.approved_by_author"
    sentence = _lazy("Bạn đã soạn hoặc trình mục từ này; phải có người khác duyệt.")


class NotInUse(Refusal):
    code = "screening.lexicon.not_in_use"
    sentence = _lazy("Mục từ này không đang dùng.")


class EntryDeleted(Refusal):
    code = "screening.lexicon.deleted"
    sentence = _lazy("Bản nháp này đã bị xóa; hãy khôi phục trước.")


class ReasonMissing(InvalidInput):
    code = "screening.lexicon.reason_missing"
    sentence = _lazy("Hãy ghi lý do.")


class SweepAlreadyEnded(Refusal):
    code = "screening.sweep.already_ended"
    sentence = _lazy("Lượt quét đã kết thúc hoặc đang nhận kết quả, không dừng được nữa.")


class TrialAlreadyEnded(Refusal):
    code = "screening.lexicon.trial_ended"
    sentence = _lazy("Lần thử này đã kết thúc.")


class ExportNotChosen(InvalidInput):
    code = "screening.lexicon.export_missing"
    sentence = _lazy("Chọn một tệp mà đơn vị bạn đã nạp.")


class VerdictMissing(InvalidInput):
    code = "screening.lexicon.verdict_missing"
    sentence = _lazy("Cho biết tin có đáng xem hay không.")


class BulkTooMany(InvalidInput):
    code = "screening.bulk.too_many"
    sentence = _lazy("Bộ lọc khớp hơn %(most)s tin, quá nhiều để làm một lần. Hãy lọc hẹp hơn.")


class BulkBegun(Refusal):
    code = "screening.bulk.begun"
    sentence = _lazy("Việc này đã được làm rồi.")


class BulkEnded(Refusal):
    code = "screening.bulk.ended"
    sentence = _lazy("Việc này đã kết thúc, không dừng được nữa.")


class BulkNothingToUndo(Refusal):
    code = "screening.bulk.nothing_to_undo"
    sentence = _lazy("Không còn gì để hoàn tác.")


class LeadAsAsked(Refusal):
    code = "screening.lead.as_asked"
    sentence = _lazy("Trước đó đã như vậy.")


class LeadChangedSince(Refusal):
    code = "screening.lead.changed_since"
    sentence = _lazy("Sau đó đã có người làm tiếp.")


class NothingSelected(InvalidInput):
    code = "screening.lead.nothing_selected"
    sentence = _lazy("Hãy chọn ít nhất một thông tin.")


class LeadWithoutListing(Refusal):
    code = "screening.lead_without_listing"
    sentence = _lazy("Thông tin này dựa vào hồ sơ trong mạng lưới; chỉ tin bán hàng mở được cho bên ngoài.")
