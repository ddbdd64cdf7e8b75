"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class NotHere(NotFound):
    code = "hotline.not_here"
    sentence = _lazy("Không có mục này, hoặc không thuộc cơ quan của bạn.")


class OfAnotherAgency(NotAllowed):
    code = "hotline.of_another_agency"
    sentence = _lazy("Việc này của %(agency)s; chỉ cơ quan đó được làm.")


class NumberTaken(InvalidInput):
    code = "hotline.line.number_taken"
    field = "number"
    sentence = _lazy("Số này đang là một đường dây nóng khác; hãy kết thúc đường dây ấy trước.")


class NumberUnfit(InvalidInput):
    code = "hotline.line.number_unfit"
    field = "number"
    sentence = _lazy("Số điện thoại cần có từ 3 đến 15 chữ số.")


class LineClosed(Refusal):
    code = "hotline.line.closed"
    sentence = _lazy("Đường dây này đã kết thúc.")


class NoLetterbox(Refusal):
    code = "hotline.no_letterbox"
    sentence = _lazy("Cơ quan chưa mở hộp thư tiếp nhận; hãy mở hộp thư trước.")


class NotOnDuty(Refusal):
    code = "hotline.stint.not_yours"
    sentence = _lazy("Bạn không giữ ca này, hoặc ca đã giao.")


class AlreadyOnDuty(Refusal):
    code = "hotline.stint.already_yours"
    sentence = _lazy("Bạn đang giữ ca của đường dây này.")


class CallSettled(Refusal):
    code = "hotline.call.settled"
    sentence = _lazy("Cuộc gọi này đã xong, không còn phải gọi lại.")


class CallerUnknown(Refusal):
    code = "hotline.call.caller_unknown"
    sentence = _lazy("Không giữ số của cuộc gọi này.")


class KindNotTaken(InvalidInput):
    code = "hotline.kind_not_taken"
    field = "kind"
    sentence = _lazy("%(why)s")


class NameNeeded(InvalidInput):
    code = "hotline.name_needed"
    field = "person_name"
    sentence = _lazy("%(kind)s cần họ tên và địa chỉ người gửi. Người gửi không nêu thì nhập là tin báo.")


class NameNotKept(InvalidInput):
    code = "hotline.name_not_kept"
    field = "person_name"
    sentence = _lazy("Loại “%(kind)s” không có nơi giữ danh tính: bỏ trống phần này, hoặc chọn loại khác.")


class ScanTellsName(InvalidInput):
    code = "hotline.scan_tells_name"
    field = "is_covered"
    sentence = _lazy(
        "Danh tính được khóa mà bản quét thì không: che họ tên, nơi ở, chữ ký rồi quét, hoặc không đính bản quét."
    )


class EventUnfit(Refusal):
    code = "hotline.event.unfit"
    sentence = _lazy("Sự kiện không đúng dạng: %(why)s")


class InstructionWaiting(Refusal):
    code = "hotline.instruction.waiting"
    sentence = _lazy("Đã báo cáo thủ trưởng, đang chờ bút phê.")


class NothingAsked(Refusal):
    code = "hotline.instruction.nothing_asked"
    sentence = _lazy("Không còn báo cáo nào chờ bút phê ở tin, đơn này.")


class WordsMissing(InvalidInput):
    code = "hotline.words_missing"
    field = "text"
    sentence = _lazy("Hãy viết nội dung.")


class TwoPeopleNeeded(InvalidInput):
    code = "hotline.two_people_needed"
    field = "second_key"
    sentence = _lazy("Cần hai người khác nhau; một mình không mở hòm thư.")


class NotKeyHolder(NotAllowed):
    code = "hotline.box.not_key_holder"
    sentence = _lazy("Chỉ hai người giữ chìa khóa lập và ký biên bản mở hòm thư này.")


class BoxClosed(Refusal):
    code = "hotline.box.closed"
    sentence = _lazy("Hòm thư này đã thôi dùng.")


class OpeningNotYours(Refusal):
    code = "hotline.opening.not_yours"
    sentence = _lazy("Biên bản này đã ký, hoặc không chờ bạn ký.")


class OpeningUnsigned(Refusal):
    code = "hotline.opening.unsigned"
    sentence = _lazy("Biên bản mở hòm thư chưa có chữ ký của người thứ hai; ký xong mới nhập thư.")


class PetitionMissing(Refusal):
    code = "hotline.mail.petition_missing"
    sentence = _lazy("Loại “%(kind)s” cần đơn: thư này không kèm tệp nào. Mời người gửi gửi đơn, hoặc tự gửi ở cổng.")


class LateWhyMissing(InvalidInput):
    code = "hotline.letter.late_why_missing"
    field = "late_why"
    sentence = _lazy("Thư không đến hôm nay: hãy ghi vì sao nhập sau. Thời hạn của luật tính từ ngày đến.")


class ScanMissing(InvalidInput):
    code = "hotline.letter.scan_missing"
    field = "scans"
    sentence = _lazy("Hãy kèm bản quét hoặc ảnh chụp lá thư.")


class AnswerMissing(InvalidInput):
    code = "hotline.visit.answer_missing"
    field = "told"
    sentence = _lazy("Hãy ghi đã giải thích, hướng dẫn điều gì.")


class MailSettled(Refusal):
    code = "hotline.mail.settled"
    sentence = _lazy("Thư này đã có người xử lý.")


class NumberUnknown(InvalidInput):
    code = "hotline.mail.number_unknown"
    field = "number"
    sentence = _lazy("Không có tin, đơn số này trong phạm vi bạn được xem.")


class ReasonMissing(InvalidInput):
    code = "hotline.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do.")


class FileHeld(Refusal):
    code = "hotline.file.held"
    sentence = _lazy("Tệp này có thể gây hại nên không mở trực tiếp được: %(why)s.")
