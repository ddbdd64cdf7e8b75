"""What this room refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class EvidenceNotFound(NotFound):
    code = "evidence.item.not_found"
    sentence = _lazy("Không có tài liệu này, hoặc tài liệu không được chia sẻ với bạn.")


class FileEmpty(InvalidInput):
    code = "evidence.file.empty"
    field = "file"
    sentence = _lazy("Tệp %(name)s rỗng; hãy chọn lại.")


class FileTooLarge(InvalidInput):
    code = "evidence.file.too_large"
    field = "file"
    sentence = _lazy("Tệp %(name)s lớn hơn %(megabytes)s MB; hãy cắt bớt hoặc giảm dung lượng.")


class TitleMissing(InvalidInput):
    code = "evidence.title_missing"
    field = "title"
    sentence = _lazy("Hãy ghi ngắn gọn nội dung thể hiện.")


class ObtainedInFuture(InvalidInput):
    code = "evidence.obtained_in_future"
    field = "obtained_at"
    sentence = _lazy("Thời điểm thu thập ở sau hiện tại.")


class RegisterNumberMissing(InvalidInput):
    code = "evidence.register_number_missing"
    field = "secret_register_number"
    sentence = _lazy("Hãy ghi số đăng ký tài liệu bí mật nhà nước; bản thân tài liệu không được lưu ở đây.")


class EvidenceOfAnotherAgency(NotAllowed):
    code = "evidence.item.of_another_agency"
    sentence = _lazy("Tài liệu này của %(agency)s; chỉ cơ quan đó được thực hiện.")


class AlreadySetAside(Refusal):
    code = "evidence.item.already_set_aside"
    sentence = _lazy("Tài liệu này đã được loại ra.")


class ReasonMissing(InvalidInput):
    code = "evidence.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do; lý do được lưu cùng tài liệu.")


class CustodyEnded(Refusal):
    code = "evidence.custody.ended"
    sentence = _lazy("Tài liệu, tang vật này đã tiêu hủy ngày %(day)s; không thể ghi thêm.")


class CustodyBeforeObtained(InvalidInput):
    code = "evidence.custody.before_obtained"
    field = "happened_at"
    sentence = _lazy("Việc này ở trước thời điểm thu thập.")


class CustodyInFuture(InvalidInput):
    code = "evidence.custody.in_future"
    field = "happened_at"
    sentence = _lazy("Việc này ở sau hiện tại.")


class CustodyBeforeLastStep(InvalidInput):
    code = "evidence.custody.before_last_step"
    field = "happened_at"
    sentence = _lazy("Việc này ở trước việc gần nhất đã ghi, lúc %(moment)s.")


class CounterpartyMissing(InvalidInput):
    code = "evidence.custody.counterparty_missing"
    field = "counterparty"
    sentence = _lazy("Hãy ghi bên giao hoặc bên nhận.")


class NotHandedOver(Refusal):
    code = "evidence.custody.not_handed_over"
    sentence = _lazy("Chưa bàn giao cho ai nên không thể trả lại.")
