"""What codes are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.law.types.fines import LaterVerdict, Offender, SignerObstacle
from minhbach.domains.law.types.rows import Confidence, Table

Words = str | Promise

TABLES: Mapping[Table, Words] = {
    Table.FINE_FRAMES: _lazy("Khung tiền phạt"),
    Table.POWERS: _lazy("Thẩm quyền xử phạt"),
    Table.COMPETENCE: _lazy("Phân định thẩm quyền"),
    Table.CAPS: _lazy("Mức phạt tối đa theo lĩnh vực"),
    Table.APPLICABLE_LAW: _lazy("Chọn văn bản áp dụng"),
    Table.DEADLINES: _lazy("Thời hạn"),
    Table.COUNTING_RULES: _lazy("Cách đếm thời hạn"),
    Table.VIOLATION_CLASSES: _lazy("Lớp hành vi vi phạm"),
    Table.REPORT_CATEGORIES: _lazy("Nhóm trong báo cáo"),
    Table.LEGAL_BASIS_GAPS: _lazy("Chỗ chưa rõ căn cứ"),
    Table.CRIMINAL_THRESHOLDS: _lazy("Ngưỡng hình sự"),
    Table.FORMS: _lazy("Biểu mẫu"),
    Table.INSTRUMENTS: _lazy("Văn bản"),
    Table.INSTRUMENT_STATUS: _lazy("Hiệu lực của văn bản"),
    Table.LIMITATION: _lazy("Thời hiệu xử phạt"),
    Table.LIMITATION_RULES: _lazy("Cách tính thời hiệu"),
    Table.REQUEST_BASES: _lazy("Căn cứ yêu cầu gửi ra ngoài"),
    Table.PUBLICATION: _lazy("Công bố và không được công bố"),
    Table.INTAKE_KINDS: _lazy("Loại tin, đơn tiếp nhận"),
    Table.PROTECTIONS: _lazy("Bảo vệ người báo tin, người tố cáo"),
    Table.RETENTION: _lazy("Lưu giữ, dữ liệu cá nhân"),
}

CONFIDENCES: Mapping[Confidence, Words] = {
    Confidence.SEEN: _lazy("đã đọc lời văn bản"),
    Confidence.SEEN_2ND: _lazy("chưa đối chiếu bản gốc"),
    Confidence.MEMORY: _lazy("chưa kiểm chứng"),
}

OFFENDERS: Mapping[Offender, Words] = {
    Offender.INDIVIDUAL: _lazy("Cá nhân"),
    Offender.HOUSEHOLD_BUSINESS: _lazy("Hộ kinh doanh, bán hàng rong"),
    Offender.ORGANISATION: _lazy("Tổ chức"),
}

OBSTACLES: Mapping[SignerObstacle, Words] = {
    SignerObstacle.FINE_OVER_LIMIT: _lazy("mức tối đa của khung vượt thẩm quyền"),
    SignerObstacle.LIMIT_UNKNOWN: _lazy("chưa đọc được thẩm quyền trong lĩnh vực này"),
    SignerObstacle.CONFISCATION_NOT_GIVEN: _lazy("không có quyền tịch thu"),
    SignerObstacle.CONFISCATION_OVER_LIMIT: _lazy("tang vật có giá trị vượt mức được tịch thu"),
    SignerObstacle.CONFISCATION_VALUE_UNKNOWN: _lazy("chưa biết giá trị tang vật"),
    SignerObstacle.LICENCE_NOT_GIVEN: _lazy("không có quyền tước giấy phép"),
    SignerObstacle.SUSPENSION_NOT_GIVEN: _lazy("không có quyền đình chỉ hoạt động"),
    SignerObstacle.REMEDIES_NOT_GIVEN: _lazy("không có quyền áp dụng mọi biện pháp khắc phục hậu quả này"),
    SignerObstacle.OUTSIDE_COMPETENCE: _lazy("ngoài lĩnh vực của lực lượng"),
}

VERDICTS: Mapping[LaterVerdict, Words] = {
    LaterVerdict.NO_LIABILITY: _lazy("Văn bản sau có thể không còn quy định xử phạt hành vi này"),
    LaterVerdict.MILDER: _lazy("Văn bản sau nhẹ hơn"),
    LaterVerdict.SAME: _lazy("Văn bản sau không thay đổi"),
    LaterVerdict.HARSHER: _lazy("Văn bản sau nặng hơn"),
    LaterVerdict.MIXED: _lazy("Văn bản sau có phần nhẹ hơn, có phần nặng hơn"),
    LaterVerdict.REWRITTEN: _lazy("Văn bản sau viết lại các điểm của điều khoản này; hãy tìm hành vi trong đó"),
    LaterVerdict.UNREAD: _lazy(
        "Chưa so sánh được nặng nhẹ: hình thức bổ sung, biện pháp khắc phục của một thời kỳ chưa đọc; chỉ có khung tiền"
    ),
    LaterVerdict.UNKNOWN: _lazy("Văn bản sau đo hành vi theo cách khác; nhập số liệu tương ứng để so sánh"),
}

DIFFERENCES: Mapping[str, Words] = {
    "fine_min": _lazy("mức tối thiểu"),
    "fine_max": _lazy("mức tối đa"),
    "additional_sanctions": _lazy("hình thức xử phạt bổ sung"),
    "remedies": _lazy("biện pháp khắc phục hậu quả"),
}
