"""What this domain refuses, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.refusals import InvalidInput, NotAllowed, NotFound, Refusal


class SiteNotFound(NotFound):
    code = "sites.site.not_found"


class SiteOfAnotherAgency(NotAllowed):
    code = "sites.site.of_another_agency"
    sentence = _lazy("Trang này do %(agency)s ghi vào danh bạ; chỉ cơ quan đó sửa.")


class AddressUnreadable(InvalidInput):
    code = "sites.address_unreadable"
    field = "url"
    sentence = _lazy("Không đọc được địa chỉ này; ghi như trên trình duyệt, ví dụ tenmien.vn hoặc đường dẫn gian hàng.")


class SiteKnown(Refusal):
    code = "sites.site.known"
    field = "url"
    sentence = _lazy("Danh bạ đã có trang này.")


class KindNotInForce(InvalidInput):
    code = "sites.kind_not_in_force"
    field = "kind"
    sentence = _lazy("Loại này không có trong luật vào ngày xác nhận.")


class DayAhead(InvalidInput):
    code = "sites.day_ahead"
    field = "confirmed_on"
    sentence = _lazy("Ngày này chưa tới.")


class NoticesFaulty(InvalidInput):
    code = "sites.notices_faulty"
    field = "file"
    sentence = _lazy("Chưa ghi gì: %(count)s dòng có lỗi. Hãy sửa rồi gửi lại cả danh sách.")


class NoticeColumnsMissing(InvalidInput):
    code = "sites.notice_columns_missing"
    field = "file"
    sentence = _lazy(
        "Danh sách phải có cột địa chỉ (“Tên miền”, “Website”, “Địa chỉ”…). Các cột đọc được: %(columns)s."
    )


class NoticesTooLong(InvalidInput):
    code = "sites.notices_too_long"
    field = "file"
    sentence = _lazy("Danh sách có hơn %(most)s dòng; hãy chia thành nhiều tệp.")
