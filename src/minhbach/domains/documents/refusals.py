"""Why a document is not moved."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, Refusal


class SignerWithoutRight(Refusal):
    code = "documents.signer_without_right"
    field = "signer_post_id"
    sentence = _lazy(
        "%(title)s không được ký văn bản này vào ngày %(day)s: chức vụ không có quyền ký của "
        "%(agency)s và không có văn bản giao quyền còn hiệu lực."
    )


class NotTheSigner(NotAllowed):
    code = "documents.not_the_signer"
    sentence = _lazy("Văn bản được trình cho %(signer)s; chỉ người này được ký.")


class WrongState(Refusal):
    code = "documents.wrong_state"
    sentence = _lazy(
        "Văn bản đang ở trạng thái “%(state)s” nên không làm được bước này. Tải lại trang để xem trạng thái mới."
    )


class DrawnElsewhere(Refusal):
    code = "documents.drawn_elsewhere"
    sentence = _lazy(
        "“%(paper)s” của %(agency)s lập và lấy số trong INS, không soạn ở đây. Lập xong ở INS, hãy ghi số và ngày của "
        "văn bản vào vụ việc. Quản trị của đơn vị đổi lựa chọn này ở “Nơi lấy số văn bản”."
    )


class NotDrawnElsewhere(Refusal):
    code = "documents.not_drawn_elsewhere"
    field = "source"
    sentence = _lazy("“%(paper)s” không lập trong INS. Hãy chọn nơi lấy số khác cho loại văn bản này.")


class ContentOfAnotherKind(InvalidInput):
    code = "documents.content_of_another_kind"
    sentence = _lazy("Nội dung đưa vào không phải của loại văn bản “%(kind)s”.")


class FileChanged(Refusal):
    code = "documents.file_changed"
    sentence = _lazy("Văn bản đã được trình lại từ khi mở trang này. Hãy đọc tệp mới rồi ký.")


class AlreadyBeingCorrected(Refusal):
    code = "documents.already_being_corrected"
    sentence = _lazy("Đã có văn bản khác đang thay thế, thu hồi văn bản này: “%(title)s”.")


class NotIssuedYet(Refusal):
    code = "documents.not_issued_yet"
    sentence = _lazy(
        "Chỉ văn bản đã phát hành mới thay thế, thu hồi bằng văn bản khác. Văn bản này hãy trả lại hoặc hủy."
    )


class NotTheDrafter(NotAllowed):
    code = "documents.not_the_drafter"
    sentence = _lazy("Chỉ người soạn thảo hoặc thủ trưởng đơn vị được làm việc này.")


class NumberMissing(InvalidInput):
    code = "documents.number_missing"
    field = "number"
    sentence = _lazy("Số của loại văn bản này %(source)s. Hãy nhập số đã lấy ở đó.")


class NumberGivenHere(InvalidInput):
    code = "documents.number_given_here"
    field = "number"
    sentence = _lazy("Số của loại văn bản này do hệ thống cấp theo thứ tự, không nhập tay.")


class NumberTaken(InvalidInput):
    code = "documents.number_taken"
    field = "number"
    sentence = _lazy("Số %(number)s năm %(year)s đã ghi cho “%(title)s”. Hãy đối chiếu lại số vừa lấy.")


class SourceAlreadySet(Refusal):
    code = "documents.source_already_set"
    field = "valid_from"
    sentence = _lazy("Từ ngày %(day)s đã có lựa chọn nơi lấy số cho loại văn bản này. Hãy chọn ngày khác.")


class ScanRuleAlreadySet(Refusal):
    code = "documents.scan_rule_already_set"
    field = "valid_from"
    sentence = _lazy("Từ ngày %(day)s đã có lựa chọn lúc quét cho loại văn bản này. Hãy chọn ngày khác.")


class ReasonMissing(InvalidInput):
    code = "documents.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy ghi lý do để người soạn thảo biết cần sửa gì.")


class DateOutOfOrder(InvalidInput):
    code = "documents.date_out_of_order"
    field = "dated"
    sentence = _lazy("Ngày phải từ %(first)s đến %(last)s để số và ngày cùng thứ tự.")


class ScanUnreadable(InvalidInput):
    code = "documents.scan_unreadable"
    field = "content"
    sentence = _lazy("Bản quét phải là tệp PDF, JPEG hoặc PNG. Tệp này không phải; hãy quét lại văn bản đã đóng dấu.")


class ScanTooLarge(InvalidInput):
    code = "documents.scan_too_large"
    field = "content"
    sentence = _lazy("Bản quét lớn hơn %(limit)s MB. Hãy quét ở 200 dpi hoặc tách thành nhiều tệp.")


class ScanEmpty(InvalidInput):
    code = "documents.scan_empty"
    field = "content"
    sentence = _lazy("Tệp rỗng. Hãy chọn lại bản quét.")


class RegisterAhead(Refusal):
    code = "documents.register_ahead"
    sentence = _lazy(
        "Sổ cấp số này đã có số ghi ngày %(last)s, sau hôm nay %(today)s: đồng hồ máy chủ từng chạy trước. Thủ trưởng "
        "hoặc quản trị của %(agency)s đưa sổ về hôm nay rồi cấp số tiếp."
    )


class RegisterNotAhead(Refusal):
    code = "documents.register_not_ahead"
    sentence = _lazy("Sổ cấp số này không đi trước ngày hôm nay.")


class FirstNumberUnusable(InvalidInput):
    code = "documents.register.first_number"
    field = "first_number"
    sentence = _lazy("Số đầu tiên từ 2 trở lên; sổ chưa có số nào thì bắt đầu từ 1, không cần đặt.")


class RegisterRunning(Refusal):
    code = "documents.register.running"
    field = "register"
    sentence = _lazy("Sổ %(register)s đang chạy: số tiếp theo là %(next)s. Chỉ đặt số đầu tiên được một lần.")


class SymbolOfForm(InvalidInput):
    code = "documents.symbol_of_form"
    field = "kind"
    sentence = _lazy("“%(paper)s” đã có ký hiệu %(symbol)s theo mẫu nên không đặt ký hiệu khác.")


class SymbolUnreadable(InvalidInput):
    code = "documents.symbol_unreadable"
    field = "symbol"
    sentence = _lazy("“%(symbol)s” không dùng làm ký hiệu được: không ghi dấu cách và dấu gạch chéo, ví dụ QĐ-TGTV.")


class SymbolAlreadySet(Refusal):
    code = "documents.symbol_already_set"
    field = "valid_from"
    sentence = _lazy("Từ ngày %(day)s đã có một ký hiệu cho loại văn bản này. Hãy chọn ngày khác.")
