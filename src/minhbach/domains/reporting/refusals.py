"""Why a figure or a report is refused."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, Refusal


class FiguresAlreadyClosed(Refusal):
    code = "reporting.figures_already_closed"
    sentence = _lazy("Báo cáo này đã chốt số liệu. Hãy mở lại số liệu, hoặc để thay đổi hiện bên cạnh báo cáo.")


class FiguresStillOpen(Refusal):
    code = "reporting.figures_still_open"
    sentence = _lazy("Hãy chốt số liệu trước; báo cáo chỉ trình ký trên số liệu đã chốt.")


class NotAMember(Refusal):
    code = "reporting.not_a_member"
    sentence = _lazy("%(agency)s không thuộc danh sách đơn vị có số liệu trong báo cáo này.")


class FiguresAreComputed(Refusal):
    code = "reporting.figures_are_computed"
    sentence = _lazy("%(agency)s làm việc trên hệ thống nên số liệu được tính từ hồ sơ vụ việc, không gửi thêm được.")


class FiguresUnusable(InvalidInput):
    code = "reporting.figures_unusable"
    sentence = _lazy("Có số liệu chưa dùng được nên chưa ghi nhận gì. Hãy sửa các dòng được nêu rồi gửi lại.")


class MonthNotOver(InvalidInput):
    code = "reporting.month_in_the_future"
    field = "month"
    sentence = _lazy("Chưa mở được báo cáo tháng %(month)s/%(year)s: kỳ báo cáo bắt đầu từ %(start)s.")


class SectionChangedSince(Refusal):
    code = "reporting.section.changed_since"
    sentence = _lazy("%(officer)s đã sửa mục này sau khi bạn mở trang, thành: “%(text)s”.")


class ReportAlreadyPutForward(Refusal):
    code = "reporting.already_put_forward"
    sentence = _lazy("Báo cáo đang ở chỗ người ký; đề nghị trả lại trước khi sửa nội dung.")


class FileUnreadable(InvalidInput):
    code = "reporting.file_unreadable"
    sentence = _lazy(
        "Không đọc được số liệu từ tệp này. Hãy tải biểu mẫu, điền cột cuối rồi gửi lại dạng XLSX hoặc CSV."
    )
