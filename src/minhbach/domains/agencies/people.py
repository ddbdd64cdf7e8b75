"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "agencies.Officer",
        ("username", "full_name", "email", "phone", "sort_key", "password"),
        _lazy("Cán bộ, tài khoản của tổ chức ngoài"),
        _lazy("biết ai đã làm gì, theo nhật ký"),
        Until.UNSET,
    ),
    OfPeople(
        "agencies.GuestProposal",
        ("name", "code", "paper_number", "full_name", "title_vi", "username", "email", "phone", "reason"),
        _lazy("Đề nghị mở tài khoản cho tổ chức ngoài"),
        _lazy("hai người quyết định mở tài khoản"),
        Until.UNSET,
    ),
    OfPeople("agencies.Duty", ("phone",), _lazy("Số điện thoại trực"), _lazy("liên hệ người trực"), Until.UNSET),
    OfPeople(
        "agencies.PostProposal",
        ("reason", "title_vi", "powers_title"),
        _lazy("Đề nghị bổ nhiệm"),
        _lazy("hai người quyết định bổ nhiệm"),
        Until.UNSET,
    ),
    OfPeople(
        "agencies.SharingChange",
        ("reason",),
        _lazy("Lý do đổi phạm vi chia sẻ"),
        _lazy("biết vì sao hồ sơ được mở, được khép"),
        Until.UNSET,
    ),
    OfPeople(
        "agencies.Disclosure",
        ("name", "reason", "closed_for"),
        _lazy("Hồ sơ mở cho bên ngoài"),
        _lazy("biết ai ở ngoài đã được đọc gì, vì sao"),
        Until.UNSET,
    ),
    OfPeople(
        "agencies.OutsideReply",
        ("text", "reason"),
        _lazy("Ý kiến của bên ngoài"),
        _lazy("xem xét điều bên được nêu nói"),
        Until.UNSET,
    ),
    OfPeople(
        "agencies.GuestIdentity",
        ("subject",),
        _lazy("Danh tính của người bên ngoài ở nơi đăng nhập của họ"),
        _lazy("cho đúng người đăng nhập"),
        Until.UNSET,
    ),
    OfPeople(
        "agencies.IdentityProvider",
        ("reason",),
        _lazy("Lý do nhận nơi đăng nhập của tổ chức ngoài"),
        _lazy("hai người quyết định"),
        Until.UNSET,
    ),
)
