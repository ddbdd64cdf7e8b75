"""The sentence of each audited act of this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation import audit

audit.register("subjects.subject.registered", _lazy("đăng ký tổ chức, cá nhân vào hồ sơ"))
audit.register("subjects.subject.viewed", _lazy("xem hồ sơ tổ chức, cá nhân"))
audit.register("subjects.subject.changed", _lazy("đổi loại hoặc địa bàn của tổ chức, cá nhân"))
audit.register("subjects.subject.merged", _lazy("gộp hồ sơ của cùng một tổ chức, cá nhân"))
audit.register("subjects.subject.separated", _lazy("tách hồ sơ đã gộp"))
audit.register(
    "subjects.subject.keeper_assigned", _lazy("phân công công chức quản lý địa bàn phụ trách tổ chức, cá nhân")
)
audit.register("subjects.subject.shared", _lazy("chia sẻ hồ sơ tổ chức, cá nhân cho cơ quan khác"))
audit.register("subjects.subject.withdrawn", _lazy("rút hồ sơ tổ chức, cá nhân"))
audit.register("subjects.statement.recorded", _lazy("ghi nhận thông tin về tổ chức, cá nhân"))
audit.register("subjects.statement.retracted", _lazy("rút lại thông tin về tổ chức, cá nhân"))
audit.register("subjects.statement.sharing_changed", _lazy("đổi phạm vi chia sẻ một thông tin về tổ chức, cá nhân"))
audit.register("subjects.identifier.viewed", _lazy("xem ai dùng một thông tin định danh"))
audit.register("subjects.import.made", _lazy("nhập danh sách tổ chức, cá nhân"))
audit.register("subjects.import.undone", _lazy("rút lại danh sách tổ chức, cá nhân đã nhập"))
