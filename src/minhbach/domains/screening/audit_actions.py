"""The sentence of each action, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit


def register() -> None:
    audit.register("screening.export.received", _lazy("nạp tệp tin đăng bán"))
    audit.register("screening.sweep.requested", _lazy("bắt đầu lượt quét"))
    audit.register("screening.sweep.canceled", _lazy("dừng lượt quét"))
    audit.register("screening.sweep.imported", _lazy("nhận kết quả lượt quét"))
    audit.register("screening.sweep.failed", _lazy("lượt quét không thành công"))
    audit.register("screening.lead.viewed", _lazy("xem thông tin cần thẩm tra"))
    audit.register("screening.lead.explanation_taken", _lazy("đã tải bản giải thích của một đầu mối"))
    audit.register("screening.lead.taken", _lazy("nhận thẩm tra thông tin"))
    audit.register("screening.lead.released", _lazy("trả lại thông tin đã nhận"))
    audit.register("screening.lead.dismissed", _lazy("bỏ qua thông tin (có lý do)"))
    audit.register("screening.lead.restored", _lazy("khôi phục thông tin đã bỏ qua"))
    audit.register("screening.lead.attached", _lazy("gắn thông tin với tổ chức, cá nhân"))
    audit.register("screening.lead.detached", _lazy("gỡ thông tin khỏi tổ chức, cá nhân"))
    audit.register("screening.lead.passed_on", _lazy("chuyển thông tin cho đơn vị khác"))
    audit.register("screening.lead.case_linked", _lazy("mở vụ việc từ thông tin"))
    audit.register("screening.lexicon.written", _lazy("soạn một mục của từ điển đơn vị"))
    audit.register("screening.lexicon.tried", _lazy("thử một mục của từ điển trên tin đã quét"))
    audit.register("screening.lexicon.proposed", _lazy("trình duyệt một mục của từ điển"))
    audit.register("screening.lexicon.returned", _lazy("trả lại một mục của từ điển"))
    audit.register("screening.lexicon.approved", _lazy("duyệt một mục của từ điển"))
    audit.register("screening.lexicon.off", _lazy("tắt một mục của từ điển"))
    audit.register("screening.lexicon.deleted", _lazy("xóa một bản nháp của từ điển"))
    audit.register("screening.lexicon.restored", _lazy("khôi phục một bản nháp của từ điển"))
    audit.register("screening.lexicon.trial_stopped", _lazy("dừng một lần thử từ điển"))
    audit.register("screening.lexicon.trial_failed", _lazy("có một lần thử từ điển bị lỗi"))
    audit.register("screening.lexicon.judged", _lazy("đánh giá một tin do lần thử từ điển thêm"))
