"""What places, agencies and posts refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class RoleMissing(NotAllowed):
    code = "agencies.role_missing"
    sentence = _lazy("Chức vụ của bạn không có quyền làm việc này. Quyền này thuộc: %(roles)s.")


class AdministratorElsewhere(RoleMissing):
    code = "agencies.administrator_elsewhere"
    sentence = _lazy("Việc này do quản trị của %(agency)s hoặc của cơ quan cấp trên làm.")


class AdministratorNowhere(RoleMissing):
    code = "agencies.administrator_nowhere"
    sentence = _lazy(
        "Chưa cơ quan nào quản lý mọi chức vụ của cán bộ này; việc này do người quản trị máy chủ của hệ thống làm."
    )


class InstallationKeptAbove(RoleMissing):
    code = "agencies.installation_kept_above"
    sentence = _lazy("Trang này dành cho quản trị hệ thống của cơ quan cao nhất trong bản cài này.")


class ActsOnOneself(NotAllowed):
    code = "agencies.acts_on_oneself"
    sentence = _lazy("Không ai tự làm việc này cho mình; quản trị khác của cơ quan bạn hoặc của cơ quan cấp trên làm.")


class NoSuchAgency(NotFound):
    code = "agencies.no_such_agency"


class NoSuchPlace(NotFound):
    code = "agencies.no_such_place"


class NoSuchOfficer(NotFound):
    code = "agencies.no_such_officer"


class NoSuchPost(NotFound):
    code = "agencies.no_such_post"


class NoSuchProposal(NotFound):
    code = "agencies.no_such_proposal"


class NoSuchDelegation(NotFound):
    code = "agencies.no_such_delegation"


class MembersAreSent(Refusal):
    code = "agencies.members_are_sent"
    sentence = _lazy("Người của tổ công tác do thủ trưởng cơ quan của họ cử, không giao chức vụ.")


class NoCommittee(NotAllowed):
    code = "agencies.no_committee"
    sentence = _lazy("Tổ công tác do thường trực của Ban Chỉ đạo 389 thành lập; %(agency)s không phải Ban Chỉ đạo.")


class NoTaskForce(Refusal):
    code = "agencies.no_task_force"
    sentence = _lazy("%(agency)s không phải tổ công tác, hoặc đã hết thời hạn.")


class TaskForceEndsByDecision(Refusal):
    code = "agencies.task_force_ends_by_decision"
    sentence = _lazy("Tổ công tác được gia hạn, giải thể bằng quyết định tại trang của tổ.")


class OfficerOfAnother(NotAllowed):
    code = "agencies.officer_of_another"
    sentence = _lazy("%(officer)s không phải người của đơn vị bạn; thủ trưởng đơn vị của người đó cử.")


class UsernameTaken(Refusal):
    code = "agencies.username_taken"
    field = "username"
    sentence = _lazy("Tên đăng nhập %(username)s đã có người dùng; hãy chọn tên khác.")


class NameMissing(InvalidInput):
    code = "agencies.name_missing"
    sentence = _lazy("Chưa nhập tên.")


class PasswordTooWeak(InvalidInput):
    code = "agencies.password_too_weak"
    sentence = _lazy("Không dùng được mật khẩu này: %(reasons)s")


class KeyTaken(Refusal):
    code = "agencies.key_taken"
    field = "key"
    sentence = _lazy("Đã có cơ quan mang mã định danh %(key)s.")


class PeriodRunsBackward(InvalidInput):
    code = "agencies.period_runs_backward"
    field = "valid_until"
    sentence = _lazy("Ngày kết thúc trước ngày bắt đầu; hãy sửa một trong hai.")


class SuccessorUnfit(InvalidInput):
    code = "agencies.successor_unfit"
    field = "successor"
    sentence = _lazy("Cơ quan không thể kế thừa chính nó hoặc kế thừa ngược; hãy chọn cơ quan khác.")


class ParentUnfit(InvalidInput):
    code = "agencies.parent_unfit"
    field = "parent"
    sentence = _lazy("Cơ quan không thể trực thuộc chính nó hoặc đơn vị cấp dưới của nó; hãy chọn cơ quan khác.")


class AgencyEnded(Refusal):
    code = "agencies.agency_ended"
    sentence = _lazy("%(agency)s không tồn tại vào ngày %(day)s; hãy chọn cơ quan của ngày đó hoặc thời gian khác.")


class PostOverlaps(Refusal):
    code = "agencies.post_overlaps"
    sentence = _lazy("%(officer)s đã giữ chức vụ này tại %(agency)s trong thời gian đó.")


class PostEnded(Refusal):
    code = "agencies.post_ended"
    sentence = _lazy("Chức vụ này đã kết thúc.")


class PostMayNotSign(Refusal):
    code = "agencies.post_may_not_sign"
    sentence = _lazy("Chỉ người có thẩm quyền ký mới được giao quyền; chức vụ này không có thẩm quyền ký.")


class DelegationOutsideAgency(Refusal):
    code = "agencies.delegation_outside_agency"
    sentence = _lazy("Chỉ được giao quyền cho cấp phó trong cùng cơ quan.")


class DelegationOutsidePost(Refusal):
    code = "agencies.delegation_outside_post"
    sentence = _lazy("Thời gian giao quyền phải nằm trong thời gian cả hai người giữ chức vụ.")


class DelegationOverlaps(Refusal):
    code = "agencies.delegation_overlaps"
    sentence = _lazy("Việc giao quyền này đã có tại văn bản %(number)s trong cùng thời gian.")


class DelegationDocumentMissing(InvalidInput):
    code = "agencies.delegation_document_missing"
    sentence = _lazy("Phải có số và ngày của văn bản giao quyền; ngày ký không được sau ngày bắt đầu.")


class DelegationRevoked(Refusal):
    code = "agencies.delegation_revoked"
    sentence = _lazy("Việc giao quyền này đã hết hiệu lực.")


class AreaOutside(Refusal):
    code = "agencies.area_outside"
    field = "areas"
    sentence = _lazy("%(places)s không nằm trong địa bàn của %(agency)s, là cơ quan cấp trên.")


class AreaOfUnit(Refusal):
    code = "agencies.area_of_unit"
    field = "areas"
    sentence = _lazy("%(unit)s còn phụ trách %(places)s; hãy thu hẹp địa bàn của đơn vị đó trước.")


class PostCannotBeProlonged(Refusal):
    code = "agencies.post_cannot_be_prolonged"
    field = "valid_until"
    sentence = _lazy("Chức vụ này đã ghi ngày kết thúc sớm hơn; muốn kéo dài, hãy giao chức vụ cho kỳ tiếp theo.")


class SecondPersonNeeded(Refusal):
    code = "agencies.second_person_needed"
    sentence = _lazy("Việc này cần hai người: một người đề nghị, một người khác có thẩm quyền xác nhận.")


class SameProposalWaits(Refusal):
    code = "agencies.same_proposal_waits"
    sentence = _lazy("Đã có đề nghị giao chức vụ này cho %(officer)s tại %(agency)s, đang chờ xác nhận.")


class SecondPersonIsFirst(NotAllowed):
    code = "agencies.second_person_is_first"
    sentence = _lazy("Người đề nghị không tự xác nhận được; người khác có thẩm quyền xác nhận.")


class SecondPersonLetInByFirst(NotAllowed):
    code = "agencies.second_person_let_in_by_first"
    sentence = _lazy(
        "Mật khẩu của bạn do chính người đề nghị cấp ngày %(day)s; đến hết ngày %(until)s, người khác có thẩm quyền xác"
        " nhận."
    )


class ProposalDecided(Refusal):
    code = "agencies.proposal_decided"
    sentence = _lazy("Đề nghị này đã được quyết định: %(state)s.")


class ProposerWithoutAuthority(Refusal):
    code = "agencies.proposer_without_authority"
    sentence = _lazy("%(officer)s không còn quyền đề nghị việc này; hãy từ chối để người khác đề nghị lại.")


class NotYourProposal(NotAllowed):
    code = "agencies.not_your_proposal"
    sentence = _lazy("Chỉ người đề nghị rút lại được; người khác có thẩm quyền thì xác nhận hoặc từ chối.")


class ReasonMissing(InvalidInput):
    code = "agencies.reason_missing"
    field = "reason"
    sentence = _lazy("Hãy nêu lý do.")


class DutyOfStranger(InvalidInput):
    code = "agencies.duty_of_stranger"
    sentence = _lazy("%(officer)s không giữ chức vụ tại %(agency)s nên không xếp lịch trực ở đây được.")


class WideningWithoutReason(InvalidInput):
    code = "agencies.widening_without_reason"
    field = "reason"
    sentence = _lazy("Mở rộng người xem thì phải ghi lý do.")


class SharingUnchanged(InvalidInput):
    code = "agencies.sharing_unchanged"
    field = "sharing"
    sentence = _lazy("Phạm vi vẫn như cũ; chưa có gì để ghi.")


class AgencyTakesPart(InvalidInput):
    code = "agencies.agency_takes_part"
    field = "closed_to"
    sentence = _lazy("%(agency)s đang tham gia hồ sơ này nên không thôi chia sẻ được.")


class SharingMovedOn(Refusal):
    code = "agencies.sharing_moved_on"
    sentence = _lazy("Phạm vi đã được thay đổi sau đó; chỉ hoàn tác được lần thay đổi sau cùng.")


class RecordNotShared(NotFound):
    code = "agencies.record_not_shared"


class NoSuchBody(NotFound):
    code = "agencies.no_such_body"


class NoSuchGuest(NotFound):
    code = "agencies.no_such_guest"


class GuestStaysOutside(Refusal):
    code = "agencies.guest_stays_outside"
    sentence = _lazy("Người của bên ngoài không giữ chức vụ trong cơ quan; cán bộ không giữ tài khoản của bên ngoài.")


class PaperMissing(InvalidInput):
    code = "agencies.paper_missing"
    sentence = _lazy("Phải có số đăng ký của bên ngoài, số và ngày của giấy đề nghị, nơi lưu bản gốc.")


class GuestPeriodTooLong(InvalidInput):
    code = "agencies.guest_period_too_long"
    field = "valid_until"
    sentence = _lazy("Một giấy đề nghị mở tài khoản tối đa một năm; hết hạn thì đề nghị lại.")


class BodyKeptElsewhere(Refusal):
    code = "agencies.body_kept_elsewhere"
    field = "code"
    sentence = _lazy("%(body)s đã có tài khoản do %(agency)s quản lý; hãy đề nghị cơ quan này mở thêm người.")


class GuestWaits(Refusal):
    code = "agencies.guest_waits"
    field = "username"
    sentence = _lazy("Đã có một đề nghị mở tài khoản %(username)s đang chờ; hãy quyết định đề nghị đó trước.")


class ClosedToGuests(NotAllowed):
    code = "agencies.closed_to_guests"
    sentence = _lazy("Trang này dành cho cán bộ. Tài khoản của bên ngoài chỉ mở được những gì cơ quan chia sẻ.")


class BodyClosed(Refusal):
    code = "agencies.body_closed"
    sentence = _lazy("%(body)s đã đóng mọi tài khoản; hãy mở lại một tài khoản trước.")


class IssuerUnfit(InvalidInput):
    code = "agencies.issuer_unfit"
    field = "issuer"
    sentence = _lazy("Ghi địa chỉ https:// và tên máy chủ đầy đủ, đúng như giấy đề nghị, không có dấu hỏi phía sau.")


class ProviderWaits(Refusal):
    code = "agencies.provider_waits"
    sentence = _lazy("Đã có một đề nghị về nơi đăng nhập của %(body)s đang chờ; hãy quyết định đề nghị đó trước.")


class NoProvider(Refusal):
    code = "agencies.no_provider"
    sentence = _lazy("%(body)s không có nơi đăng nhập riêng.")


class AccountNotOpen(Refusal):
    code = "agencies.account_not_open"
    sentence = _lazy("Tài khoản của %(person)s không mở.")


class InvitationOver(Refusal):
    code = "agencies.invitation_over"
    sentence = _lazy("Mã mời không đúng, đã dùng hoặc đã quá hạn. Hãy đề nghị quản trị của cơ quan cấp mã khác.")


class IdentityTaken(Refusal):
    code = "agencies.identity_taken"
    sentence = _lazy("Tài khoản này của tổ chức đã gắn với một người khác.")


class OwnWayClosed(Refusal):
    code = "agencies.own_way_closed"
    sentence = _lazy("%(body)s chỉ cho đăng nhập bằng tài khoản của tổ chức.")


class SecretNotRead(Refusal):
    code = "agencies.secret_not_read"
    sentence = _lazy("Chưa đăng nhập được qua tổ chức: mã bí mật khai với hệ thống này không còn đọc được.")


class NoSuchDisclosure(NotFound):
    code = "agencies.no_such_disclosure"


class DisclosureTooLong(InvalidInput):
    code = "agencies.disclosure_too_long"
    field = "until"
    sentence = _lazy("Mở cho bên ngoài từ hôm nay trở đi, nhiều nhất %(days)s ngày.")


class PurposeOver(InvalidInput):
    code = "agencies.purpose_over"
    field = "purpose"
    sentence = _lazy("Mục đích này không còn dùng; hãy chọn mục đích khác.")


class DisclosedAlready(Refusal):
    code = "agencies.disclosed_already"
    field = "body"
    sentence = _lazy("Đã mở cho %(body)s với mục đích này; hãy thu hồi lần mở đó trước khi mở lại.")


class DisclosureEnded(Refusal):
    code = "agencies.disclosure_ended"
    sentence = _lazy("Lần mở này đã hết thời hạn hoặc đã thu hồi.")


class ReplyDecided(Refusal):
    code = "agencies.reply_decided"
    sentence = _lazy("Ý kiến này đã được xem xét.")


class ReplyMissing(InvalidInput):
    code = "agencies.reply_missing"
    field = "text"
    sentence = _lazy("Hãy ghi ý kiến.")
