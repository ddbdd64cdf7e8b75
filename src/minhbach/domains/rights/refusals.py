"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class RightNotFound(NotFound):
    code = "rights.right.not_found"
    sentence = _lazy("Không có quyền này, hoặc quyền không được chia sẻ cho bạn.")


class NoticeNotFound(NotFound):
    code = "rights.notice.not_found"
    sentence = _lazy("Không có thông báo này, hoặc thông báo không được chia sẻ cho bạn.")


class SaidNotFound(NotFound):
    code = "rights.said.not_found"
    sentence = _lazy("Không có mục này.")


class RightOfAnotherAgency(NotAllowed):
    code = "rights.right.of_another_agency"
    sentence = _lazy("Quyền này do %(agency)s ghi nhận; chỉ cơ quan đó được thực hiện.")


class NotHolder(NotAllowed):
    code = "rights.right.not_holder"
    sentence = _lazy("Quyền này không phải của bên bạn đại diện.")


class NoticeOfAnotherAgency(NotAllowed):
    code = "rights.notice.of_another_agency"
    sentence = _lazy("Thông báo này gửi %(agency)s; chỉ cơ quan đó trả lời được.")


class NumberUnreadable(InvalidInput):
    code, field = "rights.right.number_unreadable", "number"
    sentence = _lazy("Số văn bằng phải có chữ hoặc số, dài không quá 60 ký tự.")


class ClassUnreadable(InvalidInput):
    code, field = "rights.right.class_unreadable", "classes"
    sentence = _lazy("“%(written)s” không phải một nhóm: ghi số của nhóm, gồm một đến hai chữ số.")


class LastDayBeforeFirst(InvalidInput):
    code, field = "rights.right.last_day_before_first", "last_day"
    sentence = _lazy("Ngày cuối phải từ ngày đầu trở đi.")


class OwnerUnknown(InvalidInput):
    code, field = "rights.right.owner_unknown", "tax_code"
    sentence = _lazy(
        "Không có hồ sơ nào mang mã số thuế %(code)s trong phạm vi bạn được xem. Để trống nếu chưa có hồ sơ."
    )


class RightAlready(Refusal):
    code, field = "rights.right.already", "number"
    sentence = _lazy("Số %(number)s (%(kind)s) đã ghi: “%(title)s” của %(holder)s, %(state)s.")


class RightClaimed(Refusal):
    code, field = "rights.right.claimed", "number"
    sentence = _lazy(
        "Số %(number)s đã ghi nhận cho %(holder)s (“%(title)s”). Đối chiếu lại sổ đăng ký; ghi chấm dứt quyền đã ghi"
        " hoặc không ghi nhận đề nghị này."
    )


class AlreadyDecided(Refusal):
    code = "rights.right.already_decided"
    sentence = _lazy("Đề nghị này đã được xem xét.")


class NotInForce(Refusal):
    code = "rights.right.not_in_force"
    sentence = _lazy("Quyền này hôm nay không có hiệu lực hoặc chưa được đối chiếu, nên chưa gửi được thông báo.")


class ReasonMissing(InvalidInput):
    code, field = "rights.right.reason_missing", "compared_with"
    sentence = _lazy("Hãy ghi đã đối chiếu với gì, hoặc lý do.")


class AccountMissing(InvalidInput):
    code, field = "rights.seller.account_missing", "account"
    sentence = _lazy("Người bán trên sàn phải có sàn và tên hoặc mã gian hàng.")


class FloorMissing(InvalidInput):
    code, field = "rights.floor.missing", "floor_vnd"
    sentence = _lazy("Giá sàn phải lớn hơn 0 đồng.")


class PictureUnfit(InvalidInput):
    code, field = "rights.picture.unfit", "picture"
    sentence = _lazy("“%(name)s” không phải ảnh JPEG, PNG hoặc WebP đọc được.")


class TooMany(Refusal):
    code = "rights.said.too_many"
    sentence = _lazy("Một quyền giữ tối đa %(most)s mục loại này.")


class RectangleOutside(InvalidInput):
    code, field = "rights.point.outside", "wide"
    sentence = _lazy("Khung phải nằm trong ảnh: trái + rộng và trên + cao không quá 100 %%.")


class NoLinks(InvalidInput):
    code, field = "rights.notice.no_links", "links"
    sentence = _lazy("Chưa có đường dẫn nào: dán mỗi dòng một đường dẫn, hoặc chọn một tệp văn bản.")


class TooManyLinks(InvalidInput):
    code, field = "rights.notice.too_many", "links"
    sentence = _lazy("Có %(count)s dòng; một thông báo nhận tối đa %(most)s. Hãy chia ra.")


class LinksUnreadable(InvalidInput):
    code, field = "rights.notice.unreadable", "file"
    sentence = _lazy("Không đọc được tệp như văn bản UTF-8. Lưu lại dạng văn bản (.txt, .csv), mỗi dòng một đường dẫn.")


class NoticeUnderWay(Refusal):
    code = "rights.notice.under_way"
    sentence = _lazy("Thông báo còn đang được đọc.")


class LinkNotFollowed(Refusal):
    code = "rights.link.not_followed"
    sentence = _lazy("Dòng %(row)s không đọc được hoặc trùng dòng khác, nên không trả lời riêng.")


class AnswerMissing(InvalidInput):
    code, field = "rights.link.answer_missing", "answer"
    sentence = _lazy("Hãy chọn một câu trả lời và ít nhất một đường dẫn.")


class KnowledgeByHand(Refusal):
    code = "rights.knowledge.by_hand"
    sentence = _lazy(
        "Tệp %(name)s trong %(folder)s do người khác ghi, không phải từ sổ quyền. Chuyển tệp đó đi, rồi làm lại."
    )
