"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class ReportNotFound(NotFound):
    code = "intake.report.not_found"
    sentence = _lazy("Không có tin, đơn này, hoặc không thuộc cơ quan của bạn.")


class LetterboxNotFound(NotFound):
    code = "intake.letterbox.not_found"
    sentence = _lazy("Không có hộp thư này, hoặc không thuộc cơ quan của bạn.")


class TemplateNotFound(NotFound):
    code = "intake.template.not_found"
    sentence = _lazy("Không có văn bản mẫu này, hoặc không thuộc cơ quan của bạn, cấp trên hay cấp dưới.")


class TemplateOfAnotherAgency(NotAllowed):
    code = "intake.template.of_another_agency"
    sentence = _lazy("Văn bản mẫu này của %(agency)s; chỉ cơ quan đó được sửa, cất đi.")


class TemplateReplaced(Refusal):
    code = "intake.template.replaced"
    sentence = _lazy("Văn bản mẫu này vừa có bản khác thay, hoặc đã cất đi. Hãy mở lại trang.")


class PlaceholderUnknown(InvalidInput):
    code = "intake.template.placeholder_unknown"
    field = "text"
    sentence = _lazy("Không có chỗ điền nào tên %(found)s. Chỉ điền được: %(known)s.")


class PlaceholderLeft(InvalidInput):
    code = "intake.report.placeholder_left"
    field = "text"
    sentence = _lazy("Còn chỗ chưa điền: %(found)s. Hãy viết vào đó, hoặc bỏ đi.")


class ChangedMeanwhile(Refusal):
    code = "intake.report.changed_meanwhile"
    sentence = _lazy("Từ lúc bạn mở trang: %(changed)s. Lời bạn viết chưa gửi; đọc lại, rồi gửi lần nữa nếu vẫn muốn.")


class TieTargetUnknown(NotFound):
    code = "intake.tie.target_unknown"
    sentence = _lazy("Không có hồ sơ này để nối, hoặc hồ sơ không được chia sẻ cho bạn.")


class ReportOfAnotherAgency(NotAllowed):
    code = "intake.report.of_another_agency"
    sentence = _lazy("Tin, đơn này của %(agency)s; chỉ cơ quan đó được xử lý.")


class LetterboxOfAnotherAgency(NotAllowed):
    code = "intake.letterbox.of_another_agency"
    sentence = _lazy("Hộp thư này của %(agency)s; chỉ cơ quan đó được đóng.")


class PlaceHasLetterbox(Refusal):
    code = "intake.letterbox.place_taken"
    sentence = _lazy("Địa bàn này, hoặc tên trong địa chỉ này, đã có hộp thư.")


class ReportNotTaken(Refusal):
    code = "intake.report.not_taken"
    sentence = _lazy("Chưa nhận: hộp thư đã đóng, loại này không nhận ở đây, hoặc nội dung trống hay dài quá.")


class LetterboxClosed(Refusal):
    code = "intake.letterbox.closed"
    sentence = _lazy("Hộp thư này đã đóng.")


class NoSuchMove(Refusal):
    code = "intake.report.no_such_move"
    sentence = _lazy("Không chuyển được từ “%(before)s” sang “%(after)s”.")


class OutcomeMissing(InvalidInput):
    code = "intake.report.outcome_missing"
    field = "outcome"
    sentence = _lazy("Hãy chọn kết quả; người gửi đọc được kết quả này.")


class AnswerMissing(Refusal):
    code = "intake.report.answer_missing"
    sentence = _lazy("Chưa trả lời người gửi: hãy viết trả lời trước khi kết thúc hoặc chuyển.")


class ReasonMissing(InvalidInput):
    code = "intake.report.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do; lý do được lưu cùng tin, đơn.")


class SameKind(InvalidInput):
    code = "intake.report.same_kind"
    field = "kind"
    sentence = _lazy("Tin, đơn này đã thuộc loại đó.")


class IdentityMissing(InvalidInput):
    code = "intake.report.identity_missing"
    field = "kind"
    sentence = _lazy("Loại “%(kind)s” cần biết người gửi là ai; tin này không có tên nên không đổi sang được.")


class KindOff(InvalidInput):
    code = "intake.report.kind_off"
    field = "kind"
    sentence = _lazy("Loại “%(kind)s” không nhận ở đây: %(why)s")


class TextMissing(InvalidInput):
    code = "intake.message.text_missing"
    field = "text"
    sentence = _lazy("Hãy viết nội dung.")


class NobodyToAnswer(Refusal):
    code = "intake.group.nobody"
    sentence = _lazy("Không còn tin nào của cơ quan bạn đang mở trong nhóm này.")


class GroupTooLarge(Refusal):
    code = "intake.group.too_large"
    sentence = _lazy("Nhóm có hơn %(most)s tin; hãy kết thúc bớt trước khi trả lời cả nhóm.")


class GroupAnswerGone(Refusal):
    code = "intake.group.gone"
    sentence = _lazy("Không thu hồi được nữa: trả lời đã gửi xong, hoặc đã được thu hồi.")


class GroupAnswerNotFound(NotFound):
    code = "intake.group.not_found"
    sentence = _lazy("Không có lần trả lời này, hoặc không thuộc cơ quan của bạn.")


class SlugUnfit(InvalidInput):
    code = "intake.letterbox.slug_unfit"
    field = "slug"
    sentence = _lazy("Tên trong địa chỉ chỉ gồm chữ thường không dấu, số và dấu gạch nối, như lang-son.")


class NotTurned(Refusal):
    code = "intake.report.not_turned"
    sentence = _lazy(
        "Phản ánh về cán bộ không đi qua đơn vị bị nêu từ lúc gửi, nên không đổi từ hoặc sang loại này (%(kind)s). Hãy "
        "trả lời người gửi, mời gửi đúng loại."
    )


class KeptByInspectors(Refusal):
    code = "intake.report.kept_by_inspectors"
    sentence = _lazy("Phản ánh về cán bộ ở lại với người thanh tra, kiểm tra nội bộ được phân công; không chuyển đi.")


class PersonUnknown(NotFound):
    code = "intake.person.unknown"
    sentence = _lazy("Người gửi không cho biết tên, hoặc tên đã được xóa khi hết thời hạn giữ.")


class NobodyKeeps(Refusal):
    code = "intake.person.nobody_keeps"
    sentence = _lazy("Chưa đủ hai người giữ danh tính cho cơ quan này nên không giữ được tên của người gửi.")


class HandoverNotFound(NotFound):
    code = "intake.handover.not_found"
    sentence = _lazy("Không có lần chuyển này, hoặc không liên quan tới cơ quan của bạn.")


class HandoverOfAnotherAgency(NotAllowed):
    code = "intake.handover.of_another_agency"
    sentence = _lazy("Việc này của %(agency)s; chỉ cơ quan đó làm được.")


class HandoverSettled(Refusal):
    code = "intake.handover.settled"
    sentence = _lazy("Lần chuyển này đã được tiếp nhận, trả lại hoặc rút lại; hãy tải lại trang.")


class NotToBeHandedOver(Refusal):
    code = "intake.report.not_to_be_handed_over"
    sentence = _lazy("Tin, đơn đang ở bước “%(stage)s” nên không chuyển được.")


class SameAgency(Refusal):
    code = "intake.report.same_agency"
    sentence = _lazy("Cơ quan này đang giữ tin, đơn; hãy chọn cơ quan khác.")


class ReceiverWorksHere(Refusal):
    code = "intake.handover.receiver_works_here"
    sentence = _lazy("Nơi nhận dùng hệ thống này nên tự xác nhận; không ghi thay.")


class MarkOfAnotherKind(Refusal):
    code = "intake.mark.of_another_kind"
    sentence = _lazy("Loại tin, đơn này không có mốc đó trong bảng thời hạn.")


class MarkInFuture(InvalidInput):
    code = "intake.mark.in_future"
    sentence = _lazy("Ngày của mốc chưa tới; chỉ ghi việc đã xảy ra.")


class CameOutside(InvalidInput):
    code = "intake.mark.came_outside"
    field = "happened_on"
    sentence = _lazy("Ngày đến phải từ %(first)s và trước ngày nhập %(entered)s.")


class MarkBeforeReceipt(InvalidInput):
    code = "intake.mark.before_receipt"
    sentence = _lazy("Ngày của mốc ở trước ngày nhận tin, đơn.")


class MarkTooOften(Refusal):
    code = "intake.mark.too_often"
    sentence = _lazy("Mốc này đã được ghi đủ số lần luật cho phép; nếu ghi sai, hãy bỏ mốc cũ trước.")


class MarkAnnulled(Refusal):
    code = "intake.mark.annulled"
    sentence = _lazy("Mốc này đã bị bỏ.")


class SameReport(Refusal):
    code = "intake.report.same"
    sentence = _lazy("Đó chính là tin, đơn này.")


class NotOfOneKind(Refusal):
    code = "intake.report.not_of_one_kind"
    sentence = _lazy("Hai tin, đơn khác loại nên không gộp được; hãy đổi loại trước nếu gửi nhầm.")


class MergedAlready(Refusal):
    code = "intake.report.merged_already"
    sentence = _lazy("Một trong hai đã được gộp; hãy gộp vào tin, đơn chính.")


class MergedOfAnotherAgency(NotAllowed):
    code = "intake.report.merged_of_another_agency"
    sentence = _lazy("Chỉ gộp tin, đơn cùng do một cơ quan giữ.")


class TiedAlready(Refusal):
    code = "intake.report.tied_already"
    sentence = _lazy("Đã nối rồi.")


class TieUndone(Refusal):
    code = "intake.report.tie_undone"
    sentence = _lazy("Chỗ nối này đã được bỏ.")


class IsMerged(Refusal):
    code = "intake.report.is_merged"
    sentence = _lazy("Tin, đơn này đang gộp với tin, đơn khác; hãy bỏ gộp trước, hoặc làm ở tin, đơn chính.")


class NotOpen(Refusal):
    code = "intake.report.not_open"
    sentence = _lazy("Chỉ gộp tin, đơn chưa kết thúc và chưa chuyển đi.")


class ReceiverMissing(InvalidInput):
    code = "intake.handover.receiver_missing"
    sentence = _lazy("Hãy chọn một đề xuất, hoặc một cơ quan.")
    field = "receiver"
