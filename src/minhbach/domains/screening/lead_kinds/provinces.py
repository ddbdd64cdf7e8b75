"""Records that hang together over many provinces."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.domains.screening.lead_kinds.kind import LeadKind

PROVINCES = LeadKind(
    "provinces",
    _lazy("mạng lưới hoạt động ở nhiều tỉnh"),
    title=_lazy("Mạng lưới quanh %(name)s hoạt động ở %(provinces)s tỉnh trở lên"),
    unnamed=_lazy("Mạng lưới hoạt động ở %(provinces)s tỉnh trở lên"),
    why=_lazy("Các hồ sơ dưới đây dùng chung thông tin mà ít người dùng và ở %(provinces)s tỉnh trở lên."),
    score=3.0,
)
