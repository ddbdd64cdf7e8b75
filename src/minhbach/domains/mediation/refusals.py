"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class DisputeNotFound(NotFound):
    code = "mediation.dispute.not_found"
    sentence = _lazy("Không có hồ sơ thương lượng này, hoặc không thuộc cơ quan của bạn.")


class DisputeOfAnotherAgency(NotAllowed):
    code = "mediation.dispute.of_another_agency"
    sentence = _lazy("Hồ sơ này của %(agency)s; chỉ cơ quan đó được xử lý.")


class NotOfFirm(NotAllowed):
    code = "mediation.dispute.not_of_firm"
    sentence = _lazy("Hồ sơ này không chuyển cho tài khoản của bạn, hoặc tài khoản đã đóng.")


class NotOfConsumer(Refusal):
    code = "mediation.report.not_of_consumer"
    sentence = _lazy("Chỉ yêu cầu của người tiêu dùng gửi cơ quan nhà nước mới chuyển doanh nghiệp thương lượng.")


class ReportEnded(Refusal):
    code = "mediation.report.ended"
    sentence = _lazy("Tin, đơn này không ở bước xem xét, hoặc đã gộp vào đơn khác; không mở thương lượng được.")


class OpenAlready(Refusal):
    code = "mediation.dispute.open_already"
    sentence = _lazy("Đơn này đang có một hồ sơ thương lượng chưa kết thúc.")


class FirmUnknown(InvalidInput):
    code = "mediation.firm.unknown"
    field = "tax_code"
    sentence = _lazy("Không thấy đối tượng nào mang mã số thuế %(code)s; kiểm tra lại, hoặc để trống.")


class Barred(InvalidInput):
    code = "mediation.dispute.barred"
    field = "bar"
    sentence = _lazy("Luật không cho thương lượng: %(why)s (%(place)s). Hãy trả lời người gửi và nêu căn cứ này.")


class NotAskedYet(Refusal):
    code = "mediation.consent.not_asked"
    sentence = _lazy("Chưa hỏi người tiêu dùng có cho doanh nghiệp biết mình là ai; hỏi trước rồi mới chuyển.")


class TellsWhoHeIs(InvalidInput):
    code = "mediation.text.tells_who"
    field = "text"
    sentence = _lazy("Lời này có %(what)s của người tiêu dùng, điều họ chưa cho doanh nghiệp biết. Hãy bỏ đi.")


class NoSuchStep(Refusal):
    code = "mediation.step.none_here"
    sentence = _lazy("Không làm được lúc này: hồ sơ đang ở bước “%(state)s”.")


class DisputeClosed(Refusal):
    code = "mediation.dispute.closed"
    sentence = _lazy("Hồ sơ đã kết thúc, kết quả đã trả lời người tiêu dùng.")


class TermRunning(Refusal):
    code = "mediation.term.running"
    sentence = _lazy("Doanh nghiệp còn hạn đến hết ngày %(day)s; hãy chờ trả lời.")


class TextMissing(InvalidInput):
    code = "mediation.text.missing"
    field = "text"
    sentence = _lazy("Hãy ghi nội dung.")


class ReasonMissing(InvalidInput):
    code = "mediation.refusal.reason_missing"
    field = "text"
    sentence = _lazy("Từ chối thương lượng phải nêu lý do cụ thể bằng văn bản.")


class OfferAnswered(Refusal):
    code = "mediation.offer.answered"
    sentence = _lazy(
        "Không có đề nghị nào của bên kia đang chờ, hoặc đề nghị ấy đã được trả lời hay thay bằng đề nghị mới."
    )


class TextChanged(Refusal):
    code = "mediation.agreement.changed"
    sentence = _lazy("Văn bản đã được lập lại sau khi bạn mở trang; hãy đọc bản mới rồi ký.")


class SignedAlready(Refusal):
    code = "mediation.agreement.signed"
    sentence = _lazy("Bên này đã ký văn bản; văn bản đã có chữ ký thì không lập lại.")


class PromiseMissing(InvalidInput):
    code = "mediation.agreement.promise_missing"
    field = "what_1"
    sentence = _lazy("Hãy ghi ít nhất một việc phải làm: bên nào, việc gì, trước ngày nào.")


class PromiseUnknown(InvalidInput):
    code = "mediation.agreement.promise_unknown"
    field = "promise"
    sentence = _lazy("Hãy chọn việc trong văn bản đã ký.")


class DayOutside(InvalidInput):
    code = "mediation.step.day_outside"
    field = "happened_on"
    sentence = _lazy("Ngày này ở trước khi chuyển yêu cầu, hoặc sau hôm nay.")


class NothingTold(InvalidInput):
    code = "mediation.consent.nothing_told"
    field = "told"
    sentence = _lazy("Hãy chọn điều người tiêu dùng cho nói, hoặc ghi là không cho.")


class NotEnded(Refusal):
    code = "mediation.dispute.not_ended"
    sentence = _lazy("Chưa kết thúc được: hồ sơ đang ở bước “%(state)s”.")
