"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class PublicationNotFound(NotFound):
    code = "outreach.publication.not_found"
    sentence = _lazy("Không có nội dung công bố này, hoặc không thuộc cơ quan của bạn.")


class PublicationOfAnotherAgency(NotAllowed):
    code = "outreach.publication.of_another_agency"
    sentence = _lazy("Nội dung này của %(agency)s; chỉ cơ quan đó và cấp trên được thực hiện.")


class NoSuchMove(Refusal):
    code = "outreach.publication.no_such_move"
    sentence = _lazy("Nội dung đang ở tình trạng “%(state)s”, không làm được việc này.")


class NotADraft(Refusal):
    code = "outreach.publication.not_a_draft"
    sentence = _lazy("Chỉ sửa được dự thảo. Nội dung đã đăng thì soạn bản đính chính.")


class LawNotInForce(Refusal):
    code = "outreach.publication.law_off"
    sentence = _lazy("Quy định về công bố (%(row)s) không có hiệu lực hoặc đang tắt: chưa công bố được loại này.")


class TermTooShort(InvalidInput):
    code = "outreach.publication.term_short"
    field = "days"
    sentence = _lazy("Luật yêu cầu đăng ít nhất %(days)s ngày.")


class TermTooLong(InvalidInput):
    code = "outreach.publication.term_long"
    field = "days"
    sentence = _lazy("Luật chỉ cho đăng nhiều nhất %(days)s ngày.")


class DecisionNotIssued(InvalidInput):
    code = "outreach.publication.decision_not_issued"
    field = "document"
    sentence = _lazy("Chỉ công bố quyết định xử phạt đã phát hành, còn hiệu lực, của cơ quan mình hoặc cấp dưới.")


class DecisionPublished(InvalidInput):
    code = "outreach.publication.decision_published"
    field = "document"
    sentence = _lazy("Quyết định này đã có nội dung công bố đang soạn hoặc đang đăng.")


class DecisionRevoked(InvalidInput):
    code = "outreach.publication.decision_revoked"
    field = "document"
    sentence = _lazy("Quyết định này đã bị hủy bỏ toàn bộ: không công bố nữa.")


class DecisionChangedSince(Refusal):
    code = "outreach.publication.decision_changed"
    sentence = _lazy(
        "Quyết định đã được sửa đổi, đính chính sau khi soạn nội dung này. Trả lại dự thảo; người soạn mở “Sửa” rồi "
        "lưu để nội dung được đọc lại từ hồ sơ."
    )


class NamesSeller(InvalidInput):
    code = "outreach.publication.names_seller"
    field = "goods_found_by"
    sentence = _lazy(
        "“%(said)s” dẫn tới một người bán (%(kind)s). Chỉ nêu người bán khi có quyết định nêu tên: "
        "hãy công bố quyết định."
    )


class NotInDecision(InvalidInput):
    code = "outreach.publication.not_in_decision"
    field = "found_by"
    sentence = _lazy("Chỉ tra được theo điều quyết định có nêu.")


class NoticeNotStanding(InvalidInput):
    code = "outreach.publication.notice_not_standing"
    field = "site"
    sentence = _lazy(
        "Chỉ công bố trang, ứng dụng có địa chỉ riêng mà sổ ghi đã thông báo, đã đăng ký và còn hiệu lực, "
        "xem ở online.gov.vn không sau hôm nay."
    )


class NoticePublished(InvalidInput):
    code = "outreach.publication.notice_published"
    field = "site"
    sentence = _lazy("Trang này đã có nội dung công bố đang soạn hoặc đang đăng.")


class PictureUnfit(InvalidInput):
    code = "outreach.picture.unfit"
    sentence = _lazy("Tệp “%(name)s” không phải ảnh JPEG, PNG, WebP, hoặc đã hỏng.")


class TooManyPairs(Refusal):
    code = "outreach.picture.too_many"
    sentence = _lazy("Nhiều nhất %(most)d cặp ảnh một hướng dẫn.")


class ReasonMissing(InvalidInput):
    code = "outreach.publication.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy nêu lý do.")


class NotStanding(Refusal):
    code = "outreach.publication.not_standing"
    sentence = _lazy("Nội dung này không còn đăng.")


class PartnerNotFound(NotFound):
    code = "outreach.partner.not_found"
    sentence = _lazy("Không có khóa tra cứu này, hoặc không thuộc cơ quan của bạn.")


class PartnerOfAnotherAgency(NotAllowed):
    code = "outreach.partner.of_another_agency"
    sentence = _lazy("Khóa này của %(agency)s; chỉ cơ quan đó và cấp trên được thực hiện.")


class KeyDecided(Refusal):
    code = "outreach.partner.decided"
    sentence = _lazy("Khóa đang ở tình trạng “%(state)s”, không làm được việc này.")


class KeyRunsBackward(InvalidInput):
    code = "outreach.partner.backward"
    field = "valid_until"
    sentence = _lazy("Ngày hết hạn phải sau hôm nay.")
