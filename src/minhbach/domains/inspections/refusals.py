"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class PlanNotFound(NotFound):
    code = "inspections.plan.not_found"
    sentence = _lazy("Không có kế hoạch này, hoặc kế hoạch không được chia sẻ cho bạn.")


class OverlapNotFound(NotFound):
    code = "inspections.overlap.not_found"


class PlanOfAnotherAgency(NotAllowed):
    code = "inspections.plan.of_another_agency"
    sentence = _lazy("Kế hoạch này của %(agency)s; chỉ cơ quan đó được thực hiện.")


class ApproverDraftedIt(NotAllowed):
    code = "inspections.plan.approver_drafted_it"
    sentence = _lazy("Người lập kế hoạch không tự duyệt. Thủ trưởng khác của đơn vị hoặc của cấp trên duyệt.")


class PlanNotDraft(Refusal):
    code = "inspections.plan.not_draft"
    sentence = _lazy("Kế hoạch không còn là dự thảo. Kế hoạch đã duyệt được mở lại để điều chỉnh.")


class PlanNotShared(Refusal):
    code = "inspections.plan.not_shared"
    sentence = _lazy("Kế hoạch chưa gửi lấy ý kiến, hoặc đã duyệt.")


class PlanNotSent(Refusal):
    code = "inspections.plan.not_sent"
    sentence = _lazy("Kế hoạch chưa gửi lấy ý kiến lần nào: chỉ đơn vị lập và cấp trên xem được.")


class PlanNotApproved(Refusal):
    code = "inspections.plan.not_approved"
    sentence = _lazy("Chỉ kế hoạch đã gửi lấy ý kiến hoặc đã duyệt mới mở lại để điều chỉnh.")


class PlanHasNoItem(Refusal):
    code = "inspections.plan.no_item"
    sentence = _lazy("Kế hoạch chưa có đối tượng nào.")


class PeriodBackward(InvalidInput):
    code = "inspections.period_backward"
    field = "ends_on"
    sentence = _lazy("Ngày cuối phải từ ngày đầu trở đi.")


class OutsidePlan(InvalidInput):
    code = "inspections.outside_plan"
    field = "starts_on"
    sentence = _lazy("Thời gian kiểm tra phải nằm trong kỳ của kế hoạch, từ %(start)s đến %(end)s.")


class GroundsMissing(InvalidInput):
    code = "inspections.grounds_missing"
    field = "grounds"
    sentence = _lazy("Hãy ghi căn cứ, lý do kiểm tra đối tượng này.")


class UnitOutside(InvalidInput):
    code = "inspections.unit_outside"
    field = "unit"
    sentence = _lazy("Đơn vị kiểm tra phải là cơ quan lập kế hoạch hoặc đơn vị trực thuộc.")


class AlreadyPlanned(InvalidInput):
    code = "inspections.already_planned"
    field = "subject"
    sentence = _lazy("Đối tượng này đã có trong kế hoạch.")


class ReasonMissing(InvalidInput):
    code = "inspections.reason_missing"
    field = "words"
    sentence = _lazy("Hãy ghi lý do.")


class NotAsked(NotAllowed):
    code = "inspections.overlap.not_asked"
    sentence = _lazy("Chỉ %(agency)s được trả lời về chỗ trùng này.")


class NotOfTheTwo(NotAllowed):
    code = "inspections.overlap.not_of_the_two"
    sentence = _lazy("Chỉ hai đơn vị có kế hoạch trùng nhau trao đổi ở đây.")


class NotSuperior(NotAllowed):
    code = "inspections.overlap.not_superior"
    sentence = _lazy("Cấp trên chung của hai đơn vị là %(agency)s; thủ trưởng ở đó cho ý kiến.")


class SuperiorPaperMissing(InvalidInput):
    code = "inspections.overlap.superior_paper_missing"
    field = "paper"
    sentence = _lazy("Hai đơn vị không có cấp trên chung trong danh bạ: hãy ghi số, ngày văn bản cho ý kiến.")


class OverlapNotOpen(Refusal):
    code = "inspections.overlap.not_open"
    sentence = _lazy("Chỗ trùng này đang ở tình trạng “%(state)s”, không làm được việc này nữa.")


class TermPassed(Refusal):
    code = "inspections.overlap.term_passed"
    sentence = _lazy("Hạn cho ý kiến đã hết ngày %(day)s; kế hoạch được tiếp tục.")


class TermAlreadySet(InvalidInput):
    code = "inspections.term.already_set"
    field = "valid_from"
    sentence = _lazy("Từ ngày %(day)s đã đặt một thời hạn. Hãy chọn ngày khác.")


class KeptNotFound(NotFound):
    code = "inspections.kept.not_found"


class KeptEnded(InvalidInput):
    code = "inspections.kept.ended"
    field = "valid_until"
    sentence = _lazy("Mục này đã hết hiệu lực từ trước ngày đó.")


class EndsBeforeItBegins(InvalidInput):
    code = "inspections.kept.ends_before"
    field = "valid_until"
    sentence = _lazy("Ngày cuối phải từ ngày bắt đầu trở đi.")


class LotBackward(InvalidInput):
    code = "inspections.lot_backward"
    field = "lot_to"
    sentence = _lazy("Lô đến phải từ lô từ trở lên.")


class CardTwice(InvalidInput):
    code = "inspections.card.twice"
    field = "number"
    sentence = _lazy("Thẻ số %(number)s của người này đã được ghi cho thời gian đó.")
