"""Powers, caps, deadlines, classes and thresholds."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from minhbach.domains.law.checks.problem import Content, Problem, knows, problem
from minhbach.domains.law.types.rows import Table
from minhbach.engine.screening.signs import signs

DEADLINE_KINDS = {
    "case",
    "tip",
    "denunciation",
    "complaint",
    "consumer",
    "platform",
    "report",
    "publication",
    "data_breach",
    "request",
    "petition",
    "crime_report",
    "access_info",
}
UNITS = {"hour", "working_day", "day", "month", "year"}
RECURRENCES = {"once", "yearly", "monthly"}
CONFISCATIONS = {"none", "up_to_amount", "up_to_factor", "unlimited"}


def check_power(content: Content) -> Iterator[Problem]:
    """Check that a title's limits are each an amount or a percentage, in known scopes."""
    if not knows(Table.POWERS, "forces", content.get("force")):
        yield problem("force", _("“%(code)s” không phải lực lượng trong danh mục.") % {"code": content.get("force")})
    if not content.get("limits"):
        yield problem("limits", _("Thẩm quyền cần ít nhất một giới hạn."))
    for number, limit in enumerate(content.get("limits", ()), start=1):
        if (limit.get("amount_vnd") is None) == (limit.get("percent_of_cap") is None):
            yield problem("limits", _("Nhập số tiền hoặc tỷ lệ của mức tối đa, đúng một trong hai."), number)
        if not knows(Table.POWERS, "scopes", limit.get("scope")):
            yield problem(
                "limits", _("“%(code)s” không phải phạm vi trong danh mục.") % {"code": limit.get("scope")}, number
            )
        if limit.get("confiscation", {}).get("kind") not in CONFISCATIONS:
            yield problem("limits", _("Nêu giới hạn tịch thu."), number)


def check_cap(content: Content) -> Iterator[Problem]:
    """Check that a cap for organisations is not below the one for individuals."""
    individual, organisation = content.get("cap_individual_vnd"), content.get("cap_organisation_vnd")
    if (individual is None) != (organisation is None):
        yield problem("cap_organisation_vnd", _("Nhập cả hai mức, hoặc bỏ trống cả hai nếu luật dẫn sang luật khác."))
    if individual is not None and organisation is not None and organisation < individual:
        yield problem("cap_organisation_vnd", _("Mức tối đa của tổ chức thấp hơn của cá nhân."))


def check_deadline(content: Content) -> Iterator[Problem]:
    """Check that a deadline is a duration, a fixed day or a prompt duty: exactly one of them."""
    for key, codes in (("kind", DEADLINE_KINDS), ("direction", {"after", "before"}), ("bound", {"max", "min"})):
        if content.get(key) not in codes:
            yield problem(key, _("“%(code)s” không dùng được ở đây.") % {"code": content.get(key)})
    if not knows(Table.DEADLINES, "events", content.get("event")):
        yield problem("event", _("“%(code)s” không phải sự kiện trong danh mục.") % {"code": content.get("event")})
    if content.get("applies_when") and not knows(Table.DEADLINES, "conditions", content["applies_when"]):
        yield problem(
            "applies_when", _("“%(code)s” không phải điều kiện trong danh mục.") % {"code": content["applies_when"]}
        )
    ways = [bool(content.get("duration")), bool(content.get("fixed")), bool(content.get("promptly"))]
    if sum(ways) != 1:
        yield problem("duration", _("Cần đúng một trong ba: thời hạn, ngày cố định hoặc “kịp thời”."))
    duration, fixed = content.get("duration"), content.get("fixed")
    if duration and (duration.get("unit") not in UNITS or not isinstance(duration.get("n"), int) or duration["n"] < 1):
        yield problem("duration", _("Thời hạn là số nguyên giờ, ngày làm việc, ngày, tháng hoặc năm."))
    if fixed and fixed.get("recurrence") not in RECURRENCES:
        yield problem("fixed", _("Ngày cố định là một lần, hằng năm hoặc hằng tháng."))


def check_class(content: Content) -> Iterator[Problem]:
    """Check that a class of violation names its frames and known signs."""
    if not content.get("fine_frames"):
        yield problem("fine_frames", _("Lớp hành vi cần ít nhất một khung."))
    for sign in content.get("signs", ()):
        if sign not in signs():
            yield problem("signs", _("“%(code)s” không phải dấu hiệu trong danh mục.") % {"code": sign})


def check_criminal(content: Content) -> Iterator[Problem]:
    """Check that an article of the Penal Code has at least one threshold."""
    if not content.get("thresholds"):
        yield problem("thresholds", _("Cần ít nhất một ngưỡng."))
