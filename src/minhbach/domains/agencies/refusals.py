"""What places, agencies and posts refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class RoleMissing(NotAllowed):
    code = "agencies.role_missing"
    sentence = _lazy("Chức vụ của bạn không có quyền làm việc này. Quyền này thuộc: %(roles)s.")


class NoSuchAgency(NotFound):
    code = "agencies.no_such_agency"


class NoSuchPlace(NotFound):
    code = "agencies.no_such_place"


class NoSuchOfficer(NotFound):
    code = "agencies.no_such_officer"


class NoSuchPost(NotFound):
    code = "agencies.no_such_post"


class NoSuchDelegation(NotFound):
    code = "agencies.no_such_delegation"


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


class OwnAccountNeeded(Refusal):
    code = "agencies.own_account_needed"
    sentence = _lazy("Không thể tự khóa tài khoản của mình; quản trị viên khác làm được.")
