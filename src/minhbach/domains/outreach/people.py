"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import OfPeople, Until

PEOPLE = (
    OfPeople(
        "outreach.Publication",
        ("title", "summary", "summary_en", "content", "reason"),
        _lazy("Bài đăng"),
        _lazy("công khai theo luật, đến ngày gỡ"),
        Until.UNSET,
    ),
    OfPeople(
        "outreach.PublicIdentifier",
        ("value", "key"),
        _lazy("Số điện thoại, tài khoản trong bài đăng"),
        _lazy("người dân tra trước khi trả tiền"),
        Until.UNSET,
    ),
    OfPeople("outreach.Reply", ("party", "text"), _lazy("Lời của người bị nêu"), _lazy("đăng bên bài"), Until.UNSET),
    OfPeople("outreach.Passage", ("reason", "words"), _lazy("Bước của bài đăng"), _lazy("biết ai đăng"), Until.UNSET),
    OfPeople(
        "outreach.PartnerKey", ("partner", "paper"), _lazy("Bên được tra tự động"), _lazy("mở cổng tra"), Until.UNSET
    ),
    OfPeople(
        "outreach.MailAsk",
        ("digest", "sealed", "wanted", "token"),
        _lazy("Địa chỉ thư xin nhận cảnh báo"),
        _lazy("gửi thư hỏi lại"),
        Until.AT_ONCE,
        since=_lazy("lúc thư hỏi lại được trả lời hoặc hết hạn"),
    ),
    OfPeople(
        "outreach.Subscription",
        ("digest", "sealed", "wanted", "token"),
        _lazy("Địa chỉ thư đang nhận cảnh báo"),
        _lazy("gửi cảnh báo"),
        Until.AT_ONCE,
        since=_lazy("lúc người đọc thôi nhận"),
    ),
    OfPeople(
        "outreach.Picture",
        ("caption", "alt", "content"),
        _lazy("Ảnh hàng thật, hàng giả trong hướng dẫn"),
        _lazy("công khai theo luật, đến ngày gỡ"),
        Until.UNSET,
    ),
)
