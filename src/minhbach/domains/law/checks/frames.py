"""Fine frames: tiers that leave no gap, amounts that are whole, codes that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from minhbach.domains.law.checks.problem import Content, Problem, knows, problem
from minhbach.domains.law.types.rows import Table

FRAMES = Table.FINE_FRAMES


def check_frame(content: Content) -> Iterator[Problem]:
    """Check a fine frame's codes, tiers, multipliers and sanctions."""
    for key in ("series", "instrument", "article", "act_vi"):
        if not content.get(key):
            yield problem(key, _("Hãy điền “%(field)s”.") % {"field": key})
    if not knows(FRAMES, "fields", content.get("field")):
        yield problem("field", _("“%(code)s” không phải lĩnh vực trong danh mục.") % {"code": content.get("field")})
    for scale in (content, *content.get("alternatives", ())):
        yield from _check_scale(scale)
    for row in content.get("multipliers", ()):
        if not knows(FRAMES, "conditions", row["condition"]):
            yield problem(
                "multipliers", _("“%(code)s” không phải điều kiện trong danh mục.") % {"code": row["condition"]}
            )
    for row in content.get("additional_sanctions_vi", ()):
        if row.get("condition") and not knows(FRAMES, "conditions", row["condition"]):
            yield problem(
                "additional_sanctions_vi",
                _("“%(code)s” không phải điều kiện trong danh mục.") % {"code": row["condition"]},
            )


def _check_scale(scale: Content) -> Iterator[Problem]:
    if not knows(FRAMES, "measures", scale.get("measure")):
        yield problem("measure", _("“%(code)s” không phải thước đo trong danh mục.") % {"code": scale.get("measure")})
    if scale.get("goods") and not knows(FRAMES, "goods", scale["goods"]):
        yield problem("goods", _("“%(code)s” không phải loại hàng trong danh mục.") % {"code": scale["goods"]})
    yield from check_tiers(scale.get("tiers", ()), valued=scale.get("measure") != "none")


def check_tiers(tiers: Sequence[Content], *, valued: bool) -> Iterator[Problem]:
    """Check that tiers start at nothing, follow one another and are open at the top."""
    if not tiers:
        yield problem("tiers", _("Khung cần ít nhất một bậc."))
    expected: object = 0
    for number, tier in enumerate(tiers, start=1):
        low, high = tier.get("fine_min"), tier.get("fine_max")
        if not isinstance(low, int) or not isinstance(high, int):
            yield problem("tiers", _("Mức phạt là số nguyên đồng."), number)
        elif low > high:
            yield problem("tiers", _("Mức thấp nhất lớn hơn mức cao nhất."), number)
        if not valued:
            continue
        if tier.get("from") != expected:
            yield problem(
                "tiers", _("Bậc phải bắt đầu ở chỗ bậc trước kết thúc: %(value)s.") % {"value": expected}, number
            )
        upper = tier.get("to_exclusive")
        if upper is None and number != len(tiers):
            yield problem("tiers", _("Chỉ bậc cuối được để mở cận trên."), number)
        if upper is not None and tier.get("from") is not None and upper <= tier["from"]:
            yield problem("tiers", _("Bậc rỗng: cận trên không lớn hơn cận dưới."), number)
        expected = upper
    if valued and tiers and expected is not None:
        yield problem("tiers", _("Bậc cuối phải để mở (không có cận trên)."), len(tiers))
    if not valued and len(tiers) > 1:
        yield problem("tiers", _("Khung không theo giá trị chỉ có một bậc."))
