"""Steps, ways out, and the few closed lists of a case."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.pages.chips import ChipChoices


class Step(models.TextChoices):
    """The line of steps, in the order in which officers work."""

    VERIFICATION = "verification", _lazy("thẩm tra, xác minh")
    PROPOSAL = "proposal", _lazy("đề xuất kiểm tra")
    INSPECTION_ORDER = "inspection_order", _lazy("quyết định kiểm tra")
    INSPECTION = "inspection", _lazy("kiểm tra")
    VIOLATION_RECORD = "violation_record", _lazy("biên bản vi phạm hành chính")
    EXPLANATION = "explanation", _lazy("giải trình")
    DECISION = "decision", _lazy("quyết định xử phạt")
    EXECUTION = "execution", _lazy("thi hành")
    CLOSED = "closed", _lazy("kết thúc")


class Outcome(models.TextChoices):
    """How a case left the line."""

    EXECUTED = "executed", _lazy("đã thi hành xong")
    NO_VIOLATION = "no_violation", _lazy("không có vi phạm")
    TRANSFERRED = "transferred", _lazy("chuyển cơ quan khác")
    REFERRED = "referred", _lazy("chuyển hồ sơ: có dấu hiệu tội phạm")


class Origin(models.TextChoices):
    LEAD = "lead", _lazy("thông tin cần thẩm tra")
    OWN_KNOWLEDGE = "own_knowledge", _lazy("đơn vị tự phát hiện")
    TIP = "tip", _lazy("tin báo, đề nghị")
    TRANSFER = "transfer", _lazy("cơ quan khác chuyển đến")
    PLAN = "plan", _lazy("kế hoạch kiểm tra")


class SubjectRole(models.TextChoices):
    INSPECTED = "inspected", _lazy("được kiểm tra")
    VIOLATOR = "violator", _lazy("người vi phạm")
    RELATED = "related", _lazy("liên quan")


class Platform(models.TextChoices):
    """Where the goods were offered on line."""

    SHOPEE = "shopee", "Shopee"
    LAZADA = "lazada", "Lazada"
    TIKI = "tiki", "Tiki"
    TIKTOK_SHOP = "tiktok_shop", "TikTok Shop"
    FACEBOOK = "facebook", "Facebook"
    ZALO = "zalo", "Zalo"
    WEBSITE = "website", _lazy("website, ứng dụng riêng")
    OTHER = "other", _lazy("nền tảng khác")


class ExplanationManner(models.TextChoices):
    WRITTEN = "written", _lazy("giải trình bằng văn bản")
    DIRECT = "direct", _lazy("giải trình trực tiếp")
    WAIVED = "waived", _lazy("từ bỏ quyền giải trình")
    LAPSED = "lapsed", _lazy("hết thời hạn mà không giải trình")


class ExplanationAsk(models.TextChoices):
    """What a violator sends who wants to explain himself."""

    WRITTEN = "written", _lazy("văn bản giải trình")
    DIRECT = "direct", _lazy("yêu cầu được giải trình trực tiếp")


class DeliveryManner(models.TextChoices):
    DIRECT = "direct", _lazy("giao trực tiếp")
    REGISTERED_MAIL = "registered_mail", _lazy("qua bưu chính bảo đảm")
    ELECTRONIC = "electronic", _lazy("bằng phương thức điện tử")
    POSTED = "posted", _lazy("niêm yết công khai")


class PaymentKind(models.TextChoices):
    FINE = "fine", _lazy("tiền phạt")
    ILLEGAL_PROFIT = "illegal_profit", _lazy("số lợi bất hợp pháp")
    CONFISCATED_SOLD = "confiscated_sold", _lazy("bán hàng tịch thu")
    TAX = "tax", _lazy("truy thu thuế, phạt bổ sung")
    LATE = "late_interest", _lazy("tiền chậm nộp")


class DisposalState(ChipChoices):
    """How far it is with what becomes of confiscated goods."""

    WAITING = "waiting", "late", _lazy("chờ phương án")
    PLANNED = "planned", "warn", _lazy("chờ phê duyệt")
    APPROVED = "approved", "info", _lazy("đã duyệt, chưa thực hiện xong")
    DONE = "done", "good", _lazy("đã thực hiện")


class Relief(models.TextChoices):
    """What a decision lets a violator off of a fine, as the title of its form says it (row MQĐ04)."""

    REDUCED = "reduced", _lazy("giảm tiền phạt")
    REST_WAIVED = "rest_waived", _lazy("miễn phần tiền phạt còn lại")
    ALL_WAIVED = "all_waived", _lazy("miễn toàn bộ tiền phạt")


class ReferralState(ChipChoices):
    """What became of a file at the investigators."""

    WAITING = "waiting", "warn", _lazy("chờ tiếp nhận")
    CHECKING = "checking", "info", _lazy("đang kiểm tra, xác minh")
    DECLINED = "declined", "warn", _lazy("không khởi tố, chờ trả hồ sơ")
    PROSECUTED = "prosecuted", "info", _lazy("đã khởi tố")
    STOPPED = "stopped", "warn", _lazy("đình chỉ, chờ chuyển lại")
    TRIED = "tried", "good", _lazy("đã xét xử")
    RETURNED = "returned", _lazy("đã nhận lại hồ sơ")
    ANNULLED = "annulled", _lazy("đã hủy bỏ mục chuyển")


class ExtensionGround(models.TextChoices):
    """Why the check of a file may take longer."""

    COMPLEX = "complex", _lazy("nhiều tình tiết phức tạp, hoặc phải xác minh nhiều nơi")
    PROCURACY = "procuracy", _lazy("Viện kiểm sát gia hạn")


class Proceeding(models.TextChoices):
    """What is told of a criminal case once it was opened."""

    CONCLUDED = "concluded", _lazy("kết luận điều tra, đề nghị truy tố")
    CHARGED = "charged", _lazy("Viện kiểm sát truy tố")
    TRIED = "tried", _lazy("Tòa án xét xử sơ thẩm")
    APPEALED = "appealed", _lazy("Tòa án xét xử phúc thẩm")
    STOPPED = "stopped", _lazy("đình chỉ điều tra hoặc đình chỉ vụ án")


class Restricted(models.TextChoices):
    """What a decision takes away for a time."""

    LICENCE = "licence", _lazy("tước quyền sử dụng giấy phép, chứng chỉ hành nghề")
    ACTIVITY = "activity", _lazy("đình chỉ hoạt động")


class RestrictionEnd(models.TextChoices):
    OVER = "over", _lazy("hết thời hạn")
    LIFTED = "lifted", _lazy("chấm dứt trước thời hạn theo quyết định")


class Counted(StrEnum):
    """What a report counts: first what counts once for a case, then what counts by person (see `counting`)."""

    INSPECTED = "inspected"
    DETECTED = "detected"
    GOODS_VALUE = "goods_value"
    DECIDED = "decided"
    REFERRED = "referred"
    PROSECUTED = "prosecuted"
    RETURNED = "returned"
    SHOPS = "shops_removed"
    LISTINGS = "listings_removed"

    VIOLATOR_RECORDED = "violator_recorded"
    VIOLATOR_SANCTIONED = "violator_sanctioned"
    FINE = "fine"
    CONFISCATED_VALUE = "confiscated_value"
    LICENCE_WITHDRAWN = "licence_withdrawn"
    SUSPENDED = "suspended"
    PAID = "paid"
    RELIEVED = "relieved"
    EXECUTED = "executed"
    ENFORCED = "enforced"
    ACCUSED = "accused"
