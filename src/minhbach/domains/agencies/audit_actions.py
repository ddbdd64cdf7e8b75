"""The sentences of this domain's acts, for the audit pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit


def register() -> None:
    audit.register("agencies.reference.loaded", _lazy("nạp danh mục địa bàn, cơ quan"))
    audit.register("agencies.officer.created", _lazy("tạo tài khoản cán bộ"))
    audit.register("agencies.officer.closed", _lazy("khóa tài khoản cán bộ"))
    audit.register("agencies.officer.opened", _lazy("mở lại tài khoản cán bộ"))
    audit.register("agencies.officer.password_given", _lazy("cấp mật khẩu mới cho cán bộ"))
    audit.register("agencies.post.given", _lazy("giao chức vụ"))
    audit.register("agencies.post.ended", _lazy("kết thúc chức vụ"))
    audit.register("agencies.agency.created", _lazy("thêm cơ quan"))
    audit.register("agencies.agency.amended", _lazy("sửa thông tin cơ quan"))
    audit.register("agencies.agency.ended", _lazy("kết thúc cơ quan"))
    audit.register("agencies.delegation.given", _lazy("ghi nhận giao quyền"))
    audit.register("agencies.delegation.revoked", _lazy("thu hồi giao quyền"))
