"""Why a case does not move."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class CaseNotFound(NotFound):
    code = "cases.case.not_found"


class OfficerNotOnCase(NotAllowed):
    code = "cases.case.officer_not_on_it"
    sentence = _lazy("Chỉ cán bộ được phân công vụ việc %(case)s hoặc thủ trưởng đơn vị thụ lý được làm việc này.")


class StepNotReached(Refusal):
    code = "cases.step.not_reached"
    sentence = _lazy("Chưa thể “%(act)s”: vụ việc đang ở bước “%(step)s”. Trước hết phải: %(needed)s.")


class StepAlreadyPassed(Refusal):
    code = "cases.step.already_passed"
    sentence = _lazy(
        "“%(act)s” đã có trong hồ sơ và vụ việc đang ở bước “%(step)s”. Nếu mục ghi sai, hãy "
        "sửa; mục cũ vẫn lưu bên cạnh nội dung sửa."
    )


class CaseAlreadyClosed(Refusal):
    code = "cases.case.already_closed"
    sentence = _lazy("Vụ việc đã kết thúc (%(outcome)s). Không thể ghi thêm.")


class FileReferred(CaseAlreadyClosed):
    code = "cases.case.file_referred"
    sentence = _lazy(
        "Hồ sơ đang ở cơ quan điều tra: không xử phạt, không ghi thêm việc khác khi chưa nhận lại hồ sơ. Khi cơ quan "
        "ấy trả hồ sơ, ghi “Nhận lại hồ sơ”; vụ việc tiếp tục từ bước đã dừng."
    )


class ReferralAnswered(Refusal):
    code = "cases.referral.answered"
    sentence = _lazy("“%(act)s” đã có trong hồ sơ chuyển này, hoặc cơ quan điều tra đã trả lời.")


class ReferralNotReceived(Refusal):
    code = "cases.referral.not_received"
    sentence = _lazy("Chưa thể “%(act)s”: chưa ghi việc cơ quan điều tra tiếp nhận hồ sơ.")


class NotProsecuted(Refusal):
    code = "cases.referral.not_prosecuted"
    sentence = _lazy("Chưa thể “%(act)s”: chưa ghi việc khởi tố vụ án.")


class ReferralNotFound(NotFound):
    code = "cases.referral.not_found"
    sentence = _lazy("Không có hồ sơ chuyển này, hoặc không thuộc phạm vi bạn được xem.")


class SheetsDoNotMatch(InvalidInput):
    code = "cases.referral.sheets_do_not_match"
    sentence = _lazy("Danh mục có %(items)s tài liệu: hãy ghi số tờ của từng tài liệu, từ 1 đến 5.000.")


class CaseNotReferred(Refusal):
    code = "cases.case.not_referred"
    sentence = _lazy("Chỉ có thể “%(act)s” sau khi đã chuyển hồ sơ có dấu hiệu tội phạm.")


class HappenedInFuture(InvalidInput):
    code = "cases.event.happened_in_future"
    sentence = _lazy("Ngày %(day)s chưa tới. Hãy nhập ngày việc đã xảy ra.")


class HappenedTooEarly(InvalidInput):
    code = "cases.event.happened_too_early"
    sentence = _lazy("Ngày %(day)s trước “%(before)s” ngày %(previous)s. Hãy sửa một trong hai ngày.")


class EntryNotInCase(NotFound):
    code = "cases.event.not_in_case"
    sentence = _lazy("Vụ việc không có mục này, hoặc mục không còn được tính.")


class EntryNotReplaceable(Refusal):
    code = "cases.event.not_replaceable"
    sentence = _lazy("Không thể hủy bỏ việc mở vụ việc. Hãy kết thúc vụ việc và ghi lý do.")


class LaterActsRestOnEntry(Refusal):
    code = "cases.event.later_acts_rest_on_it"
    sentence = _lazy("Không thể chỉ sửa mục này: “%(later)s” dựa trên nó. Hãy hủy bỏ mục đó trước. (%(reason)s)")


class PaperRestsOnEntry(Refusal):
    code = "cases.event.paper_rests_on_it"
    sentence = _lazy(
        "“%(paper)s” (%(number)s) dựa trên mục này nên mục không hủy bỏ được nữa; chỉ sửa bằng văn bản mới thay thế, "
        "thu hồi văn bản đó."
    )


class EntryIsOfPaper(Refusal):
    code = "cases.event.is_of_paper"
    sentence = _lazy(
        "Mục này của vụ việc %(case)s do một văn bản đã phát hành ghi vào; chỉ sửa bằng văn bản mới thay thế, thu hồi "
        "văn bản đó."
    )


class SameKindNeeded(InvalidInput):
    code = "cases.event.same_kind_needed"
    sentence = _lazy("Một mục chỉ được sửa bằng mục cùng loại.")


class NoViolationFoundAtInspection(Refusal):
    code = "cases.violation.not_found_at_inspection"
    sentence = _lazy(
        "Biên bản kiểm tra ghi không phát hiện vi phạm. Hãy kết thúc vụ việc, hoặc sửa biên "
        "bản kiểm tra trước khi lập biên bản vi phạm."
    )


class NoSanctionProposed(Refusal):
    code = "cases.decision.no_sanction_proposed"
    sentence = _lazy("Chưa xác định mức xử phạt cho vụ việc này. Hãy xác định mức phạt và dự thảo quyết định trước.")


class ExplanationTimeNotOver(Refusal):
    code = "cases.explanation.time_not_over"
    sentence = _lazy("Thời hạn giải trình còn đến %(due)s (%(statute)s). Chưa thể ghi là hết thời hạn.")


class FineNotPaid(Refusal):
    code = "cases.execution.fine_not_paid"
    sentence = _lazy("Còn %(amount)s tiền phạt chưa nộp. Hãy ghi nhận việc nộp tiền trước, hoặc quyết định cưỡng chế.")


class RemediesNotDone(Refusal):
    code = "cases.execution.remedies_not_done"
    sentence = _lazy("Còn %(count)s biện pháp khắc phục hậu quả chưa thực hiện xong. Hãy ghi nhận trước.")


class PaymentExceedsFine(InvalidInput):
    code = "cases.execution.payment_exceeds_fine"
    sentence = _lazy("Tiền phạt chỉ còn %(left)s chưa nộp; không thể thu %(amount)s. Hãy kiểm tra biên lai.")


class PaymentNotPositive(InvalidInput):
    code = "cases.execution.payment_not_positive"
    sentence = _lazy("Hãy nhập số tiền lớn hơn 0.")


class NothingOwed(Refusal):
    code = "cases.execution.nothing_owed"
    sentence = _lazy("Không còn tiền phạt chưa nộp.")


class WaiverLeavesRest(InvalidInput):
    code = "cases.execution.waiver_leaves_rest"
    field = "amount_vnd"
    sentence = _lazy("Miễn là miễn hết phần chưa nộp, %(left)s. Nếu chỉ bớt một phần, hãy chọn “giảm tiền phạt”.")


class WaivedAfterPayment(InvalidInput):
    code = "cases.execution.waived_after_payment"
    field = "relief"
    sentence = _lazy("Đã nộp %(paid)s, nên không miễn toàn bộ được; hãy chọn “miễn phần tiền phạt còn lại”.")


class PartsTooFew(InvalidInput):
    code = "cases.execution.parts_too_few"
    field = "times"
    sentence = _lazy("Nộp nhiều lần là từ hai lần trở lên.")


class RemedyUnknown(InvalidInput):
    code = "cases.execution.remedy_unknown"
    sentence = _lazy("Quyết định không có biện pháp khắc phục này, hoặc đã ghi nhận.")


class FineOutsideFrame(InvalidInput):
    code = "cases.sanction.fine_outside_frame"
    sentence = _lazy(
        "Mức phạt %(fine)s cho hành vi %(act)s nằm ngoài khung từ %(minimum)s đến %(maximum)s (%(provision)s)."
    )


class DeviationNeedsReason(InvalidInput):
    code = "cases.sanction.deviation_needs_reason"
    sentence = _lazy(
        "Mức phạt %(fine)s cho hành vi %(act)s khác mức %(suggested)s theo quy tắc của pháp luật. Hãy ghi lý do."
    )


class ActsDoNotMatchRecord(InvalidInput):
    code = "cases.sanction.acts_do_not_match"
    sentence = _lazy("Mức xử phạt phải nêu đủ từng hành vi trong biên bản, mỗi hành vi một lần.")


class WarningNotPossible(InvalidInput):
    code = "cases.sanction.warning_not_possible"
    sentence = _lazy("Khung của hành vi %(act)s không cho phép phạt cảnh cáo (%(provision)s).")


class ReasonMissing(InvalidInput):
    code = "cases.event.reason_missing"
    sentence = _lazy("Hãy ghi lý do: lý do được lưu vào hồ sơ.")


class SubjectNotInCase(InvalidInput):
    code = "cases.subject.not_in_case"
    sentence = _lazy("Tổ chức, cá nhân này không có trong vụ việc. Hãy thêm trước.")


class SubjectNeeded(Refusal):
    code = "cases.subject.needed"
    sentence = _lazy("Vụ việc chưa có tổ chức, cá nhân nào. Hãy thêm trước.")


class SubjectInUse(Refusal):
    code = "cases.subject.in_use"
    sentence = _lazy("Biên bản vi phạm hành chính nêu tổ chức, cá nhân này. Hãy sửa biên bản trước.")


class OverlapNotWeighed(Refusal):
    code = "cases.proposal.overlap_not_weighed"
    sentence = _lazy(
        "Đang có hồ sơ khác về cùng tổ chức, cá nhân: %(cases)s. Hãy phối hợp với đơn vị đó, "
        "hoặc ghi lý do cần kiểm tra thêm."
    )


class InspectionEndsBeforeItStarts(InvalidInput):
    code = "cases.inspection.ends_before_start"
    sentence = _lazy("Cuộc kiểm tra không thể kết thúc trước khi bắt đầu. Hãy sửa một trong hai giờ.")


class ActsMissing(InvalidInput):
    code = "cases.violation.acts_missing"
    sentence = _lazy("Biên bản phải nêu ít nhất một hành vi. Hãy chọn hành vi và điều khoản.")


class ClassUnknown(InvalidInput):
    code = "cases.violation.class_unknown"
    sentence = _lazy("“%(name)s” không có trong bảng pháp luật. Hãy chọn trong danh sách.")


class CaseOpenedFromLeadAlready(Refusal):
    code = "cases.case.opened_from_lead_already"
    sentence = _lazy("Đã mở vụ việc từ thông tin này: %(case)s.")


class PressOfAnother(Refusal):
    code = "cases.event.press_of_another"
    sentence = _lazy("Biểu mẫu này mang mã của một việc khác đã ghi. Hãy mở lại trang rồi nhập lại.")


class NothingToSubmit(InvalidInput):
    code = "cases.nothing_to_submit"
    sentence = _lazy("Việc này không có văn bản để trình người khác ký, hoặc chưa chọn được người ký. Hãy chọn lại.")


class CategoryNotChosen(InvalidInput):
    code = "cases.violation.category_not_chosen"
    field = "report_category"
    sentence = _lazy("Hãy chọn nhóm báo cáo của vụ việc: bảng pháp luật chưa xác định nhóm cho lớp hành vi này.")


class FineMissing(InvalidInput):
    code = "cases.sanction.fine_missing"
    sentence = _lazy("Hãy nhập mức phạt cho hành vi %(act)s: pháp luật để người có thẩm quyền quyết định.")


class LimitationOver(NotAllowed):
    """After it no fine, but confiscating banned goods and putting right by a decision of their own (LIM-R3)."""

    code = "cases.sanction.limitation_over"
    sentence = _lazy(
        "Hành vi %(act)s đã hết thời hiệu xử phạt từ sau ngày %(day)s (%(statute)s): không phạt tiền; vẫn có thể tịch "
        "thu hàng cấm, buộc khắc phục hậu quả bằng quyết định riêng."
    )


class ChoiceNeedsReason(InvalidInput):
    code = "cases.sanction.choice_needs_reason"
    sentence = _lazy(
        "Mức phạt %(fine)s cho hành vi %(act)s do người có thẩm quyền chọn (%(range)s theo pháp luật). Hãy ghi lý do."
    )


class ProvisionMissing(InvalidInput):
    code = "cases.sanction.provision_missing"
    sentence = _lazy("Hành vi %(act)s không có trong bảng pháp luật. Hãy nhập điều khoản và hai đầu khung tiền phạt.")


class PaperNotDue(Refusal):
    code = "cases.paper.not_due"
    sentence = _lazy("Chưa thể dự thảo “%(paper)s” ở bước “%(step)s”: hồ sơ chưa có nội dung.")


class PaperUnderWay(Refusal):
    code = "cases.paper.under_way"
    sentence = _lazy("“%(paper)s” đang được xử lý (%(state)s). Hãy rút lại trước khi điền lại.")


class PaperIssuedAlready(Refusal):
    code = "cases.paper.issued_already"
    sentence = _lazy("“%(paper)s” đã phát hành (%(number)s). Hãy ban hành văn bản thay thế hoặc hủy bỏ.")


class PaperDiffersFromCase(Refusal):
    code = "cases.paper.differs_from_case"
    sentence = _lazy(
        "“%(paper)s” ghi %(fines)s, hồ sơ vụ việc ghi %(case)s. Hãy điền lại văn bản từ hồ sơ, "
        "hoặc xác định lại mức xử phạt."
    )


class SignerLacksPower(Refusal):
    code = "cases.decision.signer_lacks_power"
    field = "signer_post_id"
    sentence = _lazy(
        "%(title)s không có thẩm quyền ký quyết định này: %(obstacles)s. Hãy trình chức danh có thẩm quyền."
    )


class SignerNotInPowers(Refusal):
    code = "cases.decision.signer_not_in_powers"
    field = "signer_post_id"
    sentence = _lazy(
        "Bảng thẩm quyền không có “%(title)s” đối với hành vi này (%(act)s). Hãy trình chức "
        "danh khác, hoặc nhờ cán bộ pháp chế kiểm tra bảng."
    )


class FirstEntryMustOpen(InvalidInput):
    code = "cases.history.first_entry_must_open"
    sentence = _lazy("Mục đầu tiên của hồ sơ phải là việc mở vụ việc.")


class CodeUnknown(InvalidInput):
    code = "cases.code_unknown"
    sentence = _lazy("“%(code)s” không có trong danh sách. Hãy chọn lại.")


class ViolatorNotChosen(InvalidInput):
    code = "cases.violator_not_chosen"
    sentence = _lazy("Vụ việc có nhiều người vi phạm. Hãy chọn “%(act)s” đối với ai.")


class MatterNotFound(NotFound):
    code = "cases.matter_not_found"
    sentence = _lazy("Vụ việc không có việc này, hoặc việc đã kết thúc.")


class GoodsMissing(InvalidInput):
    code = "cases.goods.missing"
    sentence = _lazy("Hãy chọn ít nhất một dòng hàng.")
    field = "goods"


class GoodsNotInList(InvalidInput):
    code = "cases.goods.not_in_list"
    sentence = _lazy("%(count)s dòng hàng không có trong danh sách, hoặc không còn được giữ. Hãy chọn lại.")
    field = "goods"


class GoodsHeldElsewhere(Refusal):
    code = "cases.goods.held_elsewhere"
    sentence = _lazy("%(count)s dòng hàng (như “%(name)s”) đang được tạm giữ theo một quyết định khác của vụ việc.")
    field = "goods"


class MoreThanHeld(InvalidInput):
    code = "cases.goods.more_than_held"
    sentence = _lazy("Chỉ còn giữ %(held)s dòng hàng; không thể đưa ra %(count)s dòng.")
    field = "goods"


class MatterNotInForce(Refusal):
    code = "cases.matter.not_in_force"
    sentence = _lazy("Chưa thể “%(act)s”: trước hết phải có “%(needed)s”.")


class MatterDoneAlready(Refusal):
    code = "cases.matter.done_already"
    sentence = _lazy("“%(act)s” đã có. Nếu mục ghi sai, hãy sửa mục đó.")


class EndNotLater(InvalidInput):
    code = "cases.matter.end_not_later"
    sentence = _lazy("Ngày hết hạn mới phải sau ngày hết hạn đang có (%(until)s).")
    field = "until"


class EndBeforeStart(InvalidInput):
    code = "cases.matter.end_before_start"
    sentence = _lazy("Ngày hết hạn không thể trước ngày ghi (%(day)s).")
    field = "until"


class SealInUse(InvalidInput):
    code = "cases.seal.in_use"
    sentence = _lazy("Số niêm phong %(seal)s đang dùng trong vụ việc này. Mỗi niêm phong một số.")
    field = "seals"


class SealNeedsDifference(InvalidInput):
    code = "cases.seal.needs_difference"
    sentence = _lazy("Niêm phong không còn nguyên: hãy ghi khác gì so với khi niêm phong.")
    field = "difference"


class ValuedAlready(Refusal):
    code = "cases.goods.valued_already"
    sentence = _lazy("%(count)s dòng hàng (như “%(name)s”) đã có việc định giá. Muốn định giá lại, hãy sửa mục đó.")
    field = "goods"


class ValuesDoNotMatch(InvalidInput):
    code = "cases.goods.values_do_not_match"
    sentence = _lazy(
        "Bảng giá phải có đúng %(count)s dòng hàng đã đưa vào định giá, mỗi dòng một trị giá: %(problem)s."
    )
    field = "goods"


class NoticeMissing(Refusal):
    code = "cases.ownerless.notice_missing"
    sentence = _lazy("Chưa ghi việc thông báo, niêm yết tìm chủ sở hữu.")


class NoticeTimeNotOver(Refusal):
    code = "cases.ownerless.notice_time_not_over"
    sentence = _lazy("Thời hạn thông báo tìm chủ còn đến hết ngày %(until)s; chỉ tịch thu sau ngày đó.")


class NotEndedAsOwnerless(Refusal):
    code = "cases.ownerless.not_confiscated"
    sentence = _lazy(
        "Chỉ kết thúc theo cách này khi tang vật vô chủ đã có quyết định tịch thu và không có người vi phạm."
    )


class NotConfiscated(Refusal):
    code = "cases.goods.not_confiscated"
    sentence = _lazy(
        "%(count)s dòng hàng (như “%(name)s”) chưa bị tịch thu. Trước khi tịch thu chỉ xử lý được hàng dễ hư hỏng."
    )
    field = "goods"


class PlannedAlready(Refusal):
    code = "cases.goods.planned_already"
    sentence = _lazy("%(count)s dòng hàng (như “%(name)s”) đã có trong một phương án xử lý.")
    field = "goods"


class CouncilMissing(Refusal):
    code = "cases.disposal.council_missing"
    sentence = _lazy("Tiêu hủy phải có hội đồng; hãy ghi hội đồng tiêu hủy trước.")


class NotAboutToBeInspected(Refusal):
    code = "cases.not_about_to_be_inspected"
    sentence = _lazy("Chỉ hỏi được khi vụ việc đang ở bước đề xuất hoặc quyết định kiểm tra.")


class GoneUpAlready(Refusal):
    code = "cases.above.gone_up_already"
    sentence = _lazy(
        "Hồ sơ đã trình %(agency)s ngày %(day)s và đang chờ ở đó. Muốn trình nơi khác, hãy hủy bỏ mục trình trước."
    )


class NotGoneUp(Refusal):
    code = "cases.above.not_gone_up"
    sentence = _lazy("Hồ sơ không ở cấp trên: chưa trình, hoặc đã được trả lại.")


class MaySignHere(Refusal):
    code = "cases.above.may_sign_here"
    sentence = _lazy("%(title)s (%(agency)s) đủ thẩm quyền ký quyết định này, nên không phải trình cấp trên.")


class AuthorityLacksPower(Refusal):
    code = "cases.above.lacks_power"
    sentence = _lazy("%(agency)s không quyết định được việc này: %(obstacles)s.")
    field = "agency_id"


class FileElsewhere(Refusal):
    code = "cases.above.file_elsewhere"
    sentence = _lazy(
        "Hồ sơ của người vi phạm này đang chờ %(agency)s quyết định (trình ngày %(day)s); nơi khác không trình, ký hay "
        "nhập quyết định xử phạt."
    )


class FileNotThere(Refusal):
    code = "cases.above.file_not_there"
    sentence = _lazy("Hồ sơ chưa trình %(agency)s, hoặc đã được trả lại; quyết định chưa thể do nơi này ban hành.")


class DecidedAlready(Refusal):
    code = "cases.decision.decided_already"
    sentence = _lazy(
        "Người vi phạm này đã có quyết định xử phạt %(number)s ngày %(day)s về hành vi trong biên bản; không ra quyết "
        "định thứ hai."
    )


class ClosedMeanwhile(Refusal):
    code = "cases.above.closed_meanwhile"
    sentence = _lazy(
        "Vụ việc đã kết thúc ngày %(day)s (%(outcome)s) trong khi hồ sơ ở cấp trên, nên quyết định chưa được ghi; nội "
        "dung đã nhập còn nguyên trên trang. Hãy trả lại hồ sơ và ghi quyết định vào lý do, hoặc đề nghị đơn vị thụ lý "
        "mở lại vụ việc trước."
    )


class KitUnknown(NotFound):
    code = "cases.field.kit_unknown"
    sentence = _lazy("Không có lần mang theo này của bạn.")


class NothingToTakeAlong(Refusal):
    code = "cases.field.nothing_to_take_along"
    sentence = _lazy("Chỉ mang theo được vụ việc đang chờ quyết định kiểm tra hoặc chờ kiểm tra.")


class DayNotNear(InvalidInput):
    code = "cases.field.day_not_near"
    sentence = _lazy("Hãy chọn hôm nay hoặc một ngày trong 7 ngày tới.")
    field = "day"


class FieldEntryUnreadable(InvalidInput):
    code = "cases.field.unreadable"
    sentence = _lazy("Mục gửi lên không đọc được: %(what)s.")


class FieldEntryOfAnother(Refusal):
    code = "cases.field.of_another"
    sentence = _lazy("Mã của mục này đã dùng cho một nội dung khác. Nội dung đã đến trước vẫn giữ nguyên.")


class FileBroken(InvalidInput):
    code = "cases.field.file_broken"
    sentence = _lazy("Tệp hỏng trên đường gửi; máy sẽ gửi lại.")


class LineUnreadable(InvalidInput):
    code = "cases.field.line_unreadable"
    sentence = _lazy("Dòng hàng chưa đọc được: %(sentence)s")


class ClockWrong(Refusal):
    code = "cases.field.clock_wrong"
    sentence = _lazy("Giờ trên máy sai: máy ghi %(said)s, theo giờ của hệ thống là %(meant)s. Cần người xác nhận ngày.")


class CaseOutOfReach(Refusal):
    code = "cases.field.out_of_reach"
    sentence = _lazy("Người gửi không còn xem được vụ việc này.")


class MinutesWritten(Refusal):
    code = "cases.field.minutes_written"
    sentence = _lazy("Biên bản kiểm tra đã vào hồ sơ trước khi mục này đến.")


class MinutesMissing(Refusal):
    code = "cases.field.minutes_missing"
    sentence = _lazy("Vụ việc chưa có biên bản kiểm tra để ghép vào. Hãy chờ biên bản, hoặc giữ mục này bên cạnh.")


class InspectionNotOver(InvalidInput):
    code = "cases.field.not_over"
    sentence = _lazy("Giờ kết thúc kiểm tra (%(moment)s) chưa tới.")
    field = "ended_at"


class FieldEntrySettled(Refusal):
    code = "cases.field.settled"
    sentence = _lazy("Mục này đã được giải quyết: %(state)s.")


class NotOwnFieldEntry(NotAllowed):
    code = "cases.field.not_own"
    sentence = _lazy(
        "Chỉ người phụ trách vụ việc hoặc thủ trưởng đơn vị giải quyết mục chờ đối chiếu, "
        "và không phải mục của chính mình."
    )


class NotWithoutRecord(Refusal):
    code = "cases.spot.over_limit"
    sentence = _lazy(
        "Phạt %(fine)s vượt mức %(limit)s được xử phạt không lập biên bản (%(statute)s). "
        "Hãy lập biên bản vi phạm hành chính; mục xử phạt không lập biên bản đã ghi thì hủy bỏ trước."
    )


class MustBeRecorded(Refusal):
    code = "cases.spot.must_be_recorded"
    sentence = _lazy(
        "Hành vi này thuộc trường hợp được giải trình, nên phải lập biên bản vi phạm hành chính, "
        "không xử phạt tại chỗ được."
    )


class NoLimitWithoutRecord(Refusal):
    code = "cases.spot.no_limit"
    sentence = _lazy(
        "Bảng pháp luật chưa có mức phạt không lập biên bản cho ngày %(day)s: hãy lập biên bản vi phạm hành chính."
    )


class RestrictionUnknown(InvalidInput):
    code = "cases.restriction.unknown"
    sentence = _lazy(
        "Không quyết định nào của vụ việc có hình thức tước quyền, đình chỉ này, hoặc thời hạn của nó đã được ghi."
    )
    field = "measure"


class RestrictionBeforeDecision(InvalidInput):
    code = "cases.restriction.before_decision"
    sentence = _lazy("Thời hạn tính từ khi nhận được quyết định, không thể trước ngày quyết định (%(day)s).")
    field = "starts_on"


class NoLicenceWithdrawn(Refusal):
    code = "cases.restriction.no_licence"
    sentence = _lazy("Mục này đình chỉ hoạt động, không tước giấy phép nào.")


class LicenceNotKept(Refusal):
    code = "cases.restriction.not_kept"
    sentence = _lazy("Hồ sơ không ghi đang giữ giấy phép nào để trả lại.")


class OutsideTerm(Refusal):
    code = "cases.restriction.outside_term"
    sentence = _lazy("Ngày phát hiện phải trong thời hạn, từ ngày %(since)s đến hết ngày %(until)s.")


class TermNotOver(Refusal):
    code = "cases.restriction.not_over"
    sentence = _lazy("Thời hạn còn đến hết ngày %(until)s. Nếu được chấm dứt trước, hãy ghi quyết định chấm dứt.")


class LiftedByWhichPaper(InvalidInput):
    code = "cases.restriction.lifted_by"
    sentence = _lazy("Chấm dứt trước thời hạn phải ghi số, ngày của quyết định cho phép.")
    field = "paper_number"


class HearingBeforeInvitation(InvalidInput):
    code = "cases.hearing.before_invitation"
    sentence = _lazy("Phiên giải trình không thể trước ngày mời (%(day)s).")
    field = "at"


class HearingEndsBeforeItStarts(InvalidInput):
    code = "cases.hearing.ends_before_start"
    sentence = _lazy("Giờ kết thúc phiên giải trình không thể trước giờ bắt đầu.")
    field = "ended_at"


class NoDecisionStands(Refusal):
    code = "cases.change.no_decision"
    sentence = _lazy("Chưa thể “%(act)s”: không có quyết định xử phạt nào đang có hiệu lực với người này.")


class NoChangeProposed(Refusal):
    code = "cases.change.not_proposed"
    sentence = _lazy(
        "Chưa thể “%(act)s”: chưa ghi nội dung đề nghị, hoặc đề nghị ấy đã có quyết định, hoặc là đề nghị loại khác."
    )


class ChangeTooMuch(InvalidInput):
    code = "cases.change.too_much"
    sentence = _lazy(
        "“%(change)s” không đổi riêng mức phạt, trị giá tịch thu hay biện pháp khắc phục. Hãy chọn “sửa đổi, bổ sung” "
        "hoặc “hủy bỏ một phần”, hoặc để trống các ô đó."
    )


class ChangeSaysNothing(InvalidInput):
    code = "cases.change.says_nothing"
    sentence = _lazy("Hãy ghi nội dung thay đổi, mỗi dòng một ý.")


class ChangeElsewhere(Refusal):
    code = "cases.change.elsewhere"
    sentence = _lazy(
        "%(agency)s không phải nơi đã ra quyết định xử phạt, cũng không phải cấp trên của nơi đó; quyết định sửa đổi, "
        "đính chính, hủy bỏ không thể do nơi này ban hành."
    )
