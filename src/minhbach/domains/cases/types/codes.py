"""Steps, kinds of event, and the few closed lists of a case."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


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


class EventKind(models.TextChoices):
    """What can happen to a case. Each kind carries its own fact (types.facts)."""

    OPENED = "opened", _lazy("đã mở vụ việc")
    ASSIGNED = "assigned", _lazy("phân công cán bộ")
    SUBJECT_ADDED = "subject_added", _lazy("thêm tổ chức, cá nhân")
    SUBJECT_REMOVED = "subject_removed", _lazy("đưa tổ chức, cá nhân ra khỏi vụ việc")
    AGENCY_JOINED = "agency_joined", _lazy("cơ quan tham gia phối hợp")
    VERIFIED = "verified", _lazy("kết thúc thẩm tra, xác minh")
    PROPOSED = "proposed", _lazy("đề xuất kiểm tra")
    ORDERED = "ordered", _lazy("ban hành quyết định kiểm tra")
    INSPECTED = "inspected", _lazy("kiểm tra")
    VIOLATION_RECORDED = "violation_recorded", _lazy("lập biên bản vi phạm hành chính")
    EXPLANATION_ENDED = "explanation_ended", _lazy("kết thúc giải trình")
    SANCTION_PROPOSED = "sanction_proposed", _lazy("xác định mức xử phạt")
    DECIDED = "decided", _lazy("ban hành quyết định xử phạt")
    DELIVERED = "delivered", _lazy("giao quyết định xử phạt")
    PAID = "paid", _lazy("nộp tiền")
    REMEDY_DONE = "remedy_done", _lazy("thực hiện biện pháp khắc phục hậu quả")
    ENFORCED = "enforced", _lazy("quyết định cưỡng chế")
    LISTINGS_REMOVED = "listings_removed", _lazy("nền tảng gỡ bỏ tin đăng")
    CLOSED = "closed", _lazy("kết thúc vụ việc")
    NO_VIOLATION = "no_violation", _lazy("không có vi phạm")
    TRANSFERRED = "transferred", _lazy("chuyển cơ quan khác")
    REFERRED = "referred", _lazy("chuyển hồ sơ: có dấu hiệu tội phạm")
    PROSECUTED = "prosecuted", _lazy("khởi tố vụ án hình sự")
    RETURNED = "returned", _lazy("nhận lại hồ sơ để xử lý hành chính")
    ANNULLED = "annulled", _lazy("hủy bỏ mục đã ghi")


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
