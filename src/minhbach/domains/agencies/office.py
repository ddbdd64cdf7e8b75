"""What agencies, officers and places are to the office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.agencies import services
from minhbach.domains.agencies.found import FOUND
from minhbach.domains.agencies.policies import DISCLOSERS, GUEST_READERS
from minhbach.domains.agencies.types import Role
from minhbach.domains.agencies.work import guest_work, work_items
from minhbach.foundation.office import Office, Reference, Room

OFFICE = Office(
    rooms=(
        Room(
            _lazy("Cơ quan, địa bàn"),
            "agencies:home",
            "building-community",
            place=80,
            within=(
                Room(_lazy("Bên ngoài"), "agencies:outside", "users", roles=frozenset(GUEST_READERS)),
                Room(_lazy("Mở cho bên ngoài"), "agencies:disclosures", "lock-open", roles=frozenset(DISCLOSERS)),
            ),
        ),
        Room(
            _lazy("Hồ sơ được mở"),
            "agencies:opened_here",
            "lock-open",
            place=53,
            roles=frozenset({Role.GUEST}),
            short=_lazy("Hồ sơ"),
        ),
    ),
    search=FOUND,
    work=work_items,
    guest_work=guest_work,
    reference=Reference(_lazy("Địa bàn, cơ quan"), services.load_reference, made_with=("engine/text",)),
    audit={
        "agencies.reference.loaded": _lazy("nạp danh mục địa bàn, cơ quan"),
        "agencies.officer.created": _lazy("tạo tài khoản cán bộ"),
        "agencies.officer.closed": _lazy("khóa tài khoản cán bộ"),
        "agencies.officer.opened": _lazy("mở lại tài khoản cán bộ"),
        "agencies.officer.codes_removed": _lazy("bỏ mã một lần của cán bộ"),
        "agencies.officer.password_given": _lazy("cấp mật khẩu mới cho cán bộ"),
        "agencies.sharing.changed": _lazy("thay đổi ai xem được một hồ sơ"),
        "agencies.disclosure.opened": _lazy("mở một hồ sơ cho bên ngoài"),
        "agencies.disclosure.closed": _lazy("thu hồi hồ sơ đã mở cho bên ngoài"),
        "agencies.disclosure.read": _lazy("xem hồ sơ được mở"),
        "agencies.reply.written": _lazy("gửi ý kiến về hồ sơ được mở"),
        "agencies.reply.taken": _lazy("tiếp nhận ý kiến của bên ngoài"),
        "agencies.reply.declined": _lazy("không tiếp nhận ý kiến của bên ngoài"),
        "agencies.post.proposed": _lazy("đề nghị giao chức vụ"),
        "agencies.post.confirmed": _lazy("xác nhận đề nghị giao chức vụ"),
        "agencies.post.refused": _lazy("từ chối đề nghị giao chức vụ"),
        "agencies.post.withdrawn": _lazy("rút lại đề nghị giao chức vụ"),
        "agencies.post.given": _lazy("giao chức vụ"),
        "agencies.post.ended": _lazy("kết thúc chức vụ"),
        "agencies.agency.created": _lazy("thêm cơ quan"),
        "agencies.agency.amended": _lazy("sửa thông tin cơ quan"),
        "agencies.agency.ended": _lazy("kết thúc cơ quan"),
        "agencies.guest.proposed": _lazy("đề nghị mở tài khoản cho bên ngoài"),
        "agencies.guest.opened": _lazy("mở tài khoản cho bên ngoài"),
        "agencies.guest.refused": _lazy("không mở tài khoản cho bên ngoài"),
        "agencies.guest.withdrawn": _lazy("rút lại đề nghị mở tài khoản cho bên ngoài"),
        "agencies.guest.closed": _lazy("đóng tài khoản của bên ngoài"),
        "agencies.guest.invited": _lazy("mời người của bên ngoài gắn tài khoản của tổ chức"),
        "agencies.guest.bound": _lazy("gắn với tài khoản của tổ chức"),
        "agencies.provider.proposed": _lazy("đề nghị nơi đăng nhập của một bên ngoài"),
        "agencies.provider.confirmed": _lazy("xác nhận nơi đăng nhập của một bên ngoài"),
        "agencies.provider.refused": _lazy("từ chối nơi đăng nhập của một bên ngoài"),
        "agencies.provider.withdrawn": _lazy("rút lại đề nghị nơi đăng nhập của một bên ngoài"),
        "agencies.provider.ended": _lazy("thôi dùng nơi đăng nhập của một bên ngoài"),
        "agencies.body.made": _lazy("ghi nhận một bên ngoài"),
        "agencies.body.opened_again": _lazy("mở lại một bên ngoài"),
        "agencies.body.closed": _lazy("đóng mọi tài khoản của một bên ngoài"),
        "agencies.rota.set": _lazy("đặt lịch trực tháng"),
        "agencies.delegation.given": _lazy("ghi nhận giao quyền"),
        "agencies.delegation.revoked": _lazy("thu hồi giao quyền"),
    },
)
