"""What this domain keeps of people, what for, and until when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from minhbach.foundation.people import Needs, OfPeople, Until

NEEDS = (Needs("lead", _lazy("có thông tin đang thẩm tra")),)
PEOPLE = (
    OfPeople(
        "screening.Lead",
        ("title", "url", "category", "seller_name", "seller_id", "seller_location", "seller_key", "listing_id"),
        _lazy("Người bán trong thông tin cần thẩm tra"),
        _lazy("thẩm tra"),
        Until.UNIT,
        since=_lazy("lúc thông tin bị bỏ qua"),
    ),
    OfPeople(
        "screening.Sighting",
        ("snapshot", "signals", "explanation", "source"),
        _lazy("Tin đăng đóng băng"),
        _lazy("thẩm tra, làm chứng cứ"),
        Until.UNIT,
        since=_lazy("lúc thông tin bị bỏ qua"),
    ),
    OfPeople(
        "screening.LeadEvent",
        ("note", "reason", "data"),
        _lazy("Ý kiến về thông tin"),
        _lazy("thẩm tra"),
        Until.UNIT,
        since=_lazy("lúc thông tin bị bỏ qua"),
    ),
    OfPeople(
        "screening.LeadWord",
        ("word",),
        _lazy("Chữ để tìm thông tin"),
        _lazy("tìm kiếm"),
        Until.UNIT,
        since=_lazy("lúc thông tin bị bỏ qua"),
    ),
    OfPeople(
        "screening.LeadBulk",
        ("note", "query", "narrowed_by"),
        _lazy("Việc làm với nhiều thông tin"),
        _lazy("thẩm tra"),
        Until.UNSET,
    ),
    OfPeople(
        "screening.Export",
        ("name", "sha256", "sample", "seen"),
        _lazy("Tệp tin đăng đã nộp"),
        _lazy("quét dấu hiệu"),
        Until.UNIT,
        since=_lazy("lúc quét xong"),
    ),
    OfPeople(
        "screening.Sweep",
        ("run_sha256", "refused_rows", "refused_file"),
        _lazy("Kết quả quét"),
        _lazy("quét dấu hiệu"),
        Until.UNIT,
        since=_lazy("lúc quét xong"),
    ),
    OfPeople(
        "screening.TrialLead",
        ("snapshot", "signals"),
        _lazy("Tin đăng thử từ khóa"),
        _lazy("thử từ khóa"),
        Until.UNIT,
        since=_lazy("lúc thử xong"),
    ),
)
