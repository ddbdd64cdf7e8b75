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


class PersonUnknown(NotFound):
    code = "intake.person.unknown"
    sentence = _lazy("Người gửi không cho biết tên, hoặc tên đã được xóa khi hết thời hạn giữ.")


class NobodyKeeps(Refusal):
    code = "intake.person.nobody_keeps"
    sentence = _lazy("Chưa đủ hai người giữ danh tính cho cơ quan này nên không giữ được tên của người gửi.")
