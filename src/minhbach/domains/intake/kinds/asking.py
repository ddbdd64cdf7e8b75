"""What the forms of several kinds ask alike."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.intake.kinds.kind import Ask, Words

LONGEST_STORY = 20_000

WHAT = Ask(
    name="what",
    label=_lazy("Chuyện gì đã xảy ra?"),
    help=_lazy("Hàng gì, ai bán, vì sao bạn nghi ngờ. Viết như bạn kể, hoặc dán nguyên tin nhắn."),
    rows=6,
    longest=LONGEST_STORY,
    is_needed=True,
)
WHERE = Ask(
    name="where",
    label=_lazy("Ở đâu?"),
    help=_lazy("Tên cửa hàng, địa chỉ, chợ, tên trang hoặc tài khoản bán hàng."),
    rows=2,
    longest=1_000,
)
LINK = Ask(name="link", label=_lazy("Đường dẫn, nếu bán trên mạng"), longest=2_000)
WHEN = Ask(name="when", label=_lazy("Khi nào?"), help=_lazy("Ví dụ: hôm qua; sáng thứ bảy; từ tháng 9."), longest=200)


def what(label: Words, help: Words = "") -> Ask:  # noqa: A002 (the name of the field)
    """Ask for the story in the words of a kind."""
    return replace(WHAT, label=label, help=help)
